import CloudFormation
import Diagnostics
import Foundation
import Prices
import XCTest

@testable import Operations

/// What an audit says where it knows the app that is deployed.
final class AuditTraceTests: XCTestCase {
    private static let line = 40

    private func web(suppressing reason: String? = nil) -> FakeWebMarket {
        var web = FakeWebMarket()
        web.assembly = {
            let app = App()
            let compute = app.stack("Web").nestedStack("Compute")
            let balancer = compute.scope("Web", fileID: "Stacks/ComputeStack.swift", line: Self.line)
                .add("LoadBalancer", RawResource("AWS::ElasticLoadBalancingV2::LoadBalancer"))
            if let reason { balancer.suppress("SEC050", because: reason) }
            return app.synthesize()
        }
        return web
    }

    func testAFindingLeadsToTheLineOfSwift() async throws {
        let text = try await web().run("--offline")
        XCTAssertTrue(
            text.output.contains("\nStacks/ComputeStack.swift:40: warning: Compute/WebLoadBalancer: port 80 serves"),
            text.output)
        XCTAssertTrue(text.output.contains("\n  path: Web/Compute/Web/LoadBalancer\n"), text.output)
        let sarif = try await web().run("--offline", "--format", "sarif").output
        XCTAssertTrue(sarif.contains(#""uri": "Stacks/ComputeStack.swift""#), sarif)
        let annotations = try await web().run("--offline", "--format", "github").output
        XCTAssertTrue(
            annotations.contains(
                "::warning file=Stacks/ComputeStack.swift,line=40,title=SEC050::Compute/WebLoadBalancer"),
            annotations)
    }

    /// What programs read of a finding is what they read of any other problem.
    func testJSONHasTheFormOfSynthesis() throws {
        let place = Diagnostic.Place.source(SourceLocation(fileID: "Stacks/ComputeStack.swift", line: Self.line))
        func diagnostic(_ code: String) -> Diagnostic {
            Diagnostic(
                code, "it is open", severity: .high, at: place, logicalID: "Group", path: "Web/Group",
                resource: DeployedResource(type: "AWS::EC2::SecurityGroup", id: "sg-1", name: "Group"),
                notes: [.init("here too", at: place)], fix: "close it")
        }
        let report = DiagnosticReport(
            [diagnostic("SEC001"), diagnostic("SEC002")],
            suppressions: [Suppression(code: "SEC002", resource: "sg-1", reason: "for now", at: place)],
            on: .today)
        let result = AuditResult(
            environment: "dev", environmentFile: "parameters/dev.json", stack: "web-dev", project: "web",
            region: "eu-west-3", now: .distantPast, costs: CostSummary([], prices: Prices(), described: nil),
            report: report)
        let audit = try JSONSerialization.jsonObject(with: JSONEncoder().encode(AuditDocument(result)))
        let synth = report.document(as: .json, by: "synth", SourceFiles())
        let other = try JSONSerialization.jsonObject(with: Data(synth.utf8))
        for key in ["diagnostics", "suppressed"] {
            let list = try XCTUnwrap((audit as? NSDictionary)?[key] as? NSArray)
            XCTAssertEqual(list.count, 1)
            XCTAssertEqual(list, (other as? NSDictionary)?[key] as? NSArray)
        }
    }

    /// Synthesis keeps such a line from what is printed, and so do those that come after it.
    func testALineThatMayGiveASecretIsNotShown() async throws {
        var web = FakeWebMarket()
        web.assembly = {
            let app = App()
            let stack = app.stack("Web")
            let compute = stack.nestedStack("Compute")
            let (web, _) = (compute.scope("Web"), stack.parameter("P", default: "hunter2", noEcho: true))
            web.add("LoadBalancer", RawResource("AWS::ElasticLoadBalancingV2::LoadBalancer"))
            return app.synthesize()
        }
        let output = try await web.run("--offline").output
        XCTAssertTrue(output.contains("\nTests/OperationsTests/Audit/AuditTraceTests.swift:"), output)
        XCTAssertFalse(output.contains("hunter2"), output)
    }

    func testWhatTheStacksAcceptIsAccepted() async throws {
        let outcome = try await web(suppressing: "dev has no domain").run("--offline")
        XCTAssertTrue(
            outcome.output.contains(
                "suppressed: SEC050  Compute/WebLoadBalancer: dev has no domain (Tests/OperationsTests/"),
            outcome.output)
        XCTAssertFalse(outcome.output.contains("unused-suppression"), outcome.output)
    }
}
