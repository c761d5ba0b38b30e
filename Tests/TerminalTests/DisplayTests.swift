import Diagnostics
import Foundation
import TerminalTesting
import XCTest

@testable import Terminal

final class DisplayTests: XCTestCase {
    func testWidthCountsWhatAReaderSees() {
        let table: [(String, Int)] = [
            ("", 0), ("abc", 3), ("Déployé", 7), ("De\u{301}ploye\u{301}", 7), ("日本", 4), ("€…", 2),
        ]
        for (text, width) in table { XCTAssertEqual(text.displayWidth, width, text) }
    }

    func testTruncationShowsThatSomethingIsMissing() {
        XCTAssertEqual("créé en été".truncated(toDisplayWidth: 6), "créé …")
        XCTAssertEqual("court".truncated(toDisplayWidth: 5), "court")
        XCTAssertEqual("x".truncated(toDisplayWidth: 0), "")
    }

    func testTableAlignsAccentedTextAndNumbers() {
        var table = Table(["Étape", .init("Durée", .right), "Note"])
        table.add(["réseau", "9 s", ""])
        table.add(["base de données", "120 s", "longue"])
        XCTAssertEqual(
            table.lines(),
            [
                "Étape            Durée  Note",
                "réseau             9 s",
                "base de données  120 s  longue",
            ])
    }

    func testNamesFromElsewhereStayOnTheirLineAndCommandNothing() {
        var table = Table(["Name", "Note"])
        table.add(["a\nb\u{1B}[2J\u{7F}", "x"])
        XCTAssertEqual(table.lines(), ["Name      Note", "a␊b␛[2J\u{FFFD}  x"])
        XCTAssertEqual("Déployé e\u{301} 日本".withoutControlCharacters, "Déployé e\u{301} 日本")
    }

    func testWhatCannotBeWrittenIsToldUnlessNobodyReadsOn() throws {
        let readOnly = open("/dev/null", O_RDONLY)
        defer { close(readOnly) }
        let stream = TerminalStream(descriptor: readOnly)
        XCTAssertNil(stream.writeProblem)
        stream.print("lost")
        XCTAssertEqual(stream.writeProblem, "Bad file descriptor")

        let screen = TestTerminal()
        let terminal = Terminal(
            output: stream, errors: screen.terminal().errors, input: TerminalInput(isInteractive: false) { nil })
        XCTAssertEqual(terminal.end(of: .success), .failure)
        XCTAssertTrue(
            screen.errors.contains("error: standard output could not be written: Bad file descriptor"), screen.errors)
        XCTAssertEqual(terminal.end(of: .usage), .usage)
        XCTAssertEqual(screen.terminal().end(of: .changes), .changes)

        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        signal(SIGPIPE, SIG_IGN)
        close(ends[0])
        defer { close(ends[1]) }
        let unread = TerminalStream(descriptor: ends[1])
        unread.print("lost")
        XCTAssertNil(unread.writeProblem)
    }

    func testColoursOnlyWhereAskedFor() {
        var table = Table(["A"])
        table.add([StyledText("x", .bad)])
        XCTAssertEqual(table.lines(inColour: false), ["A", "x"])
        XCTAssertEqual(table.lines(inColour: true), ["\u{1B}[2mA\u{1B}[0m", "\u{1B}[1;31mx\u{1B}[0m"])
    }

    func testProgressPrintsChangesInALogAndRedrawsOnATerminal() {
        let log = Recording()
        var logged = ProgressDisplay(on: log.stream())
        logged.show(lines: [["a"]], changes: ["a started"])
        logged.show(lines: [["a"]], changes: [])
        XCTAssertEqual(log.text, "a started\n")

        let screen = Recording()
        var drawn = ProgressDisplay(on: screen.stream(isInteractive: true, width: 6))
        drawn.show(lines: [["one"], ["a long line"]], changes: ["ignored"])
        drawn.show(lines: [["two"]], changes: [])
        XCTAssertEqual(screen.text, "one\na lo…\n\u{1B}[2A\u{1B}[0Jtwo\n")
    }

    func testWhatIsPrintedMeanwhileStandsAboveTheProgress() {
        let screen = Recording()
        let stream = screen.stream(isInteractive: true)
        var display = ProgressDisplay(on: stream)
        display.show(lines: [["one"], ["two"]], changes: [])
        stream.print("a note of somebody else")
        display.finish()
        stream.print("the end")
        let erasure = "\u{1B}[2A\u{1B}[0J"
        XCTAssertEqual(screen.text, "one\ntwo\n\(erasure)a note of somebody else\none\ntwo\nthe end\n")
    }

    func testSuggestionIsNearOrNone() {
        let names = ["InstanceType", "Environment", "MinSize"]
        XCTAssertEqual(Suggestion.nearest(to: "InstnceType", in: names), "InstanceType")
        XCTAssertEqual(Suggestion.nearest(to: "environement", in: names), "Environment")
        XCTAssertNil(Suggestion.nearest(to: "Certificate", in: names))
        XCTAssertEqual(Suggestion.nearest(to: "dve", in: ["dev", "prod"]), "dev")
        XCTAssertNil(Suggestion.nearest(to: "45", in: ["5", "60"]))
        let long = String(repeating: "a", count: 70_000)
        XCTAssertNil(Suggestion.nearest(to: long + "b", in: [long]))
        XCTAssertNil(Suggestion.correction(of: long + "b", in: [long]))
    }

    func testAChoiceOfNumbersAndOfMany() {
        XCTAssertEqual(Suggestion.choice(for: "45", in: ["5", "30", "60", "90"]), "write 30 or 60")
        XCTAssertEqual(Suggestion.choice(for: "120", in: ["60", "5"]), "write 60")
        XCTAssertEqual(Suggestion.choice(for: "5", in: ["low", "high"]), "choose one of low, high")
        XCTAssertEqual(Suggestion.choice(for: "hihg", in: ["low", "high"]), "did you mean high?")
        let days = (1...40).map { String($0 * 10) }
        XCTAssertEqual(
            Suggestion.list(days, for: "395"), "390, 400, 380, 370, 360, 350, 340, 330, 320, 310 and 30 more")
        let runtimes = (1...20).map { "dotnet\($0)" } + ["python3.12", "python3.13"]
        XCTAssertTrue(Suggestion.list(runtimes, for: "python4.1").hasPrefix("python3.1"))
    }

    func testAReaderThatWentAwayEndsNoCommand() {
        _ = Terminal.process
        let pipe = Pipe()
        try? pipe.fileHandleForReading.close()
        // Where SIGPIPE is not ignored, this ends the process of the tests.
        TerminalStream(descriptor: pipe.fileHandleForWriting.fileDescriptor).print("nobody reads this")
    }
}

final class PromptTests: XCTestCase {
    private func terminal(_ recording: Recording, answer: String?, isInteractive: Bool = true) -> Terminal {
        Terminal(
            output: recording.stream(), errors: recording.stream(),
            input: TerminalInput(isInteractive: isInteractive) { answer })
    }

    func testAnswers() throws {
        let table: [(String?, Bool)] = [
            ("y", true), (" YES ", true), ("oui", true), ("n", false), ("", false), (nil, false),
        ]
        for (answer, agreed) in table {
            let recording = Recording()
            XCTAssertEqual(
                try Prompt("Sure?").ask(on: terminal(recording, answer: answer)), agreed, "\(answer ?? "end")")
            XCTAssertTrue(recording.text.hasPrefix("Sure? [y/N] "))
        }
    }

    func testATypedWordMustMatchExactly() throws {
        let prompt = Prompt("Delete?", typing: "web-prod", automation: "--confirm web-prod")
        XCTAssertTrue(try prompt.ask(on: terminal(Recording(), answer: "web-prod")))
        XCTAssertFalse(try prompt.ask(on: terminal(Recording(), answer: "WEB-PROD")))
        XCTAssertFalse(try prompt.ask(on: terminal(Recording(), answer: "yes")))
    }

    func testRefusesWhereNobodyCanAnswer() {
        XCTAssertThrowsError(try Prompt("Sure?").ask(on: terminal(Recording(), answer: "y", isInteractive: false))) {
            XCTAssertEqual(
                "\($0)",
                "this needs an answer, and standard input is not a terminal; pass --yes to go on without a question")
        }
    }
}
