import AWSResourceCatalogue
import Checks
import Diagnostics
import Foundation
import Template
import XCTest

/// Files that are broken or odd, those among them that a fuzzer found: each is told about, or left alone, in time.
final class MalformedTests: XCTestCase {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Malformed")

    private func codes(_ file: String) throws -> Set<String> {
        let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent(file)))
        do throws(DiagnosticError) {
            let subject = CheckedTemplate(try Template(parsing: bytes, file: file), file: file, byteCount: bytes.count)
            return Set(TemplateChecker([subject], catalogue: .aws).diagnostics().map(\.code))
        } catch {
            return Set(error.diagnostics.map(\.code))
        }
    }

    func testEveryFileEndsInWhatItsNameSays() throws {
        let expected: [String: Set<String>] = [
            "byte-order-mark.json": ["invalid-json"], "conditions.json": [],
            "deep-functions.json": ["malformed-function"],
            "deep.json": ["invalid-json"], "empty.json": ["invalid-json"],
            "long-texts.json": ["dangling-reference", "illegal-name", "value-not-allowed"], "loops.json": [],
            "nested-in-itself.json": [], "repeated-keys.json": ["duplicate-key"], "truncated.json": ["invalid-json"],
            "utf-16.json": ["invalid-json"],
        ]
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        XCTAssertEqual(files.sorted(), expected.keys.sorted())
        for file in files {
            let found = try codes(file)
            XCTAssertTrue(found.isSuperset(of: expected[file] ?? []), "\(file): \(found)")
        }
    }
}
