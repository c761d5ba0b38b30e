import XCTest

@testable import Permissions

/// What one change needs beyond what a role has that was made for what is deployed.
final class ChangeNeedsTests: XCTestCase {
    private let queue = #""Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}"#
    private let topic = #""News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}"#

    func testWhatComesNeedsItsCreationAndNothingElse() throws {
        let needs = try PermissionFixture.change(
            from: "{\(queue)}", to: "{\(queue), \(topic)}", ["News": .creation])
        let more = Set(try XCTUnwrap(needs.more).map(\.action))
        XCTAssertTrue(more.contains("sns:CreateTopic"))
        XCTAssertTrue(more.contains("sns:DeleteTopic"), "a creation that fails is taken back")
        XCTAssertFalse(
            needs.needs.contains { $0.wants.contains { $0.name == "Orders" } }, "the queue stays as it is")
        XCTAssertTrue(needs.isNew("sns:CreateTopic"))
    }

    func testWhatChangesOrGoesNeedsNothingNew() throws {
        let changed = queue.replacing(#""QueueName": "orders""#, with: #""QueueName": "orders", "DelaySeconds": 5"#)
        let update = try PermissionFixture.change(from: "{\(queue)}", to: "{\(changed)}", ["Orders": .update])
        XCTAssertEqual(update.more?.map(\.action), [])
        XCTAssertTrue(update.needs.contains { $0.action == "sqs:SetQueueAttributes" })
        XCTAssertFalse(update.needs.contains { $0.action == "sqs:DeleteQueue" })
        let removal = try PermissionFixture.change(
            from: "{\(queue), \(topic)}", to: "{\(queue)}", ["News": .deletion])
        XCTAssertEqual(removal.more?.map(\.action), [])
        XCTAssertTrue(removal.needs.contains { $0.action == "sns:DeleteTopic" })
    }

    func testTheSameActionOnAnotherNameIsMore() throws {
        let other = queue.replacing("orders", with: "invoices").replacing("Orders", with: "Invoices")
        let needs = try PermissionFixture.change(
            from: "{\(queue)}", to: "{\(queue), \(other)}", ["Invoices": .creation])
        let creation = try XCTUnwrap(needs.more?.first { $0.action == "sqs:CreateQueue" })
        XCTAssertEqual(needs.resource(of: creation), "arn:aws:sqs:eu-west-3:123456789012:invoices")
        XCTAssertFalse(needs.isNew("sqs:CreateQueue"), "only the name is new")
    }

    /// Names that CloudFormation makes begin alike.
    func testWhatAnotherResourceNeedsAlreadyIsNotMore() throws {
        let old = #""Letters": {"Type": "AWS::SQS::Queue"}"#
        let needs = try PermissionFixture.change(
            from: "{\(old)}", to: #"{\#(old), "Orders": {"Type": "AWS::SQS::Queue"}}"#, ["Orders": .creation])
        XCTAssertTrue(needs.needs.contains { $0.action == "sqs:CreateQueue" })
        XCTAssertEqual(needs.more?.map(\.action), [])
    }

    func testWhereNothingIsDeployedNothingIsMore() throws {
        XCTAssertNil(try PermissionFixture.change(from: nil, to: "{\(queue)}", ["Orders": .creation]).more)
    }

    func testWhatARoleHasIsWhatAWSSaysAndUnknownIsNoPass() throws {
        let needs = try PermissionFixture.change(from: nil, to: "{\(queue)}", ["Orders": .creation])
        var answers = Dictionary(uniqueKeysWithValues: needs.calls.map { ($0, SimulatedCall.Answer.allowed) })
        let creation = try XCTUnwrap(needs.calls.first { $0.action == "sqs:CreateQueue" })
        let attributes = try XCTUnwrap(needs.calls.first { $0.action == "sqs:GetQueueAttributes" })
        answers[creation] = .denied
        answers[attributes] = nil
        let verdict = try XCTUnwrap(needs.answered(by: "arn:role", answers, otherwise: "nobody asked").verdict)
        XCTAssertEqual(verdict.missing.map(\.action), ["sqs:CreateQueue"])
        XCTAssertEqual(verdict.unknown.map(\.need.action), ["sqs:GetQueueAttributes"])
        XCTAssertEqual(verdict.unknown.map(\.reason), ["nobody asked"])
    }

    // MARK: - Two templates

    func testRolesForWhatIsDeployedAndWhatComesMayDeleteWhatGoes() throws {
        let old = try PermissionFixture.tree("{\"Resources\": {\(queue), \(topic)}}")
        let new = try PermissionFixture.tree("{\"Resources\": {\(queue)}}")
        let roles = PermissionFixture.roles([(new, values: [:]), (old, values: [:])])
        XCTAssertEqual(roles.resources(of: "sns:DeleteTopic"), ["arn:aws:sns:eu-west-3:123456789012:news"])
        let deletion = try XCTUnwrap(roles.execution.needs.first { $0.action == "sqs:DeleteQueue" })
        XCTAssertEqual(deletion.wants.map(\.name), ["Orders"], "who is on both sides wants it once")
    }

    func testASecretThatDecidesWhatIsThereDecidesNothingHere() throws {
        let template = """
            {"Parameters": {"Password": {"Type": "String", "NoEcho": true, "Default": ""}},
             "Conditions": {"IsGiven": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Password"}, ""]}]},
                            "IsMissing": {"Fn::Equals": [{"Ref": "Password"}, ""]}},
             "Resources": {"A": {"Type": "AWS::SQS::Queue", "Condition": "IsGiven"},
                           "B": {"Type": "AWS::SNS::Topic", "Condition": "IsMissing"}}}
            """
        let roles = PermissionFixture.roles([(try PermissionFixture.tree(template), values: [:])])
        XCTAssertFalse(roles.resources(of: "sqs:CreateQueue").isEmpty)
        XCTAssertFalse(roles.resources(of: "sns:CreateTopic").isEmpty)
    }
}
