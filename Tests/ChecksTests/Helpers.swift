import AWSResourceCatalogue
import Checks
import Diagnostics
import Template
import XCTest

/// A day on which tests are: what has ended by then stays so.
let someDay = Day("2026-11-28")

/// What is found in a template of a file called `shop.json`.
func diagnostics(
    _ text: String, nested: [String: String] = [:], region: String? = nil, on day: Day? = someDay
) throws -> [Diagnostic] {
    let texts = [("shop.json", text)] + nested.sorted { $0.key < $1.key }
    return try TemplateChecker(
        texts.map { file, text in
            let bytes = Array(text.utf8)
            return CheckedTemplate(try Template(parsing: bytes, file: file), file: file, byteCount: bytes.count)
        }, catalogue: .aws, region: region, today: XCTUnwrap(day)
    ).diagnostics()
}

/// The codes of what is found in a template that has a resource `A` with the properties, and other sections.
func codes(properties: String = "{}", attributes: String = "", _ sections: String = "") throws -> [String] {
    try diagnostics(
        """
        { "Resources": { "A": { "Type": "Test::Of::A", "Properties": \(properties)\(attributes) } }\(sections) }
        """
    ).map(\.code).filter { !$0.hasPrefix("unused-") }
}
