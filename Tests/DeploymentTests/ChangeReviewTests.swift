import XCTest

@testable import Deployment

final class ChangeReviewTests: XCTestCase {
    private func changeSet(_ changes: String) throws -> ChangeSet {
        try AWSCLI.decoder.decode(
            ChangeSet.self,
            from: Data(#"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Changes":[\#(changes)]}"#.utf8))
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
            #"{"ResourceChange":{"Action":"Add","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack"}}"#)
        XCTAssertEqual(
            ChangeReview(root, templates: Fixture.templates).table.lines(),
            ["Action  Resource  Type", "Add     Data      nested stack, 2 resources"])
    }

    func testBothWordingsOfNoChangesAreKnown() throws {
        for reason in ["The submitted information didn't contain changes. Submit different information", "No updates are to be performed."] {
            let set = try AWSCLI.decoder.decode(
                ChangeSet.self, from: Data(#"{"ChangeSetId":"c","StackId":"s","Status":"FAILED","StatusReason":"\#(reason)"}"#.utf8))
            XCTAssertTrue(set.isEmpty)
        }
    }
}
