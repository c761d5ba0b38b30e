import XCTest

@testable import Plan

/// Secrets that a template writes out.
final class SecretTests: DisplayTestCase {
    /// Nobody reads it in a log, on a pull request or in a page.
    private func assertHidden(
        _ before: String, _ after: String, _ secrets: String..., line: UInt = #line
    ) throws -> String {
        let plan = try plan(before, after)
        XCTAssertEqual(plan.resources.count, 1, "that it changes is said", line: line)
        let shown = text(plan)
        for document in [
            shown, plan.markdown(title: "it") { _ in "here" }, plan.json { _ in "here" }, plan.markup { _ in "here" },
        ] {
            for secret in secrets { XCTAssertFalse(document.contains(secret), document, line: line) }
        }
        return shown
    }

    func testAWrittenPasswordIsHidden() throws {
        let shown = try assertHidden(
            database(#""MasterUserPassword": "Plain1""#), database(#""MasterUserPassword": "Plain2""#), "Plain1",
            "Plain2")
        XCTAssertTrue(shown.contains("    MasterUserPassword  (hidden)  another value\n"), shown)
        let program = try plan(
            database(#""MasterUserPassword": "Plain1""#), database(#""MasterUserPassword": "Plain2""#)
        ).json { _ in "here" }
        XCTAssertTrue(program.contains("\"isHidden\": true"), program)
    }

    func testASecretIsHiddenWhereverItIsNamed() throws {
        func service(_ secret: String) -> String {
            """
            "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": { "ContainerDefinitions": [{ "Name": "web",
              "Environment": [{ "Name": "DB_HOST", "Value": "db" }, { "Name": "DB_PASSWORD", "Value": "\(secret)" }],
              "Secrets": [{ "Name": "API_TOKEN", "ValueFrom": "arn:\(secret.count)" }] }] } }
            """
        }
        let shown = try assertHidden(service("sesame"), service("mellon4"), "sesame", "mellon4")
        XCTAssertTrue(
            shown.contains("ContainerDefinitions[web]/Environment[DB_PASSWORD]  (hidden)  another value"), shown)
        XCTAssertTrue(shown.contains("arn:6 → arn:7"), "where it comes from is no secret: \(shown)")
        func function(_ variables: String) -> String {
            """
            "Fn": { "Type": "AWS::Lambda::Function", "Properties": { "Role": "r", "Code": { "ZipFile": "x" },
              "Environment": { "Variables": { "HOST": "h"\(variables) } } } }
            """
        }
        _ = try assertHidden(function(""), function(#", "apiToken": "t0ps", "OTHER": "seen""#), "t0ps")
        func secret(_ value: String) -> String {
            #""S": { "Type": "AWS::SecretsManager::Secret", "Properties": { "SecretString": "{\"user\":\"\#(value)\"}" } }"#
        }
        _ = try assertHidden(secret("frodo"), secret("bilbo"), "frodo", "bilbo")
    }

    func testWhereASecretComesFromIsShown() throws {
        func password(_ name: String) -> String {
            database(#""MasterUserPassword": "{{resolve:secretsmanager:\#(name):SecretString:password}}""#)
        }
        let shown = text(try plan(password("a"), password("b")))
        XCTAssertTrue(shown.contains("{{resolve:secretsmanager:b:SecretString:password}}"), shown)
        let managed = text(
            try plan(database(#""ManageMasterUserPassword": false"#), database(#""ManageMasterUserPassword": true"#)))
        XCTAssertTrue(managed.contains("ManageMasterUserPassword  false → true"), managed)
        func custom(_ name: String) -> String {
            #""It": { "Type": "Custom::It", "Properties": { "NextToken": "arn:aws:lambda:eu-west-3:111122223333:function:\#(name)" } }"#
        }
        let function = text(try plan(custom("a"), custom("b")), width: 200)
        XCTAssertTrue(function.contains("function:a → arn:aws:lambda:eu-west-3:111122223333:function:b"), function)
        func secret(_ length: Int) -> String {
            """
            "S": { "Type": "AWS::SecretsManager::Secret", "Properties": {
              "GenerateSecretString": { "PasswordLength": \(length), "ExcludeCharacters": "@" } } }
            """
        }
        let generated = text(try plan(secret(20), secret(32)))
        XCTAssertTrue(generated.contains("PasswordLength  20 → 32"), generated)
    }
}
