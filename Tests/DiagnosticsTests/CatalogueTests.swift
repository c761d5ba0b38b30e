import Diagnostics
import Foundation
import Terminal
import TerminalTesting
import XCTest

final class CatalogueTests: XCTestCase {
    private let kinds = DiagnosticCatalogue.families.flatMap(\.kinds)

    /// The codes in the sources: the first argument of what makes or reports a diagnostic, or its `code:`.
    private func codesInSources() throws -> Set<String> {
        var codes: Set<String> = []
        for folder in ["Sources", "Stacks"] {
            let files = try XCTUnwrap(FileManager.default.enumerator(atPath: repository + folder))
            for case let file as String in files where file.hasSuffix(".swift") {
                if file.hasPrefix("Services") || file.contains("Catalogue/") {
                    continue
                }
                let text = try String(contentsOfFile: "\(repository)\(folder)/\(file)", encoding: .utf8)
                let uses =
                    #/(?:[Dd]iagnostic\(|CommandError\(|[. ]report(?:Once)?\(|[( ]code: (?:String = )?)\s*(?:[a-z =".A-Z]+\? )?"([a-z]+(?:-[a-z]+)*)"(?: : "([a-z-]+)")?/#
                for match in text.matches(of: uses) {
                    codes.insert(String(match.output.1))
                    if let other = match.output.2 { codes.insert(String(other)) }
                }
            }
        }
        let rules = try String(
            contentsOfFile: repository + "Sources/ResourceData/configuration/rules.json", encoding: .utf8)
        for match in rules.matches(of: #/"code": "([a-z-]+)"/#) { codes.insert(String(match.output.1)) }
        return codes
    }

    func testEveryCodeInTheSourcesIsInTheCatalogueAndEveryOneThereIsUsed() throws {
        let used = try codesInSources()
        let words = Set(kinds.map(\.code).filter { $0.first?.isLowercase == true })
        XCTAssertEqual(used.subtracting(words), [], "codes without an entry")
        XCTAssertEqual(words.subtracting(used), [], "entries that nothing reports")
    }

    func testCodesAreUniqueAndSaidInTheSameWay() {
        XCTAssertEqual(Set(kinds.map(\.code)).count, kinds.count)
        for kind in kinds {
            XCTAssertNotNil(kind.code.wholeMatch(of: #/(SEC|OPS|FIN|AUD)\d{3}|[a-z]+(-[a-z]+)*/#), kind.code)
            XCTAssertFalse(kind.title.hasSuffix(".") || kind.reason.hasSuffix("."), kind.code)
            XCTAssertEqual(DiagnosticCatalogue.kind(kind.code), kind)
        }
    }

    func testThePageIsCurrent() throws {
        let page = try String(contentsOfFile: repository + "docs/diagnostics.md", encoding: .utf8)
        XCTAssertEqual(page, DiagnosticCatalogue.page, "run: make docs")
    }

    // MARK: - --explain

    private let syntax = CommandSyntax("ship", summary: "Ships.", positionals: [.init("WHAT", "what to ship")])

    func testACodeIsExplainedWithoutWhatTheCommandElseNeeds() throws {
        let arguments = try syntax.parse(["--explain", "dangling-reference"])
        XCTAssertEqual(arguments.value("explain"), "dangling-reference")
        let screen = TestTerminal()
        try syntax.explain("no-assertions", on: screen.terminal())
        XCTAssertEqual(
            screen.output,
            "no-assertions  error  A rule asserts nothing\n\nCloudFormation refuses a rule without assertions.\n")
    }

    func testAMisspeltCodeIsGuessed() {
        XCTAssertThrowsError(try syntax.explain("sec050", on: TestTerminal().terminal())) {
            XCTAssertTrue("\($0)".contains("did you mean 'SEC050'?"), "\($0)")
        }
    }
}
