import XCTest

@testable import Operations

final class SARIFTests: XCTestCase {
    private struct Log: Decodable {
        struct Message: Decodable { let text: String }
        struct Run: Decodable {
            struct Tool: Decodable {
                struct Driver: Decodable {
                    struct Rule: Decodable { let id: String }
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
                let suppressions: [Accepted]
            }
            let tool: Tool
            let results: [Result]
        }
        let version: String
        let runs: [Run]
    }

    func testResultsNameTheirRuleTheirResourceAndWhyTheyAreAccepted() async throws {
        var web = FakeWebMarket()
        web.deny("ec2 describe-volumes", "ec2:DescribeVolumes")
        web.files["parameters/dev.audit.json"] = #"{"suppressions":[{"code":"SEC050","resource":"*","reason":"no domain"}]}"#
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
        XCTAssertTrue(run.results[0].locations[0].physicalLocation.artifactLocation.uri.hasSuffix("parameters/dev.json"))
        XCTAssertTrue(outcome.output.hasPrefix("{\n  \"$schema\" : \"https://json.schemastore.org/sarif-2.1.0.json\",\n"), outcome.output)
    }
}
