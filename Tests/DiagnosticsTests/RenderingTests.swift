import Diagnostics
import Foundation
import Terminal
import TerminalTesting
import XCTest

final class RenderingTests: XCTestCase {
    private func text(_ diagnostic: Diagnostic, _ files: [String: String] = [:]) throws -> String {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write(to: "Package.swift")
        for (file, contents) in files { try scratch.write(contents, to: file) }
        return diagnostic.text(SourceFiles(root: scratch.path)).map { $0.map(\.text).joined() }.joined(separator: "\n")
    }

    func testAProblemStandsWithItsLineAndACaretBelowTheColumn() throws {
        let diagnostic = Diagnostic(
            "invalid-parameter", "parameter 'Size' is 'enormous'",
            at: .file(FilePosition(path: "parameters/dev.json", line: 2, column: 12)),
            notes: [.init("declared here", at: SourceLocation(fileID: "Stacks/Shop.swift", line: 1))],
            fix: "choose small")
        XCTAssertEqual(
            try text(
                diagnostic,
                ["parameters/dev.json": "{\n\t\"é\": 1, \"Size\": \"enormous\"\n}", "Stacks/Shop.swift": "let a = 1"]),
            """
            parameters/dev.json:2:12: error: parameter 'Size' is 'enormous' [invalid-parameter]
                2 |     "é": 1, "Size": "enormous"
                  |               ^
              Stacks/Shop.swift:1: note: declared here
              fix: choose small
            """)
    }

    func testALineOfSwiftStandsWithoutACaret() throws {
        let diagnostic = Diagnostic(
            "unused-condition", "the condition X is never used", severity: .warning,
            at: SourceLocation(fileID: "Shop/Stack.swift", line: 2), path: "Web/X")
        XCTAssertEqual(
            try text(diagnostic, ["Sources/Shop/Stack.swift": "\n    let x = stack.condition(\"X\", a == b)\r\n"]),
            """
            Sources/Shop/Stack.swift:2: warning: the condition X is never used [unused-condition]
                2 |     let x = stack.condition("X", a == b)
              path: Web/X
            """)
    }

    /// U+2028 ends a line for a text editor, and none for JSON's reader or the compiler.
    func testLinesAreCountedAsTheirReadersCountThem() throws {
        let diagnostic = Diagnostic("x", "y", at: .file(FilePosition(path: "one.json", line: 2)))
        XCTAssertEqual(
            try text(diagnostic, ["one.json": "{ \"a\": \"b\u{2028}c\u{0B}\",\r\n\"second\": 1 }"]),
            "one.json:2: error: y [x]\n    2 | \"second\": 1 }")
    }

    func testOfALongLineTheColumnsSurroundingsAreShown() throws {
        let line = String(repeating: "a", count: 200_000) + "X" + String(repeating: "b", count: 200_000)
        let diagnostic = Diagnostic(
            "x", "y", at: .file(FilePosition(path: "one.json", line: 1, column: 200_001)))
        let lines = try text(diagnostic, ["one.json": line]).split(separator: "\n")
        XCTAssertEqual(lines.count, 3)
        XCTAssertLessThan(lines[1].count, 120)
        let caret = try XCTUnwrap(lines[2].firstIndex(of: "^"))
        let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
        XCTAssertEqual(lines[1][lines[1].index(lines[1].startIndex, offsetBy: offset)], "X")
    }

    /// What AWS says may have lines of its own, and may be anybody's.
    func testALineFromElsewherePassesForNoProblemOfItsOwn() throws {
        let diagnostic = Diagnostic("x", "first\nerror: second", fix: "a\nb")
        XCTAssertEqual(try text(diagnostic), "error: first\n    error: second [x]\n  fix: a\n    b")
    }

    /// In a file with parameters a secret may stand that nothing has found yet.
    func testALineOfAConfidentialFileIsNotShown() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("{ \"P\": \"hunter2\", \"Q\": 1 }", to: "dev.json")
        let position = FilePosition(path: "dev.json", line: 1, column: 19, isConfidential: true)
        let report = DiagnosticReport(standing: [Diagnostic("unknown-key", "Q", at: .file(position))], accepted: [])
        let shown = report.text(SourceFiles(root: scratch.path)).flatMap { $0 }.map(\.text).joined()
        XCTAssertFalse(shown.contains("hunter2"), shown)
    }

    func testALineOfSwiftWithASecretIsShownForNoProblem() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write(to: "Package.swift")
        try scratch.write("nest(\"hunter2\")", to: "Sources/Shop/Stack.swift")
        let location = SourceLocation(fileID: "Shop/Stack.swift", line: 1)
        let secret = Diagnostic("template-parameter", "P", at: location, isConfidential: true)
        let report = DiagnosticReport(standing: [Diagnostic("x", "y", at: location), secret], accepted: [])
        let sources = SourceFiles(root: scratch.path)
        let lines = secret.text(sources) + report.text(sources)
        XCTAssertFalse(lines.joined().map(\.text).joined().contains("hunter2"), "\(lines)")
    }

    func testColoursAreForTerminals() {
        let screen = TestTerminal()
        screen.terminal(usesColour: true).report([Diagnostic("x", "y\u{1B}[2J", fix: "z")])
        XCTAssertEqual(
            screen.errors,
            "\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1my␛[2J\u{1B}[0m\u{1B}[2m [x]\u{1B}[0m\n\u{1B}[36m  fix: \u{1B}[0mz\n")
    }

    private let report = DiagnosticReport(
        [
            Diagnostic(
                "illegal-name", "50% of \"a:b\", c\nis | wrong <b>",
                at: .file(FilePosition(path: "a,b:c/ö x.json", line: 3, column: 4)), logicalID: "A", property: "Tags.0",
                path: "Web/A", notes: [.init("first here"), .init("first here")], fix: "rename it"),
            Diagnostic("unused-condition", "never used", severity: .low, path: "Web/B"),
            Diagnostic("my-own", "mine", severity: .info),
        ],
        suppressions: [
            Suppression(
                code: "unused-condition", resource: "Web/B", reason: "soon", expires: Day("2999-01-31"),
                at: .source(SourceLocation(fileID: "No/Such.swift", line: 5)))
        ], on: Day("2026-11-28")!)

    private func document(_ format: OutputFormat) -> String {
        report.document(as: format, by: "synth", SourceFiles(root: "/nowhere/"))
    }

    func testAnnotationsAreEscapedAsGitHubReadsThem() {
        XCTAssertEqual(
            document(.github),
            """
            ::error file=a%2Cb%3Ac/ö x.json,line=3,col=4,title=illegal-name::50%25 of "a:b", c%0Ais | wrong <b>%0Anote: first here%0Anote: first here%0Afix: rename it
            ::notice title=my-own::mine

            """)
    }

    func testMarkdownStaysATable() {
        XCTAssertEqual(
            document(.markdown),
            """
            1 error, 1 note, 1 suppressed

            | Severity | Code | Where | What | Fix |
            |---|---|---|---|---|
            | error | illegal-name | a,b:c/ö x.json:3:4 | 50% of "a:b", c is \\| wrong &lt;b&gt; | rename it |
            | info | my-own |  | mine |  |

            | Suppressed | Resource | Reason | Until |
            |---|---|---|---|
            | unused-condition | Web/B | soon | 2999-01-31 |

            """)
    }

    /// Names and tags in an account are anybody's, and a comment is read by many.
    func testMarkdownTellsNobodyAndLeadsNowhere() {
        let report = DiagnosticReport(
            standing: [Diagnostic("x", "@team https://a.b www.a.b #1 ![i](u) ~~a~~ \\| `c`", severity: .low)],
            accepted: [])
        let page = report.document(as: .markdown, by: "synth", SourceFiles(root: "/nowhere/"))
        XCTAssertTrue(
            page.contains(
                #"@<!---->team https:<!---->//a.b www<!---->.a.b #<!---->1 !\[i\](u) \~\~a\~\~ \\\| \`c\`"#), page)
    }

    func testSARIFTextHasNoPlaceholdersAndLinksAndEveryResultAFile() throws {
        let report = DiagnosticReport(
            standing: [
                Diagnostic("x", "${A} [b](c)"), Diagnostic("y", "z", at: .file(FilePosition(path: "/tmp/a b.json"))),
            ], accepted: [])
        let log = report.document(as: .sarif, by: "synth", SourceFiles(root: "/nowhere/"))
        XCTAssertTrue(log.contains(#""text": "${{A}} \\[b\\](c)""#), log)
        XCTAssertTrue(log.contains(#""uri": "Package.swift""#), log)
        XCTAssertTrue(log.contains(#""primaryLocationLineHash": "x ${A} [b](c)""#), log)
        XCTAssertTrue(log.contains(#""uri": "file:///tmp/a%20b.json""#), log)
        XCTAssertEqual(SARIFSchema.problems(of: try JSONSerialization.jsonObject(with: Data(log.utf8))), [])
    }

    func testJSONHoldsAllOfIt() throws {
        struct Document: Decodable {
            struct Place: Decodable, Equatable { let file: String, line: Int?, column: Int? }
            struct Note: Decodable { let message: String }
            struct Acceptance: Decodable { let reason: String, expires: String?, place: Place }
            struct One: Decodable {
                let severity: String, code: String, message: String, place: Place?, logicalID: String?
                let property: String?, path: String?, notes: [Note]?, fix: String?, suppression: Acceptance?
            }
            let diagnostics: [One]
            let suppressed: [One]
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(document(.json).utf8))
        let first = try XCTUnwrap(document.diagnostics.first)
        XCTAssertEqual(first.message, "50% of \"a:b\", c\nis | wrong <b>")
        XCTAssertEqual(first.place, .init(file: "a,b:c/ö x.json", line: 3, column: 4))
        XCTAssertEqual(
            [first.logicalID, first.property, first.path, first.fix], ["A", "Tags.0", "Web/A", "rename it"])
        XCTAssertEqual(document.diagnostics.map(\.severity), ["error", "info"])
        XCTAssertEqual(document.suppressed.map(\.suppression?.reason), ["soon"])
        XCTAssertEqual(document.suppressed.first?.suppression?.place.line, 5)
    }

    func testSARIFKeepsToItsSchema() throws {
        let log = try JSONSerialization.jsonObject(with: Data(document(.sarif).utf8))
        XCTAssertEqual(SARIFSchema.problems(of: log), [])
        XCTAssertTrue(document(.sarif).contains(#""uri": "a%2Cb%3Ac/%C3%B6%20x.json""#), "no URI has a space")
        XCTAssertTrue(document(.sarif).contains(#""kind": "inSource""#))
    }
}
