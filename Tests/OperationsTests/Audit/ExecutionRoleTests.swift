import AWSResourceCatalogue
import Permissions
import ResourceSchemas
import Template
import XCTest

@testable import Operations

/// The role that CloudFormation acts as, held against what the templates need.
final class ExecutionRoleTests: XCTestCase {
    /// What templates with a queue need.
    static let needed: DeploymentRoles? = {
        let template = #"{"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}}"#
        guard let template = try? Template(parsing: Array(template.utf8), file: "shop.json") else { return nil }
        let place = DeploymentPlace(stackName: "web-dev", region: "eu-west-3", account: "123456789012")
        return DeploymentRoles(
            of: TemplateUse.all(of: TemplateTree(template), [:], at: place), at: place,
            actions: ResourceCatalogue.aws.actions)
    }()

    /// The policies that `deploy-role` prints, as statements.
    private func computed() throws -> String {
        let roles = try XCTUnwrap(Self.needed)
        return try roles.executionPolicies.policies.map { policy in
            let text = String(decoding: policy.rendered(in: roles.place), as: UTF8.self)
            let start = try XCTUnwrap(text.range(of: "\"Statement\": ["))
            let end = try XCTUnwrap(text.range(of: "]", options: .backwards))
            return String(text[start.upperBound..<end.lowerBound])
        }.joined(separator: ",")
    }

    private func report(
        _ statements: String, attached: String? = nil, boundary: String? = nil,
        arn: String = FakeWebMarket.executionRoleARN, knows: Bool = true
    ) async throws -> FakeWebMarket.Report {
        var web = FakeWebMarket()
        web.giveExecutionRole(statements, attached: attached, boundary: boundary, arn: arn)
        if knows { web.roles = { _, _ in try XCTUnwrap(Self.needed) } }
        return try await web.report()
    }

    private func found(_ report: FakeWebMarket.Report) -> [String] {
        report.findings.filter { $0.resource.name == "web-dev-execution" }.map(\.code)
    }

    func testARoleWithWhatIsComputedIsNoFinding() async throws {
        let report = try await report(computed())
        XCTAssertEqual(found(report), [])
        XCTAssertEqual(report.notChecked.map(\.resource.name), [])
    }

    func testAnActionOrResourceThatNoTemplateNeedsIsTooMuch() async throws {
        let action = try await report(
            computed() + #", {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}"#)
        XCTAssertEqual(found(action), ["SEC043"])
        XCTAssertTrue(
            action.findings.contains { $0.why.contains("its policies allow ec2:RunInstances, which no template needs") }
        )
        let resource = try await report(
            computed() + #", {"Effect": "Allow", "Action": "sqs:DeleteQueue", "Resource": "arn:aws:sqs:*:*:*"}"#)
        XCTAssertEqual(found(resource), ["SEC043"])
        let everything = try await report("", attached: "AdministratorAccess")
        XCTAssertEqual(found(everything), ["SEC043"], "it lacks nothing")
    }

    func testWhatIsMissingIsNamedWithTheResourceThatWantsIt() async throws {
        let report = try await report(computed().replacing("\"sqs:DeleteQueue\"", with: "\"sqs:ListQueues\""))
        XCTAssertTrue(found(report).contains("OPS006"), "\(found(report))")
        XCTAssertTrue(
            report.findings.contains { $0.why.contains("its policies do not allow sqs:DeleteQueue for Orders") })
        let denied = try await self.report(
            computed() + #", {"Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*"}"#)
        XCTAssertEqual(found(denied), ["OPS006"])
    }

    func testWhatNobodyCanTellIsNoPass() async throws {
        let conditional = try await report(
            computed().replacing("\"sqs:DeleteQueue\"", with: "\"sqs:ListQueues\"")
                + #", {"Effect": "Allow", "Action": "sqs:DeleteQueue", "Resource": "arn:aws:sqs:eu-west-3:123456789012:orders", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}"#
        )
        XCTAssertFalse(found(conditional).contains("OPS006"), "\(found(conditional))")
        XCTAssertTrue(conditional.notChecked.contains { $0.resource.name == "web-dev-execution" })
        let limited = try await report(computed(), boundary: "arn:aws:iam::123456789012:policy/limit")
        XCTAssertEqual(limited.notChecked.map(\.resource.name), ["web-dev-execution"])
        let foreign = try await report("", attached: "PowerUserAccess")
        XCTAssertEqual(foreign.notChecked.map(\.resource.name), ["web-dev-execution"])
        let elsewhere = try await report(computed(), arn: "arn:aws:iam::999999999999:role/web-dev-execution")
        XCTAssertEqual(elsewhere.notChecked.map(\.resource.name), ["execution role web-dev-execution"])
        let blind = try await report(computed(), knows: false)
        XCTAssertEqual(blind.notChecked.map(\.resource.name), ["web-dev-execution"])
    }
}
