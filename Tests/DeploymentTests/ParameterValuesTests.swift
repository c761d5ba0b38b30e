import XCTest

@testable import Deployment

final class ParameterValuesTests: XCTestCase {
    private let bindings = [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]

    private func values(
        _ environment: EnvironmentFile = Fixture.environment(), declared: [DeclaredParameter] = Fixture.parameters,
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
            DeclaredParameter(name: "Image", type: "String", description: "the machine image", location: "Stacks/Web.swift:5")
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
        let declared = [DeclaredParameter(name: "DBPassword", type: "String", noEcho: true, location: "Stacks/Web.swift:4")]
        let environment = EnvironmentFile(
            name: "dev", fileName: "parameters/dev.json", region: "eu-west-3", endpoint: nil, isProtected: false,
            stackName: "s", parameters: [:], tags: [:], parameterLines: [:])
        let found = try values(environment, declared: declared)
        XCTAssertEqual(found.values, [:])
        XCTAssertEqual(
            found.problemsOfCreation,
            ["parameter 'DBPassword' is a secret without a default, and a new stack needs it; set the environment variable DB_PASSWORD (declared at Stacks/Web.swift:4)"])
    }

    func testViolations() {
        func parameter(
            _ type: String, allowed: [String] = [], pattern: String? = nil, min: Double? = nil, max: Double? = nil,
            maxLength: Int? = nil, constraint: String? = nil
        ) -> DeclaredParameter {
            DeclaredParameter(
                name: "P", type: type, allowedValues: allowed, allowedPattern: pattern, maxLength: maxLength, minValue: min,
                maxValue: max, constraintDescription: constraint, location: "")
        }
        let table: [(DeclaredParameter, String, [String])] = [
            (parameter("Number"), "2", []),
            (parameter("Number"), "two", ["must be a number"]),
            (parameter("Number", min: 0.5), "0.4", ["must be 0.5 or more"]),
            (parameter("Number", min: 1, max: 3), "4", ["must be 3 or less"]),
            (parameter("List<Number>", max: 3), "1, 4,5", ["must be 3 or less"]),
            (parameter("CommaDelimitedList", allowed: ["a", "b"]), "a,b", []),
            (parameter("CommaDelimitedList", allowed: ["a", "b"]), "a,c", ["must be one of a, b"]),
            (parameter("String", allowed: ["t3.micro"]), "t3.micr", ["must be one of t3.micro (did you mean t3.micro?)"]),
            (parameter("String", pattern: "[a-z]+"), "abc", []),
            (parameter("String", pattern: "[a-z]+"), "abc1", ["must match the pattern [a-z]+"]),
            (parameter("String", pattern: "a|b"), "ab", ["must match the pattern a|b"]),
            (parameter("String", pattern: "[a-z]+", constraint: "must be small letters"), "A", ["must be small letters"]),
            (parameter("String", pattern: "[a-z]+", constraint: "small letters"), "A", ["must be small letters"]),
            (parameter("String", maxLength: 2), "été", ["must have 2 characters or less, and has 3"]),
            (parameter("AWS::SSM::Parameter::Value<String>", pattern: "ami-.*"), "/aws/image", []),
            (parameter("AWS::SSM::Parameter::Value<String>"), "", ["must be the name of an SSM parameter"]),
        ]
        for (parameter, value, violations) in table {
            XCTAssertEqual(parameter.violations(of: value), violations, "\(parameter.type) \(value)")
        }
    }
}
