import CloudFormation
import XCTest

@testable import Deployment

final class ParameterValuesTests: XCTestCase {
    private let bindings = [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]

    private func values(
        _ environment: EnvironmentFile = Fixture.environment(), declared: [ParameterDeclaration] = Fixture.parameters,
        secrets: [String: String] = [:]
    ) throws -> ParameterValues {
        try ParameterValues(declared: declared, environment: environment, bindings: bindings, secret: { secrets[$0] })
    }

    func testDefaultsAreGivenExplicitlyAndSecretsOnlyWhenTheyAreSet() throws {
        XCTAssertEqual(try values().values, ["ProjectName": "web", "Environment": "dev", "MinSize": "2"])
        XCTAssertEqual(try values(secrets: ["DB_PASSWORD": "long enough"]).values["DBPassword"], "long enough")
    }

    func testAllProblemsAreToldTogetherWithFileValueAndRemedy() {
        let environment = Fixture.environment(parameters: ["MinSize": "9", "MinSze": "3", "DBPassword": "hunter2", "Environment": "test"])
        let declared = Fixture.parameters + [
            ParameterDeclaration(name: "Image", type: "String", description: "the machine image", location: SourceLocation(fileID: "Stacks/Web.swift", line: 5))
        ]
        XCTAssertThrowsError(try values(environment, declared: declared)) { error in
            XCTAssertEqual(
                (error as? DeploymentError)?.problems,
                [
                    "parameters/dev.json: error: unknown parameter 'MinSze'; did you mean 'MinSize'? Declared: DBPassword, Environment, Image, MinSize, ProjectName",
                    "parameters/dev.json:5: error: parameter 'Environment' is 'test'; it must be one of dev, prod (declared at Stacks/Web.swift:2)",
                    "parameters/dev.json: error: parameter 'MinSize' is '9'; it must be 4 or less (declared at Stacks/Web.swift:3)",
                    "parameters/dev.json: error: parameter 'DBPassword' is a secret and must not be in a file; remove it and set the environment variable DB_PASSWORD",
                    "parameters/dev.json: error: parameter 'Image' (String) is missing and has no default; add it to 'parameters': the machine image (declared at Stacks/Web.swift:5)",
                ])
        }
    }

    func testABadSecretIsToldWithoutItsValue() {
        XCTAssertThrowsError(try values(secrets: ["DB_PASSWORD": "hunter2"])) { error in
            XCTAssertEqual(
                "\(error)",
                "environment variable DB_PASSWORD: error: its value, for parameter 'DBPassword', must have 8 characters or more, and has 7 (declared at Stacks/Web.swift:4)")
        }
    }

    func testASecretWithoutDefaultIsAProblemOfNewStacksOnly() throws {
        let declared = [ParameterDeclaration(name: "DBPassword", type: "String", noEcho: true, location: SourceLocation(fileID: "Stacks/Web.swift", line: 4))]
        let environment = EnvironmentFile(
            name: "dev", fileName: "parameters/dev.json", region: "eu-west-3", endpoint: nil, isProtected: false,
            stackName: "s", parameters: [:], tags: [:], parameterLines: [:])
        let found = try values(environment, declared: declared)
        XCTAssertEqual(found.values, [:])
        XCTAssertEqual(
            found.problemsOfCreation,
            ["parameter 'DBPassword' is a secret without a default, and a new stack needs it; set the environment variable DB_PASSWORD (declared at Stacks/Web.swift:4)"])
    }

    func testAnAppOfTwoRootsIsNotDeployedByHalves() {
        let app = App()
        for name in ["Web", "Shop"] { app.stack(name).add("Bucket", RawResource("AWS::S3::Bucket")) }
        XCTAssertThrowsError(try DeployableTemplates(app.synthesize())) { error in
            XCTAssertTrue("\(error)".hasPrefix("the app has 2 root stacks (Web, Shop)"), "\(error)")
        }
    }
}
