import Stacks
import TemplateTesting
import XCTest

final class ShopTests: XCTestCase {
    private func shop(_ parameters: [String: String] = [:]) throws -> EvaluatedStack {
        try EvaluatedStack(of: Shop.app(), parameters: parameters)
    }

    func testCommittedTemplatesAreCurrent() throws {
        try Shop.app().expectDiagnostics()
        try Shop.app().expectTemplates(recordedBy: "swift run Infra synth")
    }

    func testThereIsNoAPIBeforeItsFirstRelease() throws {
        XCTAssertEqual(try shop().allWithin("AWS::ECS::Service").count, 0)
        XCTAssertEqual(try shop(["Release": "2026-11-29"]).allWithin("AWS::ECS::Service").count, 1)
    }

    func testTheAPIRunsTheImageOfItsRelease() throws {
        let definition = try XCTUnwrap(
            shop(["Release": "2026-11-29"]).allWithin("AWS::ECS::TaskDefinition")["API/APITaskDefinition"])
        let image = definition.ContainerDefinitions[0].Image.string
        XCTAssertTrue(image.hasSuffix(":2026-11-29"), image)
    }

    func testPasswordsAreReadByECSAndStandInNoVariable() throws {
        let definition = try XCTUnwrap(
            shop(["Release": "1"]).allWithin("AWS::ECS::TaskDefinition")["API/APITaskDefinition"])
        let container = definition.ContainerDefinitions[0]
        XCTAssertEqual(container.Environment.elements.map(\.Name), ["DATABASE_HOST", "ORDERS"])
        XCTAssertEqual(container.Secrets.elements.map(\.Name), ["DATABASE_USER", "DATABASE_PASSWORD"])
    }

    func testTheDatabaseIsReachedByTheAPIAlone() throws {
        let rules = try shop(["Release": "1"]).allWithin("AWS::EC2::SecurityGroupIngress").filter {
            $0.value.FromPort == 5432
        }
        XCTAssertEqual(rules.keys.sorted(), ["API/APIToData5432Ingress"])
    }

    func testProductionHasAStandbyAndKeepsItsDatabase() throws {
        for (environment, isProduction) in [("dev", false), ("prod", true)] {
            let database = try XCTUnwrap(
                shop(["Environment": environment]).allWithin("AWS::RDS::DBInstance")["Base/DataInstance"])
            XCTAssertEqual(database.MultiAZ, .boolean(isProduction))
            XCTAssertEqual(database.DeletionProtection, .boolean(isProduction))
        }
    }

    func testAnOrderThatFailedDoesNotBringTheOthersBack() throws {
        let mapping = try XCTUnwrap(shop().allWithin("AWS::Lambda::EventSourceMapping")["Receipts/WorkerOrdersMapping"])
        XCTAssertEqual(mapping.FunctionResponseTypes, ["ReportBatchItemFailures"])
    }
}
