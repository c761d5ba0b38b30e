import Constructs
import Foundation
import XCTest

@testable import Stacks
@testable import TemplateTesting

/// What the README shows is what compiles and works.
final class ReadmeTests: XCTestCase {
    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: Repository.path(path), encoding: .utf8)
    }

    func testTheStackThatItShowsIsTheOneBesideThisTest() throws {
        let source = try text("Tests/StacksTests/OrdersStack.swift")
        let example = try XCTUnwrap(source.range(of: "struct OrdersStack"))
        XCTAssertTrue(
            try text("README.md").contains(
                "```swift\nimport AWSLambda\nimport AWSSQS\nimport Constructs\n\n\(source[example.lowerBound...])```\n"),
            "copy OrdersStack.swift to the README")
    }

    func testTheTargetThatItShowsIsThePackagesWithTwoMoreServices() throws {
        let start = try XCTUnwrap(text("README.md").components(separatedBy: "```swift\n.target(").dropFirst().first)
        let target = (".target(" + start.components(separatedBy: "\n```")[0])
            .replacingOccurrences(of: ", \"AWSLambda\", \"AWSSQS\"", with: "")
            .components(separatedBy: "\n").map { "        " + $0 }.joined(separator: "\n")
        XCTAssertTrue(try text("Package.swift").contains(target + "\n"), target)
    }

    func testTheStackThatItShowsSynthesizes() throws {
        let app = App()
        let root = app.stack("Shop")
        let settings = Settings(in: root)
        let orders = OrdersStack(in: root, settings)
        root.output("Queue", orders.queue.arn)
        let assembly = app.synthesize()
        // The settings of all the other stacks are unused here.
        let codes = Set(assembly.diagnostics.map(\.code))
        XCTAssertTrue(codes.isSubset(of: ["unused-parameter", "unused-condition"]), "\(codes)")
        let templates = try assembly.nodes()
        let shop = EvaluatedStack(
            path: "", template: templates["Shop.template.json"] ?? .missing, parameters: ["Environment": "prod"],
            templates: templates)
        let orderStack = try XCTUnwrap(shop.stacks["Orders"])
        let queue = orderStack["Orders"].Properties
        XCTAssertEqual(queue.QueueName, "webmarket-plus-prod-orders")
        XCTAssertEqual(queue.RedrivePolicy.deadLetterTargetArn, "Orders/FailedOrders.Arn")
        let mapping = orderStack["OrdersForWorker"].Properties
        XCTAssertEqual(mapping.EventSourceArn, "Orders/Orders.Arn")
        XCTAssertEqual(mapping.FunctionName, "Orders/Worker")
        XCTAssertEqual(orderStack["Worker"].Properties.MemorySize, 512)
        XCTAssertEqual(orderStack["Worker"].Properties.Role, "Orders/WorkerRole.Arn")
    }

    func testEveryFolderThatItNamesIsThere() throws {
        let map = try text("README.md").components(separatedBy: "## The map of the house").last ?? ""
        let folders = map.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .flatMap { $0.split(separator: "|")[0].split(separator: ",") }
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
        XCTAssertGreaterThan(folders.count, 5)
        for folder in folders {
            XCTAssertTrue(FileManager.default.fileExists(atPath: Repository.path(folder)), folder)
        }
    }
}
