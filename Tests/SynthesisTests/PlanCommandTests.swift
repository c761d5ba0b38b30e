import CloudFormation
import Foundation
import JSON
import Terminal
import TerminalTesting
import XCTest

@testable import Synthesis

final class PlanCommandTests: XCTestCase {
    private var folder: TemporaryFolder!

    override func setUpWithError() throws { folder = try TemporaryFolder() }
    override func tearDown() { folder = nil }

    private func run(
        _ arguments: String..., makeApp: () -> App = { App() }
    ) throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let words = arguments.map { $0.hasPrefix("@") ? folder.path + "/" + $0.dropFirst() : $0 }
        let syntax = PlanCommand.syntax(connection: [.value("env", "NAME", ""), .value("region", "REGION", "")])
        let code = PlanCommand(try syntax.parse(words), templates: folder.path).run(on: screen.terminal(), makeApp)
        return (
            code, screen.output.replacing(folder.path, with: "DIR"), screen.errors.replacing(folder.path, with: "DIR")
        )
    }

    private func queue(_ seconds: Int) -> String {
        """
        { "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "VisibilityTimeout": \(seconds) } } } }
        """
    }

    func testTwoFilesAreCompared() throws {
        try folder.write(queue(30), to: "old.json")
        try folder.write(queue(60), to: "new.json")
        let changed = try run("@old.json", "@new.json")
        XCTAssertEqual(changed.code, .success)
        XCTAssertEqual(
            changed.output,
            """
            ~ Queue  AWS::SQS::Queue  is updated in place
                DIR/new.json:1:18
                VisibilityTimeout  30 → 60

            Monthly cost: no price is known without a region; name it with --region, such as --region eu-west-3

            ~ updated in place
            Plan: 1 to update

            """)
        XCTAssertEqual(try run("@old.json", "@new.json", "--exit-code").code, .changes)
        let same = try run("@old.json", "@old.json", "--exit-code")
        XCTAssertEqual(same.code, .success)
        XCTAssertEqual(same.output, "Plan: nothing changes\n")
    }

    func testASecretThatIsAnotherOneShowsWithoutItsValue() throws {
        let template = """
            { "Parameters": { "Token": { "Type": "String", "NoEcho": true } }, "Resources": { "Setting": {
              "Type": "AWS::SSM::Parameter", "Properties": { "Type": "String", "Value": { "Ref": "Token" } } } } }
            """
        try folder.write(template, to: "a.json")
        try folder.write(#"["Token=former-secret"]"#, to: "old.json")
        try folder.write(#"[{ "ParameterKey": "Token", "ParameterValue": "later-secret" }]"#, to: "new.json")
        let plan = try run("@a.json", "@a.json", "--old-parameters", "@old.json", "--parameters", "@new.json")
        XCTAssertTrue(plan.output.contains("another value, since Token is given a new one"), plan.output)
        XCTAssertFalse((plan.output + plan.errors).contains("secret"), plan.output)
        let same = try run("@a.json", "@a.json", "--old-parameters", "@new.json", "--parameters", "@new.json")
        XCTAssertEqual(same.output, "Plan: nothing changes\n")
        try folder.write(#"[{ "ParameterKey": "Token", "UsePreviousValue": true }]"#, to: "kept.json")
        XCTAssertEqual(try run("@a.json", "@a.json", "--parameters", "@kept.json").output, "Plan: nothing changes\n")
    }

    func testAValueForNoParameterIsTold() throws {
        try folder.write(queue(30), to: "a.json")
        try folder.write(#"["Tokne=1"]"#, to: "values.json")
        XCTAssertTrue(try run("@a.json", "@a.json", "--parameters", "@values.json").errors.contains("Tokne"))
    }

    func testAPageShowsTheChangesInThePicture() throws {
        try folder.write(queue(30), to: "old.json")
        try folder.write(queue(60), to: "new.json")
        let page = try run("@old.json", "@new.json", "--format", "html").output
        XCTAssertTrue(page.hasPrefix("<!doctype html>"))
        XCTAssertTrue(page.contains("class=\"card messaging marked changed\" data-node=\"Queue\""))
        XCTAssertTrue(page.contains("DIR/new.json:1:18"))
    }

    func testNestedFilesAreFollowedWithWhatTheyAreGiven() throws {
        let child = """
            { "Parameters": { "Seconds": { "Type": "Number" } }, "Resources": { "Queue": { "Type": "AWS::SQS::Queue",
              "Properties": { "VisibilityTimeout": { "Ref": "Seconds" } } } } }
            """
        func root(_ seconds: Int) -> String {
            """
            { "Resources": { "Jobs": { "Type": "AWS::CloudFormation::Stack", "Properties": {
              "TemplateURL": "child.json", "Parameters": { "Seconds": \(seconds) } } } } }
            """
        }
        try folder.write(child, to: "child.json")
        try folder.write(root(30), to: "old.json")
        try folder.write(root(60), to: "new.json")
        let json = try JSONValue(parsing: Array(run("@old.json", "@new.json", "--format", "json").output.utf8))
        XCTAssertEqual(json["summary"]?.string, "1 to update")
        let change = try XCTUnwrap(json["resources"]?[0])
        XCTAssertEqual(change["path"]?.string, "Jobs/Queue")
        XCTAssertEqual(change["properties"]?[0]?["before"]?.string, "30")
        XCTAssertEqual(change["properties"]?[0]?["after"]?.string, "60")
    }

    func testValuesDecide() throws {
        let template = """
            { "Parameters": { "Env": { "Type": "String", "Default": "dev" } },
              "Conditions": { "IsProd": { "Fn::Equals": [{ "Ref": "Env" }, "prod"] } },
              "Resources": { "Bucket": { "Type": "AWS::S3::Bucket", "Condition": "IsProd" },
                "Topic": { "Type": "AWS::SNS::Topic" } } }
            """
        try folder.write(template, to: "a.json")
        try folder.write(#"["Env=prod"]"#, to: "prod.json")
        try folder.write(#"["Env=dev"]"#, to: "dev.json")
        let gone = try run("@a.json", "@a.json", "--parameters", "@dev.json", "--old-parameters", "@prod.json")
        XCTAssertTrue(gone.output.contains("- Bucket  AWS::S3::Bucket  is removed with its data"), gone.output)
        XCTAssertTrue(gone.output.contains("condition IsProd  met → not met"), gone.output)
        XCTAssertTrue(gone.output.contains("1 to remove; 1 of them holds data"), gone.output)
    }

    func testACommentSaysFirstWhatHappens() throws {
        try folder.write(queue(30), to: "old.json")
        try folder.write(queue(60), to: "new.json")
        XCTAssertEqual(
            try run("@old.json", "@new.json", "--format", "markdown").output,
            """
            ### DIR/old.json → DIR/new<!---->.json

            **1 to update**

            | | Resource | Type | What happens |
            |---|---|---|---|
            | `~` | Queue | AWS::SQS::Queue | is updated in place |

            Monthly cost: no price is known without a region; name it with --region, such as --region eu-west-3

            <details><summary>What changes in them</summary>

            ```diff
            @@ ~ Queue  AWS::SQS::Queue is updated in place  (DIR/new.json:1:18) @@
            - VisibilityTimeout: 30
            + VisibilityTimeout: 60

            ```

            </details>

            """)
    }

    func testWhatItCostsIsOfTheRegionAndABudgetHasAStatusOfItsOwn() throws {
        let address = #"{ "Resources": { "Nat": { "Type": "AWS::EC2::EIP" } } }"#
        try folder.write(#"{ "Resources": { "Topic": { "Type": "AWS::SNS::Topic" } } }"#, to: "old.json")
        try folder.write(address, to: "new.json")
        try folder.write(
            #"{"prices":[{"region":"eu-west-3","item":"public-address","usd":"0.01","per":"hour","source":"ours"}]}"#,
            to: "prices.json")
        let shown = try run("@old.json", "@new.json", "--region", "eu-west-3", "--budget", "3.65")
        XCTAssertEqual(shown.code, .success)
        XCTAssertTrue(shown.output.contains("\n  Nat          -  3.65       +3.65\n"), shown.output)
        // 0.01 an hour.
        let dear = try run(
            "@old.json", "@new.json", "--region", "eu-west-3", "--budget", "3.65", "--prices", "@prices.json")
        XCTAssertEqual(dear.code, .overBudget)
        XCTAssertTrue(dear.output.contains("\n  Nat          -  7.30       +7.30\n"), dear.output)
        XCTAssertEqual(try run("@old.json", "@new.json", "--budget", "100").code, .overBudget, "nobody knows where")
        XCTAssertEqual(try run("@old.json", "@new.json", "--budget", "1,5").code, .usage)
    }

    func testARevisionIsWhatGitHas() throws {
        func shop(_ seconds: JSON, formerly: String? = nil) -> () -> App {
            {
                let app = App()
                let queue = app.stack("Shop").add(
                    formerly == nil ? "Queue" : "Orders",
                    RawResource("AWS::SQS::Queue", properties: ["VisibilityTimeout": seconds]))
                if let formerly { queue.formerly(formerly) }
                return app
            }
        }
        let synthesized = shop(30)().synthesize()
        for template in synthesized.templates {
            try folder.write(String(decoding: template.contents, as: UTF8.self), to: template.fileName)
        }
        for words in [
            ["init", "-q"], ["add", "."],
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "templates"],
        ] {
            XCTAssertEqual(ChildProcess.run(["git", "-C", folder.path] + words), 0)
        }
        // The revision counts from the folder where the command is run.
        let here = FileManager.default.currentDirectoryPath
        XCTAssertTrue(FileManager.default.changeCurrentDirectoryPath(folder.path))
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        func plan(
            _ revision: String, _ seconds: JSON, formerly: String? = nil
        ) throws -> (code: ExitCode, output: String, errors: String) {
            let screen = TestTerminal()
            let syntax = PlanCommand.syntax(connection: [.value("env", "NAME", ""), .value("region", "REGION", "")])
            let arguments = try syntax.parse(["--against=\(revision)", "--exit-code"])
            let code = PlanCommand(arguments, templates: ".").run(
                on: screen.terminal(), shop(seconds, formerly: formerly))
            return (code, screen.output, screen.errors)
        }
        XCTAssertEqual(try plan("HEAD", 30).code, .success)
        let changed = try plan("HEAD", 60)
        XCTAssertEqual(changed.code, .changes)
        XCTAssertTrue(changed.output.contains("VisibilityTimeout  30 → 60"), changed.output)
        let moved = try plan("HEAD", 30, formerly: "Queue")
        XCTAssertTrue(moved.output.hasSuffix("Plan: 1 to move\n"), moved.output)
        let elsewhere = try plan("HEAD", 30, formerly: "Other")
        XCTAssertTrue(
            elsewhere.output.hasSuffix("Plan: 1 to add, 1 to remove; 1 of them holds data\n"),
            "who is deployed where, nobody asks\n" + elsewhere.output + elsewhere.errors)
        let unknown = try plan("--output=oops", 60)
        XCTAssertEqual(unknown.code, .failure)
        XCTAssertTrue(unknown.errors.contains("git has no ./Shop.template.json at '--output=oops'"), unknown.errors)
        XCTAssertNil(folder.read("oops"))
    }

    func testWhatIsWrongIsSaidWithItsPlace() throws {
        try folder.write(queue(30), to: "old.json")
        try folder.write("{ \"Resources\": [] }", to: "bad.json")
        XCTAssertEqual(try run("@old.json").code, .usage)
        XCTAssertEqual(try run("@old.json", "@old.json", "--against", "HEAD").code, .usage)
        let bad = try run("@old.json", "@bad.json")
        XCTAssertEqual(bad.code, .failure)
        XCTAssertTrue(bad.errors.contains("DIR/bad.json:1:16: error: Resources is an object"), bad.errors)
        XCTAssertEqual(try run("@old.json", "@none.json").code, .failure)
    }
}
