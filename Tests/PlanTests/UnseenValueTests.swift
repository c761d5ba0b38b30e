import AWSResourceCatalogue
import Plan
import Template
import TerminalTesting
import XCTest

/// What templates and given values do not show: secrets, and what Systems Manager holds.
final class UnseenValueTests: XCTestCase {
    /// A root that passes a name, a password and an image on to a nested stack.
    private func templates(stored: [String: String] = [:]) throws -> PlannedTemplates {
        let root = #"""
            { "Parameters": {
                "Name": { "Type": "String", "NoEcho": true }, "Password": { "Type": "String", "NoEcho": true },
                "Image": { "Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/images/web" } },
              "Resources": { "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": "data.json", "Parameters": {
                  "User": { "Ref": "Name" }, "Secret": { "Ref": "Password" }, "Image": { "Ref": "Image" } } } } } }
            """#
        let data = #"""
            { "Parameters": { "User": { "Type": "String", "NoEcho": true }, "Secret": { "Type": "String", "NoEcho": true },
                "Image": { "Type": "String" } },
              "Resources": {
                "Database": { "Type": "AWS::RDS::DBInstance", "Properties": {
                  "Engine": "mysql", "MasterUsername": { "Ref": "User" }, "MasterUserPassword": { "Ref": "Secret" } } },
                "Alarm": { "Type": "AWS::CloudWatch::Alarm", "Properties": {
                  "Dimensions": [{ "Name": "DBInstanceIdentifier", "Value": { "Ref": "Database" } }] } },
                "Server": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": { "Ref": "Image" } } } } }
            """#
        func parsed(_ text: String) throws -> Template { try Template(parsing: Array(text.utf8), file: "t.json") }
        return PlannedTemplates(
            TemplateTree(try parsed(root), nested: ["Data": TemplateTree(try parsed(data))]), stored: stored)
    }

    private func plan(
        newSecrets: Set<String> = [], before: [String: String] = [:], after: [String: String] = [:]
    ) throws -> Plan {
        Plan(
            from: try templates(stored: before), to: try templates(stored: after), catalogue: .aws,
            newSecrets: newSecrets)
    }

    private func actions(_ plan: Plan) -> [String: PlannedChange.Action] {
        Dictionary(uniqueKeysWithValues: plan.resources.map { ($0.path.description, $0.action) })
    }

    func testASecretWithAnotherValueUpdatesWhatUsesIt() throws {
        let plan = try plan(newSecrets: ["Password"])
        XCTAssertEqual(actions(plan), ["Data/Database": .update])
        XCTAssertEqual(plan.resources.first?.properties.map(\.cause), [.newSecret(parameter: "Password")])
        let screen = TestTerminal()
        plan.show(on: screen.terminal().output)
        XCTAssertTrue(
            screen.output.contains("MasterUserPassword  Password  another value, since Password is given a new one"),
            screen.output)
    }

    func testWhatASecretReplacesIsFollowedToOthers() throws {
        let plan = try plan(newSecrets: ["Name"])
        XCTAssertEqual(actions(plan), ["Data/Database": .replace, "Data/Alarm": .update])
        XCTAssertTrue(plan.resources.contains { $0.losesData })
    }

    // MARK: - Conditions that a secret decides

    /// A nested stack with a table where no password is given, and a database that depends on whether one is.
    private func conditional(
        _ table: String = "", user: String = #""admin""#, secret: String = #"{ "Ref": "Password" }"#
    ) throws -> PlannedTemplates {
        let root = #"""
            { "Parameters": { "Password": { "Type": "String", "NoEcho": true, "Default": "" } },
              "Resources": { "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": "data.json", "Parameters": { "Secret": \#(secret) } } } } }
            """#
        let data = #"""
            { "Parameters": { "Secret": { "Type": "String", "NoEcho": true } },
              "Conditions": { "HasSecret": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Secret" }, ""] }] },
                "HasNone": { "Fn::Not": [{ "Condition": "HasSecret" }] } },
              "Resources": {
                "Sessions": { "Type": "AWS::DynamoDB::Table", "Condition": "HasNone"\#(table) },
                "Database": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "mysql", "MasterUsername": \#(user),
                  "ManageMasterUserPassword": { "Fn::If": ["HasSecret", false, true] } } } } }
            """#
        func parsed(_ text: String) throws -> Template { try Template(parsing: Array(text.utf8), file: "t.json") }
        return PlannedTemplates(TemplateTree(try parsed(root), nested: ["Data": TemplateTree(try parsed(data))]))
    }

    private func shown(_ plan: Plan) -> String {
        let screen = TestTerminal()
        plan.show(on: screen.terminal().output)
        return screen.output
    }

    func testWhatASecretDecidesMayComeOrGoWithItsData() throws {
        let side = try conditional()
        XCTAssertTrue(Plan(from: side, to: side, catalogue: .aws).isEmpty, "the secret is as it was")
        let plan = Plan(from: side, to: side, catalogue: .aws, newSecrets: ["Password"])
        let table = try XCTUnwrap(plan.resources.first { $0.path.description == "Data/Sessions" })
        XCTAssertEqual(table.action, .remove)
        XCTAssertTrue(table.losesData)
        XCTAssertTrue(
            shown(plan).contains(
                "may be added or removed with its data: another value of Password decides"), shown(plan))
        let kept = try conditional(#", "DeletionPolicy": "Retain""#)
        let mild = Plan(from: kept, to: kept, catalogue: .aws, newSecrets: ["Password"])
        XCTAssertFalse(mild.resources.contains(where: \.losesData), "it is left behind")
    }

    func testWhatChangesBesidesMayComeOrGoAllTheSame() throws {
        let plan = Plan(
            from: try conditional(), to: try conditional(#", "Properties": { "BillingMode": "PAY_PER_REQUEST" }"#),
            catalogue: .aws, newSecrets: ["Password"])
        let table = try XCTUnwrap(plan.resources.first { $0.path.description == "Data/Sessions" })
        XCTAssertEqual(table.action, .update)
        XCTAssertTrue(table.losesData)
        XCTAssertTrue(
            shown(plan).contains(
                "may be updated in place, or added or removed: another value of Password decides"), shown(plan))
    }

    func testAValueThatASecretChoosesMayBeAnotherOne() throws {
        let side = try conditional(user: #"{ "Fn::If": ["HasSecret", "admin", "owner"] }"#)
        let plan = Plan(from: side, to: side, catalogue: .aws, newSecrets: ["Password"])
        let database = try XCTUnwrap(plan.resources.first { $0.path.description == "Data/Database" })
        XCTAssertEqual(database.action, .mayReplace)
        XCTAssertEqual(database.properties.map { "\($0.path)" }, ["ManageMasterUserPassword", "MasterUsername"])
        XCTAssertEqual(
            database.properties.map(\.effect), [.update, .mayReplace("whether Data/HasSecret is met")])
        XCTAssertTrue(
            shown(plan).contains("since Password is given a new one; depends on whether Data/HasSecret is met"),
            shown(plan))
    }

    func testASecretThatIsGivenAgainMayBeTheSame() throws {
        let side = try templates()
        let plan = Plan(from: side, to: side, catalogue: .aws, givenSecrets: ["Name"])
        let database = try XCTUnwrap(plan.resources.first { $0.path.description == "Data/Database" })
        XCTAssertEqual(database.action, .mayReplace)
        XCTAssertTrue(shown(plan).contains("whether the Name that is given is another one"), shown(plan))
    }

    func testASecretThatDecidesNothingOfAResourceLeavesItAlone() throws {
        let side = try conditional(secret: #""fixed""#)
        XCTAssertTrue(Plan(from: side, to: side, catalogue: .aws, newSecrets: ["Password"]).isEmpty)
    }

    func testSecretsThatStayChangeNothing() throws {
        XCTAssertTrue(try plan().isEmpty)
    }

    func testWhatSystemsManagerHoldsIsCompared() throws {
        let plan = try plan(before: ["/images/web": "ami-1"], after: ["/images/web": "ami-2"])
        XCTAssertEqual(actions(plan), ["Data/Server": .replace])
        XCTAssertEqual(plan.resources.first?.properties.map(\.before), ["ami-1"])
        XCTAssertEqual(plan.resources.first?.properties.map(\.after), ["ami-2"])
        XCTAssertTrue(try self.plan(before: ["/images/web": "ami-1"], after: ["/images/web": "ami-1"]).isEmpty)
    }

    func testAParameterIsTracedToTheRoot() throws {
        let templates = try templates()
        XCTAssertEqual(templates.rootParameter(behind: "User", in: ["Data"]), "Name")
        XCTAssertEqual(templates.rootParameter(behind: "Password", in: []), "Password")
        XCTAssertNil(templates.rootParameter(behind: "User", in: ["Elsewhere"]))
    }
}
