import XCTest

@testable import Terminal

final class CommandSyntaxTests: XCTestCase {
    private let syntax = CommandSyntax(
        "ship", summary: "Ships it.",
        positionals: [.init("WHAT", "what to ship")],
        options: [.value("env", "NAME", "the environment"), .flag("dry-run", "only show")],
        examples: [.init("ship it --env dev", "to dev")], notes: ["Be careful."])

    func testReadsValuesInBothSpellingsFlagsAndPositionals() throws {
        for line in [["it", "--env", "dev", "--dry-run"], ["--env=dev", "it", "--dry-run"]] {
            let arguments = try syntax.parse(line)
            XCTAssertEqual(arguments.value("env"), "dev")
            XCTAssertTrue(arguments.flag("dry-run"))
            XCTAssertEqual(arguments.positionals, ["it"])
        }
    }

    func testKeepsEqualsSignsInsideAValue() throws {
        XCTAssertEqual(try syntax.parse(["it", "--env=a=b"]).value("env"), "a=b")
    }

    func testEverythingAfterTwoDashesIsPositional() throws {
        XCTAssertEqual(try syntax.parse(["--", "--env"]).positionals, ["--env"])
    }

    func testHelpWinsOverMistakes() throws {
        XCTAssertTrue(try syntax.parse(["--nonsense", "--help"]).flag("help"))
        XCTAssertTrue(try syntax.parse(["-h"]).flag("help"))
    }

    func testMistakesSayWhatIsWrongAndWhatIsAllowed() {
        let table: [([String], String)] = [
            (["it", "--evn", "dev"], "unknown option '--evn'; did you mean --env?"),
            (["it", "-env", "dev"], "unknown option '-env'; did you mean --env?"),
            (["it", "--quux"], "unknown option '--quux'; known options: --env, --dry-run, --explain, --help"),
            (["it", "--env"], "option --env needs a value: --env NAME"),
            (["it", "--env", ""], "option --env was given an empty value; it needs one: --env NAME"),
            (["it", "--env="], "option --env was given an empty value; it needs one: --env NAME"),
            (["it", "--env", "--dry-run"], "option --env needs a value: --env NAME"),
            (["it", "--dry-run=yes"], "option --dry-run takes no value, but was given 'yes'"),
            ([], "missing argument WHAT: what to ship"),
            (["it", "that"], "unexpected argument 'that'"),
        ]
        for (line, message) in table {
            XCTAssertThrowsError(try syntax.parse(line), "\(line)") { XCTAssertEqual("\($0)", message) }
        }
    }

    func testTypedValuesNameWhatIsAllowed() throws {
        let arguments = try syntax.parse(["it", "--env", "7"])
        XCTAssertEqual(try arguments.integer("env", in: 1...9, default: 3), 7)
        XCTAssertThrowsError(try arguments.integer("env", in: 1...5, default: 3)) {
            XCTAssertEqual("\($0)", "--env is '7'; allowed: a whole number from 1 to 5")
        }
        XCTAssertThrowsError(try arguments.choice("env", from: ["a", "b"], default: "a")) {
            XCTAssertEqual("\($0)", "--env is '7'; allowed: a, b")
        }
    }

    func testHelpHasUsageOptionsExamplesAndNotes() {
        XCTAssertEqual(
            syntax.help,
            """
            Ships it.

            usage: ship WHAT [options]

            ARGUMENTS
              WHAT  what to ship

            OPTIONS
              --env NAME      the environment
              --dry-run       only show
              --explain CODE  say what a diagnostic's code means, such as logical-id-collision
              --help          show this help

            EXAMPLES
              ship it --env dev  to dev

            Be careful.

            """)
    }
}
