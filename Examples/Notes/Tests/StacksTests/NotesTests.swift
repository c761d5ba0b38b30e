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

    func testNotesOfProductionAreNotDeletedByMistake() throws {
        for (environment, isProtected) in [("dev", false), ("prod", true)] {
            try EvaluatedStack(of: Notes.app(), parameters: ["Environment": environment]).expect(
                "NotesTable", DynamoDB.Table.self, with: ["DeletionProtectionEnabled": .boolean(isProtected)])
        }
    }

    func testEveryRouteLeadsToTheFunction() throws {
        let notes = try EvaluatedStack(of: Notes.app())
        XCTAssertEqual(
            notes.all(ApiGatewayV2.Route.self).mapValues { $0.RouteKey.string + " -> " + $0.Target.string },
            [
                "NotesGetNotesRoute": "GET /notes -> integrations/NotesHandlerIntegration",
                "NotesPostNotesRoute": "POST /notes -> integrations/NotesHandlerIntegration",
            ])
        try notes.expect(
            "NotesHandlerIntegration", ApiGatewayV2.Integration.self, with: ["IntegrationUri": "HandlerFunction.Arn"])
    }

    func testAnOpenAPITakesSoMuchAndNoMore() throws {
        try EvaluatedStack(of: Notes.app()).expect(
            "NotesStage", ApiGatewayV2.Stage.self,
            with: ["DefaultRouteSettings": ["ThrottlingBurstLimit": 20, "ThrottlingRateLimit": 10]])
    }
}
