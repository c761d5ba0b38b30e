import Terminal
import TerminalTesting
import XCTest

/// Text from elsewhere on its way to a terminal, by every way there is.
final class ControlCharacterTests: XCTestCase {
    /// Clears the screen, sets the window's title, goes back to the line's start; C1's way to begin a sequence; turns
    /// the direction.
    private let hostile = "a\u{1B}[2J\u{1B}]0;t\u{07}\rb\u{9B}31m\u{202E}c"
    private let shown = "a␛[2J␛]0;t␇␍b\u{FFFD}31m\u{FFFD}c"

    func testNoTextCommandsTheTerminal() throws {
        var table = Table(["Name"])
        table.add([hostile])
        let table1 = table
        let hostile = hostile
        let ways: [(String, @Sendable (Terminal) throws -> Void)] = [
            ("a message", { $0.errors.print(hostile) }),
            ("styled text", { $0.errors.print([StyledText(hostile, .bad)]) }),
            ("a table", { $0.errors.print(table1) }),
            ("a document", { $0.errors.write(document: hostile) }),
            ("an error", { $0.reportError(hostile) }),
            ("a warning", { $0.reportWarning(hostile) }),
            ("a note", { $0.reportNote(hostile) }),
            ("a question", { _ = try Prompt(hostile).ask(on: $0) }),
            ("a wrong call", { CommandSyntax("x", summary: "").report(UsageError(hostile), on: $0) }),
            (
                "progress",
                { terminal in
                    var display = ProgressDisplay(on: terminal.errors)
                    display.show(lines: [[StyledText(hostile)]], changes: [])
                    display.note([StyledText(hostile)])
                }
            ),
        ]
        for (way, write) in ways {
            let screen = Recording()
            let stream = screen.stream(isInteractive: true)
            try write(Terminal(output: stream, errors: stream, input: TerminalInput(isInteractive: true) { "y" }))
            XCTAssertTrue(screen.text.contains(shown), "\(way): \(screen.text.debugDescription)")
            let own = screen.text.replacing("\u{1B}[1A\u{1B}[0J", with: "")
            XCTAssertFalse(
                own.unicodeScalars.contains { $0.value < 0x0A || (0x0B..<0x20).contains($0.value) },
                "\(way): \(own.debugDescription)")
        }
    }

    func testALogIsCleanToo() {
        let log = Recording()
        var display = ProgressDisplay(on: log.stream())
        display.show(lines: [], changes: [hostile])
        log.stream().print(hostile)
        XCTAssertEqual(log.text, "\(shown)\n\(shown)\n")
    }

    func testADocumentForAProgramIsLeftAsItIs() {
        let file = Recording()
        file.stream().write(document: hostile)
        XCTAssertEqual(file.text, hostile)
    }

    func testAMessageKeepsItsLinesAndNoneOfThemPassesForAnother() {
        let log = Recording()
        let terminal = Terminal(
            output: log.stream(), errors: log.stream(), input: TerminalInput(isInteractive: false) { nil })
        terminal.reportError("it failed:\n    as it stands\nerror: not so\n\nnote: neither")
        XCTAssertEqual(log.text, "error: it failed:\n    as it stands\n  error: not so\n\n  note: neither\n")
    }

    func testAQuotedNameBeginsNoLine() {
        let log = Recording()
        log.stream().print([StyledText("a\nerror: b", .bad)])
        XCTAssertEqual(log.text, "a␊error: b\n")
    }
}
