import CloudFormation
import Foundation
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
            text.output.contains("from: Stacks/ComputeStack.swift:40 (Web/Compute/Web/LoadBalancer)"), text.output)
        let sarif = try await web().run("--offline", "--format", "sarif").output
        XCTAssertTrue(sarif.contains(#""uri": "Stacks/ComputeStack.swift""#), sarif)
        let annotations = try await web().run("--offline", "--format", "github").output
        XCTAssertTrue(
            annotations.contains(
                "::warning file=Stacks/ComputeStack.swift,line=40,title=SEC050::Compute/WebLoadBalancer"),
            annotations)
    }

    func testWhatTheStacksAcceptIsAccepted() async throws {
        let outcome = try await web(suppressing: "dev has no domain").run("--offline")
        XCTAssertTrue(
            outcome.output.contains("SEC050  Compute/WebLoadBalancer: dev has no domain (Tests/OperationsTests/"),
            outcome.output)
        XCTAssertFalse(outcome.errors.contains("unused-suppression"), outcome.errors)
    }
}
