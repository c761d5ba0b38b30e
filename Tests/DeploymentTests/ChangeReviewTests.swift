import EnvironmentsTesting
import XCTest

@testable import AWSAccess
@testable import Deployment

final class ChangeReviewTests: XCTestCase {
    private func changeSet(_ changes: String, parameters: String = "") throws -> ChangeSet {
        try AWSCLI.decode(
            ChangeSet.self,
            from: Data(
                #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Parameters":[\#(parameters)],"Changes":[\#(changes)]}"#
                    .utf8), of: "aws cloudformation")
    }

    func testNestedChangesReplaceTheRowOfTheirStackAndReplacedDataStandsOut() throws {
        let root = try changeSet(
            """
            {"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack",
             "Replacement":"False","ChangeSetId":"inner"}},
            {"ResourceChange":{"Action":"Remove","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket","PolicyAction":"Retain"}}
            """)
        let inner = try changeSet(
            """
            {"ResourceChange":{"Action":"Modify","LogicalResourceId":"Database","ResourceType":"AWS::RDS::DBInstance",
             "Replacement":"True","PolicyAction":"ReplaceAndSnapshot","Details":[
              {"Target":{"Attribute":"Properties","Name":"Engine","RequiresRecreation":"Always"}},
              {"Target":{"Attribute":"Properties","Name":"Engine","RequiresRecreation":"Always"}},{"Target":{"Attribute":"Tags"}}]}},
            {"ResourceChange":{"Action":"Modify","LogicalResourceId":"Group","ResourceType":"AWS::EC2::SecurityGroup","Replacement":"Conditional"}}
            """)
        let review = ChangeReview(root, nested: ["inner": inner], templates: Fixture.templates)
        XCTAssertEqual(
            review.table.lines(),
            [
                "Action  Resource       Type                     Replacement     Because of",
                "Modify  Data/Database  AWS::RDS::DBInstance     replaced        Engine, Tags",
                "Modify  Data/Group     AWS::EC2::SecurityGroup  maybe replaced",
                "Remove  Lake           AWS::S3::Bucket",
            ])
        XCTAssertEqual(
            review.warnings,
            [
                "Data/Database holds data and would be replaced by a new, empty one (what exists: ReplaceAndSnapshot)",
                "Lake holds data and would be removed (what exists: Retain)",
            ])
    }

    func testANewNestedStackTellsHowMuchItBrings() throws {
        let root = try changeSet(
            #"{"ResourceChange":{"Action":"Add","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack"}}"#
        )
        XCTAssertEqual(
            ChangeReview(root, templates: Fixture.templates).table.lines(),
            ["Action  Resource  Type", "Add     Data      nested stack, 3 resources"])
    }

    /// AWS CloudFormation API Reference, "ResourceChangeDetail": a dynamic evaluation is a guess, and so is a parameter
    /// whose value is another stack's output that may not change.
    func testWhatAWSOnlyGuessesIsNotCalledReplaced() throws {
        func database(_ details: String) -> String {
            #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Database","ResourceType":"AWS::RDS::DBInstance","Replacement":"True","Details":[\#(details)]}}"#
        }
        let target = #""Target":{"Attribute":"Properties","Name":"DBSubnetGroupName","RequiresRecreation":"Always"}"#
        let dynamic =
            #"{\#(target),"Evaluation":"Dynamic","ChangeSource":"ResourceAttribute","CausingEntity":"Network.Outputs.Group"}"#
        let parameter =
            #"{\#(target),"Evaluation":"Static","ChangeSource":"ParameterReference","CausingEntity":"Group"}"#
        let harmless = #"{"Target":{"Attribute":"Tags","RequiresRecreation":"Never"},"Evaluation":"Static"}"#
        let later = #"{"ParameterKey":"Group","ParameterValue":"{{changeSet:KNOWN_AFTER_APPLY}}"}"#
        let now = #"{"ParameterKey":"Group","ParameterValue":"group-2"}"#
        let cases: [(details: String, parameters: String, verdict: ReplacementVerdict)] = [
            (dynamic, "", .guessed(by: ["Network.Outputs.Group"])),
            ("\(harmless),\(parameter)", later, .guessed(by: ["Group"])),
            (parameter, now, .replaced),
            ("\(dynamic),\(parameter)", now, .replaced),
            ("", "", .replaced),
        ]
        for (details, parameters, verdict) in cases {
            let review = ChangeReview(
                try changeSet(database(details), parameters: parameters), templates: Fixture.templates)
            XCTAssertEqual(review.rows.map(\.replacement), [verdict], details)
        }
        let review = ChangeReview(try changeSet(database(dynamic)), templates: Fixture.templates)
        XCTAssertEqual(
            review.table.lines().last,
            "Modify  Database  AWS::RDS::DBInstance  maybe replaced  DBSubnetGroupName (not known yet: Network.Outputs.Group)"
        )
        XCTAssertEqual(
            review.warnings,
            [
                "Database holds data and may be replaced by a new, empty one; AWS cannot tell before it knows Network.Outputs.Group"
            ])
    }

    func testANestedStackWithoutChangesOfItsOwnIsShown() throws {
        let root = try changeSet(
            #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","ChangeSetId":"inner"}}"#
        )
        let review = ChangeReview(root, nested: ["inner": try changeSet("")], templates: Fixture.templates)
        XCTAssertEqual(review.table.lines().last, "Modify  Data      nested stack, none of its resources")
    }

    func testBothWordingsOfNoChangesAreKnown() throws {
        for reason in [
            "The submitted information didn't contain changes. Submit different information",
            "No updates are to be performed.",
        ] {
            let set = try AWSCLI.decode(
                ChangeSet.self,
                from: Data(#"{"ChangeSetId":"c","StackId":"s","Status":"FAILED","StatusReason":"\#(reason)"}"#.utf8),
                of: "aws cloudformation")
            XCTAssertTrue(set.isEmpty)
        }
    }
}
