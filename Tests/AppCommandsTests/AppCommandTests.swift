import CloudFormation
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AppCommands

final class AppCommandTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "app-commands-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/Infra", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder + "/environments", withIntermediateDirectories: true)
        try Data(#"{"region": "eu-west-3", "stackName": "shop-test"}"#.utf8)
            .write(to: URL(fileURLWithPath: folder + "/environments/test.json"))
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs the command of an app with folders of its own.
    private func run(_ words: String...) async -> (code: ExitCode, output: String, errors: String) { await run(words) }

    private func run(_ words: [String]) async -> (code: ExitCode, output: String, errors: String) {
        let app = AppCommand(templates: folder + "/Infra/Templates", parameters: folder + "/environments") {
            let app = App()
            app.stack("Shop").add("Bucket", RawResource("AWS::S3::Bucket"))
            return app
        }
        let screen = TestTerminal()
        let run = VerbRun(of: app, invocation: Invocation(prefix: "swift run Infra "), terminal: screen.terminal())
        let code = await run.exitCode(of: words)
        return (
            code, screen.output.replacingOccurrences(of: folder, with: "DIR"),
            screen.errors.replacingOccurrences(of: folder, with: "DIR")
        )
    }

    func testAPlanOfWhatIsDeployedTakesNoValues() async {
        let plan = await run("plan", "--env", "test", "--old-parameters", "old.json")
        XCTAssertEqual(plan.code, .failure, "it is a file that there is not")
        let both = await run("plan", "--env", "test", "--parameters", "values.json")
        XCTAssertEqual(both.code, .usage)
        XCTAssertTrue(both.errors.contains("--env and --parameters both give values"), both.errors)
    }

    func testHelpListsTheVerbsWithExamples() async {
        for words in ["help", "--help", "-h"] {
            let help = await run(words)
            XCTAssertEqual(help.code, .success)
            XCTAssertEqual(help.errors, "")
            XCTAssertEqual(
                help.output,
                """
                usage: swift run Infra VERB [options]

                VERBS
                  synth        Compiles the stacks to CloudFormation templates.
                  check        Says what AWS would refuse in templates, or somebody would regret.
                  plan         Says what a deployment, or any other change of templates, would do.
                  diagram      Draws the architecture: zones, tiers, subnets, stacks, and what may talk to what.
                  deploy-role  Says what deploying needs: the policies of two roles, computed from the templates.
                  bootstrap    Makes the roles that deploy an environment with no more than its templates need, and the artifact bucket.
                  deploy       Deploys an environment: change set, review, execution, outputs.
                  outputs      Shows the outputs of a deployed environment.
                  events       Tells what the last deployment or deletion of an environment did, when, and why it failed.
                  drift        Shows which deployed resources differ from their templates, property by property.
                  import       Takes resources that exist into a deployed environment.
                  adopt        Writes resources that were made by hand in Swift, and imports them.
                  destroy      Deletes a deployed environment, after saying what goes and what stays.

                EXAMPLES
                  swift run Infra synth                                       write DIR/Infra/Templates
                  swift run Infra check                                       the app's own templates
                  swift run Infra plan --env prod                             what a deployment would change of what is deployed
                  swift run Infra diagram > it.html                           a page with search; each resource leads to its line
                  swift run Infra deploy-role --env prod                      what both roles may do, statement by statement, and why no less
                  swift run Infra bootstrap --env prod                        show what changes, ask, make it
                  swift run Infra deploy --env dev                            create or update dev; no change is a success
                  swift run Infra outputs --env dev                           as a table
                  swift run Infra events --env dev                            what happened when, what took longest, what went wrong first
                  swift run Infra drift --env prod                            what somebody changed by hand, in all nested stacks, with the line of Swift
                  swift run Infra import --env dev Data/Database=my-db        the database my-db becomes Data/Database
                  swift run Infra adopt --env dev AWS::DynamoDB::Table=notes  the table notes, in the root stack
                  swift run Infra destroy --env dev                           list what is deleted and what is retained, ask, delete

                'swift run Infra help VERB' shows what a verb understands.

                """)
        }
    }

    func testTheHelpOfAVerbIsCalledAsTheUserCallsIt() async {
        let help = await run("help", "deploy")
        XCTAssertEqual(help.code, .success)
        XCTAssertTrue(help.output.contains("\nusage: swift run Infra deploy [options]\n"), help.output)
        XCTAssertTrue(help.output.contains("\n  ADMIN_PASSWORD=... swift run Infra deploy --env dev "), help.output)
        let option = await run("deploy", "--help")
        XCTAssertEqual(option.output, help.output)
    }

    func testEveryVerbExplainsADiagnostic() async {
        for verb in ["synth", "deploy"] {
            let explained = await run(verb, "--explain", "unused-parameter")
            XCTAssertEqual(explained.code, .success, explained.errors)
            XCTAssertTrue(explained.output.contains("unused-parameter"), explained.output)
        }
    }

    func testMistakesSayWhatIsMeantAndWhatIsAllowed() async {
        let verbs =
            "verbs: synth, check, plan, diagram, deploy-role, bootstrap, deploy, outputs, events, drift, import, adopt, destroy\nTry 'swift run Infra --help'.\n"
        let table: [([String], String)] = [
            ([], "error: a verb is missing; \(verbs)"),
            (["delpoy", "--env", "dev"], "error: unknown verb 'delpoy'; did you mean 'deploy'? \(verbs)"),
            (["help", "outptus"], "error: unknown verb 'outptus'; did you mean 'outputs'? \(verbs)"),
            (["quux"], "error: unknown verb 'quux'; \(verbs)"),
            (["--env", "dev", "deploy"], "error: the verb comes first, and '--env' is an option; \(verbs)"),
            (
                ["outputs"],
                "error: --env NAME is missing; environments: test\nusage: swift run Infra outputs [options]\nTry 'swift run Infra outputs --help'.\n"
            ),
            (
                ["outputs", "--evn", "test"],
                "error: unknown option '--evn'; did you mean --env?\nusage: swift run Infra outputs [options]\nTry 'swift run Infra outputs --help'.\n"
            ),
        ]
        for (words, message) in table {
            let outcome = await run(words)
            XCTAssertEqual(outcome.code, .usage, "\(words)")
            XCTAssertEqual(outcome.errors, message)
            XCTAssertEqual(outcome.output, "")
        }
    }

    func testSynthWritesIntoTheFolderOfTheAppAndSaysHowToRecord() async throws {
        let first = await run("synth")
        XCTAssertEqual(first.code, .success, first.errors)
        let file = folder + "/Infra/Templates/Shop.template.json"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        let check = await run("synth", "--check")
        XCTAssertEqual(check.code, .failure)
        XCTAssertEqual(
            check.errors, "error: 1 of 1 template in DIR/Infra/Templates is stale; run: swift run Infra synth\n")
    }

    func testSynthOutsideTheProjectWritesNothing() async throws {
        try FileManager.default.removeItem(atPath: folder + "/Infra")
        let outcome = await run("synth")
        XCTAssertEqual(outcome.code, .failure)
        XCTAssertTrue(outcome.errors.hasPrefix("error: there is no folder 'DIR/Infra' here; "), outcome.errors)
    }

    func testEnvironmentsAreReadFromTheFolderOfTheApp() async {
        let outcome = await run("outputs", "--env", "tset")
        XCTAssertEqual(outcome.code, .failure)
        XCTAssertEqual(
            outcome.errors,
            "error: unknown environment 'tset'; did you mean 'test'? there are: test (files in DIR/environments/) [unknown-environment]\n"
        )
    }
}
