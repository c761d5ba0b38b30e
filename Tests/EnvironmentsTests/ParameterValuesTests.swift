import CloudFormation
import Diagnostics
import EnvironmentsTesting
import Terminal
import XCTest

@testable import AWSAccess
@testable import Environments

final class ParameterValuesTests: XCTestCase {
    private func values(
        _ environment: EnvironmentFile = Fixture.environment(), declared: [ParameterDeclaration] = Fixture.parameters,
        constraints: [ParameterConstraint] = [], secrets: [String: String] = [:]
    ) throws -> ParameterValues {
        try ParameterValues(
            declared: declared, constraints: constraints, environment: environment,
            secret: { secrets[$0] })
    }

    func testDefaultsAreGivenExplicitlyAndSecretsOnlyWhenTheyAreSet() throws {
        XCTAssertEqual(try values().values, ["ProjectName": "web", "Environment": "dev", "MinSize": "2"])
        XCTAssertEqual(try values(secrets: ["DB_PASSWORD": "long enough"]).values["DBPassword"], "long enough")
    }

    func testAllProblemsAreToldTogetherWithFileValueAndRemedy() {
        let environment = Fixture.environment(parameters: [
            "MinSize": "9", "MinSze": "3", "DBPassword": "hunter2", "Environment": "test",
        ])
        let declared =
            Fixture.parameters + [
                ParameterDeclaration(
                    name: "Image", type: "String", description: "the machine image",
                    at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 5)))
            ]
        XCTAssertThrowsError(try values(environment, declared: declared)) { error in
            XCTAssertEqual(
                (error as? DiagnosticError)?.diagnostics.map(\.description),
                [
                    "parameters/dev.json: error: unknown parameter 'MinSze'; did you mean 'MinSize'? Declared: DBPassword, Environment, Image, MinSize, ProjectName [unknown-parameter]",
                    """
                    parameters/dev.json:5:20: error: parameter 'Environment' is 'test'; it must be one of dev, prod [invalid-parameter]
                      Stacks/Web.swift:2: note: declared here
                    """,
                    """
                    parameters/dev.json: error: parameter 'MinSize' is '9'; it must be 4 or less [invalid-parameter]
                      Stacks/Web.swift:3: note: declared here
                    """,
                    """
                    parameters/dev.json: error: parameter 'DBPassword' is a secret and must not be in a file [secret-in-file]
                      fix: remove it and set the environment variable DB_PASSWORD
                    """,
                    """
                    parameters/dev.json: error: parameter 'Image' (String) is missing and has no default [missing-parameter]
                      Stacks/Web.swift:5: note: declared here
                      fix: add it to 'parameters': the machine image
                    """,
                ])
        }
    }

    func testABadSecretIsToldWithoutItsValue() {
        XCTAssertThrowsError(try values(secrets: ["DB_PASSWORD": "hunter2"])) { error in
            XCTAssertEqual(
                "\(error)",
                """
                error: the value of the environment variable DB_PASSWORD, for parameter 'DBPassword', must have 8 characters or more, and has 7 [invalid-parameter]
                  Stacks/Web.swift:4: note: declared here
                """
            )
        }
    }

    func testASecretWithoutDefaultIsAProblemOfNewStacksOnly() throws {
        let declared = [
            ParameterDeclaration(
                name: "DBPassword", type: "String", noEcho: true, environmentVariable: "DB_PASSWORD",
                at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 4)))
        ]
        let environment = EnvironmentFile(
            name: "dev", fileName: "parameters/dev.json", region: "eu-west-3", endpoint: nil, credentials: nil,
            isProtected: false,
            stackName: "s", parameters: [:], tags: [:], invocation: Invocation(prefix: "swift run "),
            parameterPlaces: [:])
        let found = try values(environment, declared: declared)
        XCTAssertEqual(found.values, [:])
        XCTAssertEqual(
            found.problemsOfCreation.map(\.description),
            [
                """
                error: parameter 'DBPassword' is a secret without a default, and a new stack needs it [missing-parameter]
                  Stacks/Web.swift:4: note: declared here
                  fix: set the environment variable DB_PASSWORD
                """
            ])
    }

    /// An app that requires things of its numbers, with the constraints that its deployment is given.
    private func root(_ declare: (Stack, _ least: Value<Int>, _ most: Value<Int>) -> Void) throws -> SynthesizedTemplate
    {
        let app = App()
        let stack = app.stack("Web")
        let least = stack.parameter("Least", .integer, default: 2, fileID: "Stacks/Web.swift", line: 1)
        let most = stack.parameter("Most", .integer, default: 4, fileID: "Stacks/Web.swift", line: 2)
        stack.add("Group", RawResource("Test::Group", properties: ["Least": JSON(least), "Most": JSON(most)]))
        declare(stack, least, most)
        return try XCTUnwrap(app.synthesize().templates.first)
    }

    private func problems(_ root: SynthesizedTemplate, _ json: String) throws -> [String] {
        let file = "{\"region\": \"eu-west-3\", \"stackName\": \"s\",\n \"parameters\": {\(json)}}"
        let environment = try EnvironmentFile.decode(
            Array(file.utf8), name: "dev", fileName: "parameters/dev.json", invocation: Invocation(prefix: "swift run ")
        )
        do {
            _ = try values(environment, declared: root.parameters, constraints: root.constraints)
            return []
        } catch let error as DiagnosticError {
            return error.diagnostics.map(\.description)
        }
    }

    func testValuesThatCannotWorkTogetherAreToldWithBothTheirPlacesAndWhatIsAllowed() throws {
        let root = try root { stack, least, most in
            stack.require(least < most, "Most must be above Least", fileID: "Stacks/Web.swift", line: 9)
        }
        XCTAssertEqual(try problems(root, #""Least": 3"#), [])
        XCTAssertEqual(
            try problems(root, #""Least": 5"#),
            [
                """
                parameters/dev.json:2:26: error: Most must be above Least; allowed: Least < Most [violated-requirement]
                  parameters/dev.json:2:26: note: Least is '5'
                  Stacks/Web.swift:2: note: Most is '4', the default
                  Stacks/Web.swift:9: note: required here
                """
            ])
        XCTAssertEqual(
            try problems(root, #""Most": "2","# + "\n" + #""Other": 1"#),
            [
                "parameters/dev.json:3:1: error: unknown parameter 'Other'; Declared: Least, Most [unknown-parameter]",
                """
                parameters/dev.json:2:25: error: Most must be above Least; allowed: Least < Most [violated-requirement]
                  Stacks/Web.swift:1: note: Least is '2', the default
                  parameters/dev.json:2:25: note: Most is '2'
                  Stacks/Web.swift:9: note: required here
                """,
            ])
    }

    /// What AWS checks when the change set is made, and an emulator not at all.
    func testRulesAreCheckedToo() throws {
        let root = try root { stack, least, most in
            stack.rule(
                "Room", when: least != 1, .require(least != most, "Most must differ"), fileID: "Stacks/Web.swift",
                line: 9)
        }
        XCTAssertEqual(try problems(root, #""Least": 1, "Most": 1"#), [])
        XCTAssertEqual(
            try problems(root, #""Least": 3, "Most": 3"#).first?.split(separator: "\n").first,
            "parameters/dev.json:2:26: error: Most must differ; allowed: Least is not Most, where Least is not '1' [violated-requirement]"
        )
    }

    func testARuleOverASecretIsCheckedWithoutShowingIt() throws {
        let app = App()
        let stack = app.stack("Web")
        let password = stack.parameter("DBPassword", default: "", environmentVariable: "DB_PASSWORD")
        stack.add("Database", RawResource("Test::Database", properties: ["Password": JSON(password)]))
        stack.rule("NotThat", .require(password != "hunter2", "think of a better one"))
        let root = try XCTUnwrap(app.synthesize().templates.first)
        XCTAssertNoThrow(
            try values(
                Fixture.environment(parameters: [:]), declared: root.parameters + Fixture.parameters.dropLast(),
                constraints: root.constraints))
        XCTAssertThrowsError(
            try values(
                declared: root.parameters + Fixture.parameters.dropLast(), constraints: root.constraints,
                secrets: ["DB_PASSWORD": "hunter2"])
        ) {
            XCTAssertTrue("\($0)".contains("think of a better one"), "\($0)")
            XCTAssertTrue("\($0)".contains("note: DBPassword is a secret"), "\($0)")
        }
    }

    func testALongValueIsNotPrintedInFull() throws {
        let root = try root { _, _, _ in }
        let value = String(repeating: "9", count: 5000)
        let found = try problems(root, "\"Least\": \"\(value)\"")
        XCTAssertTrue(
            found.first?.hasPrefix(
                "parameters/dev.json:2:26: error: parameter 'Least' is '\(value.prefix(80))… (5000 bytes)'; it must have 4096 bytes or less, and has 5000"
            )
                ?? false, "\(found)")
    }
}
