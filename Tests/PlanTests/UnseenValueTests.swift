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
