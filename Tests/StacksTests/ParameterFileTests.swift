import CloudFormation
import Foundation
import Stacks
import TemplateTesting
import XCTest

final class ParameterFileTests: XCTestCase {
    /// Each file with its value of `Environment`: on the local cloud, dev is rehearsed.
    private static let tags = ["local": "dev", "dev": "dev", "staging": "staging", "prod": "prod"]
    private static let environments = tags.keys.sorted()

    private func file(_ environment: String) throws -> Node {
        try Node(json: Data(contentsOf: URL(fileURLWithPath: Repository.path("parameters/\(environment).json"))))
    }

    private func parameters(_ environment: String) throws -> [String: String] {
        try file(environment).parameters.members.mapValues { value in
            if case .string(let text) = value { text } else { value.description }
        }
    }

    private func declared() -> [String: ParameterDeclaration] {
        let parameters = WebMarketPlus.app().synthesize().templates[0].parameters
        return Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0) })
    }

    func testEveryEnvironmentHasItsFile() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Repository.path("parameters"))
        XCTAssertEqual(Set(files), Set(Self.environments.map { $0 + ".json" }))
        XCTAssertTrue(Set(declared()["Environment"]?.allowedValues ?? []).isSuperset(of: Self.environments))
    }

    func testValuesAreDeclaredAndAllowed() throws {
        let declared = declared()
        for environment in Self.environments {
            for (name, value) in try parameters(environment) {
                let parameter = try XCTUnwrap(declared[name], "\(environment).json: \(name) is no parameter")
                XCTAssertEqual(parameter.violations(of: value), [], "\(environment).json: \(name)")
            }
        }
    }

    func testNoFileHoldsASecret() throws {
        let declared = declared()
        for environment in Self.environments {
            for name in try parameters(environment).keys {
                XCTAssertFalse(declared[name]?.noEcho ?? false, "\(environment).json: \(name)")
            }
            let text = try String(contentsOfFile: Repository.path("parameters/\(environment).json"), encoding: .utf8)
            for word in ["password", "secret", "token", "AKIA"] {
                XCTAssertNil(text.range(of: word, options: .caseInsensitive), "\(environment).json: \(word)")
            }
        }
    }

    func testAFileDescribesTheEnvironmentThatItIsNamedAfter() throws {
        for environment in Self.environments {
            let file = try file(environment)
            XCTAssertEqual(file.parameters.Environment.string, Self.tags[environment])
            XCTAssertEqual(file.tags.Environment, file.parameters.Environment, "the scheduler goes by this tag")
            XCTAssertEqual(file.tags.Project, file.parameters.ProjectName)
            XCTAssertEqual(file.region, "eu-west-3")
        }
    }

    func testProductionIsProtectedAndTheDevelopersOwnIsNot() throws {
        func stacks(_ environment: String) throws -> EvaluatedStack {
            try EvaluatedStack(of: WebMarketPlus.app(), parameters: parameters(environment))
        }
        XCTAssertEqual(try file("prod").protected, true)
        let prod = try stacks("prod")
        XCTAssertEqual(prod.stacks["Data"]?["DatabaseInstance"].Properties.DeletionProtection, "true")
        XCTAssertEqual(prod.stacks["Data"]?["DatabaseInstance"].Properties.MultiAZ, "true")
        XCTAssertEqual(prod.stacks["Network"]?.all("AWS::EC2::NatGateway").count, 2)
        XCTAssertEqual(prod.stacks["Network"]?.all("AWS::EC2::FlowLog").count, 1)
        let dev = try stacks("dev")
        XCTAssertEqual(dev.stacks["Data"]?["DatabaseInstance"].Properties.DeletionProtection, "false")
        XCTAssertEqual(
            dev.stacks["Compute"]?["WebLoadBalancer"].Properties.LoadBalancerAttributes
                .value(of: "deletion_protection.enabled"), "false")
        XCTAssertEqual(dev.stacks["Network"]?.all("AWS::EC2::NatGateway").count, 1)
    }

    func testTheRulesHoldInEveryEnvironmentAndCatchMistakes() throws {
        let rules = try XCTUnwrap(WebMarketPlus.app().synthesize().nodes()["WebMarketPlus.template.json"]).Rules
        XCTAssertEqual(
            rules.members.keys.sorted(), ["OnlyDevStopsAtNight", "ProductionIsProtected", "UpdatesHaveRoom"])
        let production = rules.ProductionIsProtected
        XCTAssertEqual(production.RuleCondition, ["Fn::Equals": [["Ref": "Environment"], "prod"]])
        XCTAssertEqual(
            production.Assertions.elements.map(\.Assert),
            [
                ["Fn::Equals": [["Ref": "DeletionProtection"], "true"]],
                ["Fn::Equals": [["Ref": "DatabaseMultiAZ"], "true"]],
            ])
        XCTAssertEqual(try parameters("prod")["DeletionProtection"], "true")
        XCTAssertNotEqual(try parameters("prod")["DatabaseMultiAZ"], "false")
    }

    func testTheConstraintsHoldInEveryEnvironmentAndCatchMistakes() throws {
        let root = WebMarketPlus.app().synthesize().templates[0]
        let defaults = root.parameters.reduce(into: [String: String]()) { $0[$1.name] = $1.defaultValue }
        func broken(_ values: [String: String]) -> [String] {
            root.constraints.filter { $0.holds(for: defaults.merging(values) { $1 }) != true }.map(\.allowed)
        }
        for environment in Self.environments {
            XCTAssertEqual(broken(try parameters(environment)), [], environment)
        }
        XCTAssertEqual(broken(["MinimumInstances": "5"]), ["MinimumInstances <= MaximumInstances"])
        XCTAssertEqual(broken(["MinimumInstances": "4"]), ["MinimumInstances is not MaximumInstances"])
        let storage = ["DatabaseMaximumStorage * 10 >= DatabaseStorage * 11"]
        XCTAssertEqual(
            broken(["DatabaseStorage": "100"]), storage, "RDS wants a tenth more, and the default maximum is 100")
        XCTAssertEqual(broken(["DatabaseStorage": "91"]), storage)
        XCTAssertEqual(broken(["DatabaseStorage": "90"]), [])
        XCTAssertEqual(broken(["DatabaseStorage": "1000", "DatabaseMaximumStorage": "1100"]), [])
        XCTAssertEqual(
            broken(["DomainName": "shop.example.com"]), ["CertificateArn is not empty, where DomainName is not empty"])
        XCTAssertEqual(
            broken(["Environment": "prod", "DeletionProtection": "false"]),
            ["DeletionProtection is 'true', where Environment is 'prod'"])
    }
}
