import AWSResourceCatalogue
import Checks
import Diagnostics
import Foundation
import JSON
import Template
import XCTest

/// Mistakes that people make, each a small template with its correction: the one is found where it is, and the other
/// left alone.
final class MistakeTests: XCTestCase {
    private struct Mistake {
        let name: String
        let text: String
        let source: String
        let code: String
        /// The logical ID, or the name of another member, where it is; empty for the template as a whole.
        let member: String
        /// Whether the checks find it; one that they do not find yet stands here for whoever writes the next check.
        let isFound: Bool
        let template: JSONValue
        let good: JSONValue
        /// Templates that it nests, by their files.
        let files: JSONValue?

        init?(_ json: JSONValue, name: String) {
            guard let text = json["mistake"]?.string, let source = json["source"]?.string,
                let code = json["code"]?.string, let member = json["at"]?.string, let template = json["template"],
                let good = json["good"]
            else { return nil }
            self.name = name
            self.text = text
            self.source = source
            self.code = code
            self.member = member
            isFound = json["isNew"]?.boolean != true
            self.template = template
            self.good = good
            files = json["files"]
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Mistakes")

    private func mistakes() throws -> [Mistake] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".json") }.sorted()
            .map { name in
                let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent(name)))
                return try XCTUnwrap(Mistake(JSONValue(parsing: bytes), name: name), name)
            }
    }

    private func diagnostics(_ json: JSONValue, of mistake: Mistake) throws -> [Diagnostic] {
        let nested = mistake.files?.members?.map { ($0.name, $0.value) } ?? []
        let templates = try ([(mistake.name, json)] + nested).map { file, json in
            CheckedTemplate(try Template(json, file: file), file: file, byteCount: json.byteRange.count)
        }
        return try TemplateChecker(templates, catalogue: .aws, today: XCTUnwrap(someDay)).diagnosticsWithDefaults()
    }

    func testEveryMistakeIsFoundWhereItIsAndItsCorrectionIsLeftAlone() throws {
        let mistakes = try mistakes()
        XCTAssertGreaterThan(mistakes.count, 100)
        for mistake in mistakes {
            let found = try diagnostics(mistake.template, of: mistake)
            XCTAssertEqual(
                found.contains { $0.code == mistake.code && $0.logicalID ?? "" == mistake.member }, mistake.isFound,
                "\(mistake.name): \(found)")
            XCTAssertEqual(
                try diagnostics(mistake.good, of: mistake).filter { $0.severity == .error }, [], mistake.name)
        }
    }
}
