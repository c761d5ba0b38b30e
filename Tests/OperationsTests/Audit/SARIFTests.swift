import XCTest

@testable import Operations

final class SARIFTests: XCTestCase {
    private struct Log: Decodable {
        struct Message: Decodable { let text: String }
        struct Run: Decodable {
            struct Tool: Decodable {
                struct Driver: Decodable {
                    struct Rule: Decodable {
                        struct Properties: Decodable {
                            let score: String?
                            enum CodingKeys: String, CodingKey { case score = "security-severity" }
                        }
                        let id: String
                        let help: Message
                        let properties: Properties
                    }
                    let name: String
                    let rules: [Rule]
                }
                let driver: Driver
            }
            struct Result: Decodable {
                struct Location: Decodable {
                    struct Physical: Decodable {
                        struct Artifact: Decodable { let uri: String }
                        let artifactLocation: Artifact
                    }
                    struct Logical: Decodable { let fullyQualifiedName: String }
                    let physicalLocation: Physical
                    let logicalLocations: [Logical]
                }
                struct Accepted: Decodable { let justification: String }
                let ruleId: String
                let ruleIndex: Int
                let level: String
                let message: Message
                let locations: [Location]
                let partialFingerprints: [String: String]
                let suppressions: [Accepted]
            }
            struct Details: Decodable { let id: String }
            let tool: Tool
            let automationDetails: Details
            let results: [Result]
        }
        let version: String
        let runs: [Run]
    }

    func testResultsNameTheirRuleTheirResourceAndWhyTheyAreAccepted() async throws {
        var web = FakeWebMarket()
        web.deny("ec2 describe-volumes", "ec2:DescribeVolumes")
        web.files["suppressions.json"] =
            #"{"suppressions":[{"code":"SEC050","resource":"*","reason":"no domain"}]}"#
        let outcome = try await web.run("--offline", "--format", "sarif")
        let log = try JSONDecoder().decode(Log.self, from: Data(outcome.output.utf8))
        XCTAssertEqual(log.version, "2.1.0")
        let run = try XCTUnwrap(log.runs.first)
        XCTAssertEqual(run.tool.driver.name, "audit-infra")
        XCTAssertEqual(run.results.map(\.ruleId), ["OPS004", "AUD001", "SEC050"])
        XCTAssertEqual(run.results.map(\.level), ["warning", "warning", "warning"])
        for result in run.results { XCTAssertEqual(run.tool.driver.rules[result.ruleIndex].id, result.ruleId) }
        XCTAssertEqual(run.results.map { $0.suppressions.map(\.justification) }, [[], [], ["no domain"]])
        XCTAssertEqual(run.results[0].locations[0].logicalLocations[0].fullyQualifiedName, "web-dev/db-1")
        XCTAssertTrue(
            run.results[0].locations[0].physicalLocation.artifactLocation.uri.hasSuffix("parameters/dev.json"))
        XCTAssertTrue(
            outcome.output.hasPrefix("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"),
            outcome.output)
    }

    private func run(_ web: FakeWebMarket) async throws -> Log.Run {
        let outcome = try await web.run("--offline", "--format", "sarif")
        return try XCTUnwrap(JSONDecoder().decode(Log.self, from: Data(outcome.output.utf8)).runs.first)
    }

    func testEveryResultHasAFingerprintOfItsOwn() async throws {
        var web = FakeWebMarket()
        web.replace("ec2 describe-volumes", #""Encrypted":true"#, with: #""Encrypted":false"#)
        let head =
            #""GroupId":"sg-db","GroupName":"db","VpcId":"vpc-1","Tags":\#(FakeWebMarket.tags),"IpPermissions":["#
        web.replace(
            "ec2 describe-security-groups", head,
            with: head
                + #"{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}"#
        )
        let results = try await run(web).results
        XCTAssertEqual(results.map(\.ruleId), ["SEC001", "SEC001", "OPS004", "SEC032", "SEC032", "SEC050"])
        // GitHub looks at no other fingerprint, and takes results with the same one for the same.
        let fingerprints = results.compactMap { $0.partialFingerprints["primaryLocationLineHash"] }
        XCTAssertEqual(
            fingerprints.prefix(3), ["web-dev SEC001 sg-db", "web-dev SEC001 sg-db 2", "web-dev OPS004 db-1"])
        XCTAssertEqual(Set(fingerprints).count, results.count)
    }

    func testOnlyMattersOfSecurityAreScoredAsSuch() async throws {
        let run = try await run(FakeWebMarket())
        for rule in run.tool.driver.rules {
            XCTAssertEqual(rule.properties.score != nil, rule.id.hasPrefix("SEC"), rule.id)
            XCTAssertFalse(rule.help.text.isEmpty, rule.id)
        }
        XCTAssertEqual(
            run.automationDetails.id, "audit-infra/web-dev/", "the audits of two environments do not replace each other"
        )
    }
}
