import AWSAccessTesting
import Foundation
import JSON
import XCTest

@testable import CloudFormation
@testable import Deployment

/// A failure as AWS tells it, in a file of `Failures`: the templates, the pages of events of every stack (AWS
/// CloudFormation API Reference, "DescribeStackEvents"), and what is to be said of it.
struct RecordedFailure {
    let name: String
    let templates: DeployableTemplates
    let expected: JSONValue
    private let root: String
    /// What `describe-stack-events` answers, by the stack's ID.
    private let pages: [(stack: String, text: String)]

    static func all() throws -> [RecordedFailure] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Failures")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(RecordedFailure.init)
    }

    static func named(_ name: String) throws -> RecordedFailure { try XCTUnwrap(all().first { $0.name == name }) }

    private init(_ file: URL) throws {
        let document = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        name = file.deletingPathExtension().lastPathComponent
        expected = try XCTUnwrap(document["expected"])
        root = try XCTUnwrap(document["root"]?.string)
        pages = try XCTUnwrap(document["pages"]?.members).map { ($0.name, Self.text(of: $0.value)) }
        templates = DeployableTemplates(
            templates: try XCTUnwrap(document["templates"]?.members).map { member in
                let path = member.name.split(separator: ".").map(String.init)
                let lines = (member.value["lines"]?.members).map(Array.init) ?? []
                return SynthesizedTemplate(
                    path, "{\"Resources\": \(try Self.text(of: XCTUnwrap(member.value["resources"])))}",
                    file: "Stacks/\(path.last ?? "").swift",
                    lines: Dictionary(
                        uniqueKeysWithValues: lines.map { ($0.name, Int($0.value.number ?? "") ?? 0) }),
                    nested: path.count > 1
                        ? [:]
                        : Dictionary(uniqueKeysWithValues: lines.map { ($0.name, "Parcels.\($0.name).template.json") }))
            })
    }

    private static func text(of value: JSONValue) -> String {
        String(decoding: value.textBytes[value.byteRange], as: UTF8.self)
    }

    /// A cloud that has the events.
    func aws() -> FakeAWS {
        let aws = FakeAWS()
        for (stack, text) in pages { aws.on("cloudformation describe-stack-events --stack-name \(stack) ", text) }
        return aws
    }

    /// The operation, read to its end.
    func operation() async throws -> StackOperation {
        var operation = StackOperation(stack: root, name: "parcels-dev", templates: templates, after: nil)
        _ = try await operation.read([root], with: aws().cli())
        return operation
    }
}
