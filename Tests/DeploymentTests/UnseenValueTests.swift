import EnvironmentsTesting
import Plan
import Template
import XCTest

@testable import AWSAccess
@testable import AWSResourceCatalogue
@testable import Deployment
@testable import Environments

/// What neither templates nor files say, and AWS does: in change sets in the form of the AWS CloudFormation API Reference,
/// "DescribeChangeSet", "ResourceChangeDetail" and "Parameter".
final class UnseenValueTests: XCTestCase {
    private func changeSet(_ changes: String, parameters: String = "") throws -> ChangeSet {
        try AWSCLI.decode(
            ChangeSet.self,
            from: Data(
                #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Parameters":[\#(parameters)],"Changes":[\#(changes)]}"#
                    .utf8), of: "aws cloudformation")
    }

    /// - Parameters:
    ///   - replacement: of the resource.
    ///   - cause: the parameter whose value is another one.
    private func change(
        _ id: String, _ type: String, replacement: String, property: String, cause: String,
        evaluation: String = "Static", recreation: String = "Conditionally"
    ) -> String {
        """
        {"ResourceChange":{"Action":"Modify","LogicalResourceId":"\(id)","ResourceType":"\(type)",
         "Replacement":"\(replacement)","Details":[
          {"Target":{"Attribute":"Properties","Name":"\(property)","RequiresRecreation":"\(recreation)"},
           "Evaluation":"\(evaluation)","ChangeSource":"ParameterReference","CausingEntity":"\(cause)"}]}}
        """
    }

    private func stack(_ parameters: String) throws -> StackDescription {
        try AWSCLI.decode(
            StackDescription.self,
            from: Data(
                """
                {"StackId":"arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1","StackName":"web-dev",
                 "StackStatus":"UPDATE_COMPLETE","CreationTime":"2026-11-01T10:00:00+00:00","Parameters":[\(parameters)]}
                """.utf8), of: "aws cloudformation")
    }

    private let root = #"""
        { "Parameters": { "Password": { "Type": "String", "NoEcho": true }, "Size": { "Type": "String", "Default": "20" },
            "Image": { "Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/images/web" } },
          "Resources": {
            "Database": { "Type": "AWS::RDS::DBInstance", "Properties": {
              "Engine": "mysql", "MasterUserPassword": { "Ref": "Password" }, "AllocatedStorage": { "Ref": "Size" } } },
            "Server": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": { "Ref": "Image" } } } } }
        """#

    private func template() throws -> Template { try Template(parsing: Array(root.utf8), file: "t.json") }

    private func review(_ changes: String...) throws -> ChangeReview {
        ChangeReview(try changeSet(changes.joined(separator: ",")), templates: Fixture.templates)
    }

    // MARK: - What AWS has brought to light

    func testAChangeSetTellsOfSecretsAndOfWhatSystemsManagerHolds() throws {
        let changeSet = try changeSet(
            change(
                "Database", "AWS::RDS::DBInstance", replacement: "False", property: "MasterUserPassword",
                cause: "Password", recreation: "Never"),
            parameters: """
                {"ParameterKey":"Password","ParameterValue":"****"},{"ParameterKey":"Size","ParameterValue":"20"},
                {"ParameterKey":"Image","ParameterValue":"/images/web","ResolvedValue":"ami-2"}
                """)
        let unseen = UnseenValues(
            of: try stack(#"{"ParameterKey":"Image","ParameterValue":"/images/web","ResolvedValue":"ami-1"}"#),
            changeSet,
            ChangeReview(changeSet, templates: Fixture.templates), PlannedTemplates(TemplateTree(try template())),
            root: try template())
        XCTAssertEqual(unseen.newSecrets, ["Password"])
        XCTAssertEqual(unseen.storedBefore, ["/images/web": "ami-1"])
        XCTAssertEqual(unseen.storedNow, ["/images/web": "ami-2"])
    }

    func testANameThatOnlyOneSideKnowsIsNoChange() throws {
        let known = try stack(#"{"ParameterKey":"Image","ParameterValue":"/images/web","ResolvedValue":"ami-1"}"#)
        let unknown = try stack(#"{"ParameterKey":"Image","ParameterValue":"/images/web"}"#)
        XCTAssertTrue(UnseenValues(of: known, names: ["/images/web"], held: [:]).isEmpty)
        XCTAssertTrue(UnseenValues(of: unknown, names: ["/images/web"], held: ["/images/web": "ami-2"]).isEmpty)
        XCTAssertFalse(UnseenValues(of: known, names: ["/images/other"], held: ["/images/other": "ami-1"]).isEmpty)
    }

    // MARK: - Secrets that decide

    /// A database that is there where a password is given.
    private func conditional() throws -> PlannedTemplates {
        let text = root.replacing(
            #""Database": {"#, with: #""Database": { "Condition": "HasPassword","#
        ).replacing(
            #""Resources""#,
            with:
                #""Conditions": { "HasPassword": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Password" }, ""] }] } }, "Resources""#
        )
        return PlannedTemplates(TemplateTree(try Template(parsing: Array(text.utf8), file: "t.json")))
    }

    func testWhereNobodySeesIntoNestedStacksASecretThatIsGivenMayRemoveData() throws {
        let nested = try changeSet(
            #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack"}}"#
        )
        let side = try conditional()
        for (reason, expected) in [("no nested change sets", ["Database"]), (nil, [])] {
            let review = ChangeReview(nested, templates: Fixture.templates, unknown: reason)
            let unseen = UnseenValues(
                of: try stack(#"{"ParameterKey":"Password","ParameterValue":"****"}"#), nested, review, side,
                root: try template(), secrets: ["Password"])
            let plan = Plan(
                from: side, to: side, catalogue: .aws, newSecrets: unseen.newSecrets,
                givenSecrets: unseen.givenSecrets)
            let losses = DataGuard(review, plan).losses
            XCTAssertEqual(losses.map(\.resource), expected, reason ?? "AWS tells")
            if reason != nil {
                XCTAssertEqual(losses.map(\.fate), ["may be removed, if Password has another value"])
            }
        }
    }

    func testASecretThatTheStackNeverHadIsNoNewValue() throws {
        XCTAssertTrue(UnseenValues(of: try stack(""), names: [], held: [:], secrets: ["Password"]).isEmpty)
    }

    // MARK: - What the plan cannot see

    private func plan(newSecrets: Set<String> = []) throws -> Plan {
        let side = PlannedTemplates(TemplateTree(try template()))
        return Plan(from: side, to: side, catalogue: .aws, newSecrets: newSecrets)
    }

    func testWhatAWSIsSureOfAndThePlanDoesNotSeeIsNoGuess() throws {
        let review = try review(
            change(
                "Database", "AWS::RDS::DBInstance", replacement: "Conditional", property: "AllocatedStorage",
                cause: "Size"))
        XCTAssertEqual(
            DataGuard(review, try plan()).losses,
            [.init(resource: "Database", fate: "may be replaced by a new, empty one")])
    }

    func testAGuessIsNotDecidedByAPlanThatIsBlindElsewhere() throws {
        let guess = change(
            "Database", "AWS::RDS::DBInstance", replacement: "True", property: "DBSubnetGroupName", cause: "Group",
            evaluation: "Dynamic", recreation: "Always")
        let image = change(
            "Server", "AWS::EC2::Instance", replacement: "True", property: "ImageId", cause: "Image",
            recreation: "Always")
        XCTAssertEqual(DataGuard(try review(guess), try plan()).losses, [], "the plan sees all")
        XCTAssertEqual(DataGuard(try review(guess, image), try plan()).losses.map(\.resource), ["Database"])
    }

    func testAGuessIsDecidedByAPlanThatKnowsOfTheSecret() throws {
        let password = change(
            "Database", "AWS::RDS::DBInstance", replacement: "Conditional", property: "MasterUserPassword",
            cause: "Password")
        XCTAssertEqual(DataGuard(try review(password), try plan(newSecrets: ["Password"])).losses, [])
    }
}
