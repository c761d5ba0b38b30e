import AWSApiGatewayV2
import AWSDynamoDB
import Stacks
import TemplateTesting
import XCTest

final class NotesTests: XCTestCase {
    func testCommittedTemplatesAreCurrent() throws {
        try Notes.app().expectDiagnostics()
        try Notes.app().expectTemplates(recordedBy: "swift run Infra synth")
    }

    func testNotesOutliveTheStackAndCanBeBroughtBack() throws {
        let notes = try EvaluatedStack(of: Notes.app())
        try notes.expect(
            "Table", DynamoDB.Table.self,
            with: ["PointInTimeRecoverySpecification": ["PointInTimeRecoveryEnabled": true]])
        XCTAssertEqual(notes["Table"].DeletionPolicy, "Retain")
    }

    func testEveryRouteLeadsToTheFunction() throws {
        let notes = try EvaluatedStack(of: Notes.app())
        XCTAssertEqual(
            notes.all(ApiGatewayV2.Route.self).mapValues { $0.RouteKey.string + " -> " + $0.Target.string },
            [
                "Read": "GET /notes -> integrations/Integration", "Write": "POST /notes -> integrations/Integration",
            ])
        try notes.expect("Integration", ApiGatewayV2.Integration.self, with: ["IntegrationUri": "Function.Arn"])
    }

    func testAnOpenAPITakesSoMuchAndNoMore() throws {
        try EvaluatedStack(of: Notes.app()).expect(
            "Stage", ApiGatewayV2.Stage.self,
            with: ["DefaultRouteSettings": ["ThrottlingBurstLimit": 20, "ThrottlingRateLimit": 10]])
    }

    func testTheFunctionReadsAndWritesThatTableOnly() throws {
        let notes = try EvaluatedStack(of: Notes.app())
        try notes.expectCount(1, of: "AWS::IAM::Policy")
        let statement = notes["FunctionReadWriteNotes"].Properties.PolicyDocument.Statement[0]
        XCTAssertEqual(statement.Action, ["dynamodb:Scan", "dynamodb:PutItem"])
        XCTAssertEqual(statement.Resource, ["Table.Arn"])
    }
}
