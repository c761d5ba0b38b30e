import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AppCommands

final class OperationVerbsTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "operation-verbs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(#"{"region": "eu-west-3", "stackName": "shop-dev"}"#.utf8)
            .write(to: URL(fileURLWithPath: folder + "/dev.json"))
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func verbRun(on screen: TestTerminal) -> VerbRun {
        VerbRun(
            of: Shop.command(parameters: folder), invocation: Invocation(prefix: "swift run Infra "),
            terminal: screen.terminal())
    }

    private func run(_ words: String...) async -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let code = await verbRun(on: screen).exitCode(of: words)
        return (code, screen.output, screen.errors)
    }

    func testTheHelpListsTheToolsAfterTheOtherVerbs() async {
        let help = await run("help")
        XCTAssertEqual(help.code, .success)
        let verbs = help.output.split(separator: "\n").prefix { $0 != "EXAMPLES" }.dropFirst(2)
        XCTAssertEqual(
            verbs.compactMap { $0.split(separator: " ").first.map(String.init) },
            [
                "synth", "check", "plan", "diagram", "deploy-role", "bootstrap", "deploy", "outputs", "events", "drift",
                "import", "adopt", "destroy",
                "audit",
                "backup",
                "cleanup", "schedule",
                "load",
                "populate",
                "where",
            ])
    }

    func testAToolIsCalledByItsVerb() async {
        for (verb, tool) in [
            ("audit", "audit-infra"), ("backup", "backup-manager"), ("schedule", "daily-scheduler"),
            ("load", "load-generator"), ("populate", "populate-datalake"),
        ] {
            let help = await run(verb, "--help")
            XCTAssertEqual(help.code, .success)
            XCTAssertTrue(help.output.contains("\nusage: swift run Infra \(verb) "), help.output)
            XCTAssertFalse(help.output.contains("\n  \(tool) "), "an example is called otherwise: \(help.output)")
        }
    }

    /// A message that names another command leads to what there is.
    func testMessagesCallToolsByTheirVerbs() throws {
        let environment = try verbRun(on: TestTerminal()).context.environments.environment("dev")
        for (own, called) in [
            ("daily-scheduler stop", "schedule stop"), ("backup-manager", "backup"), ("cleanup", "cleanup"),
            ("deploy", "deploy"), ("region", "where"),
        ] {
            XCTAssertEqual(environment.invocation.commandLine(own), "swift run Infra \(called)")
        }
    }

    func testToolsRun() async {
        let rules = await run("audit", "--rules")
        XCTAssertEqual(rules.code, .success, rules.errors)
        XCTAssertTrue(rules.output.contains("SEC001"), rules.output)
        let schedule = await run("schedule", "halt", "--env", "dev")
        XCTAssertEqual(schedule.code, .usage)
        XCTAssertTrue(
            schedule.errors.hasPrefix("error: the action is 'halt'; allowed: stop, start, status\n"), schedule.errors)
    }

    func testACommandOfOnesOwnRuns() async {
        let outcome = await run("where", "--env", "dev")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertEqual(outcome.output, "shop-dev is in eu-west-3\n")
    }
}
