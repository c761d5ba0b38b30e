import XCTest

@testable import Permissions

/// How the policy simulator is asked: in few requests, and about nothing that would be answered wrongly.
final class SimulationRequestTests: XCTestCase {
    private let project = ["aws:ResourceTag/Project": "shop"]

    func testWhatHasNoTagsIsNotAskedWithThem() {
        let plain = SimulatedCall(action: "ec2:CreateVpc", resource: "arn:vpc")
        let tagged = SimulatedCall(action: "ec2:DeleteVpc", resource: "arn:vpc", context: project)
        let batches = SimulationRequest.batches(of: [plain, tagged])
        XCTAssertEqual(batches.requests.map(\.calls), [[plain], [tagged]])
        XCTAssertEqual(batches.requests.map(\.context), [[:], project])
        XCTAssertTrue(batches.left.isEmpty)
    }

    func testWhoIsHandedARoleFitsIntoEitherRequestAndAThirdServiceIsLeftOut() {
        func pass(_ service: String) -> SimulatedCall {
            SimulatedCall(action: "iam:PassRole", resource: "arn:role", context: ["iam:PassedToService": service])
        }
        let others = [
            SimulatedCall(action: "ec2:CreateVpc", resource: "arn:vpc"),
            SimulatedCall(action: "ec2:DeleteVpc", resource: "arn:vpc", context: project),
        ]
        let batches = SimulationRequest.batches(of: others + [pass("a"), pass("b"), pass("c")])
        XCTAssertEqual(batches.requests.count, 2)
        XCTAssertEqual(
            batches.requests.map { $0.context["iam:PassedToService"] }, ["a", "b"],
            "one value of a key in each request")
        XCTAssertEqual(Set(batches.left.keys), [pass("c")])
    }

    func testPatternsAreNotAsked() {
        let call = SimulatedCall(action: "ec2:Describe*", resource: "*")
        let batches = SimulationRequest.batches(of: [call])
        XCTAssertTrue(batches.requests.isEmpty)
        XCTAssertNotNil(batches.left[call])
    }

    func testARequestHasNoMoreAnswersThanItMay() {
        let calls = (0..<400).map { SimulatedCall(action: "s\($0 % 4):Action\($0)", resource: "arn:\($0)") }
        let batches = SimulationRequest.batches(of: calls)
        XCTAssertEqual(batches.requests.count, 2)
        for request in batches.requests {
            XCTAssertLessThanOrEqual(request.actions.count * request.resources.count, SimulationRequest.mostAnswers)
        }
        XCTAssertEqual(batches.requests.flatMap(\.calls).count + batches.left.count, calls.count)
        XCTAssertFalse(batches.left.isEmpty, "four hundred actions on as many resources are more than two requests")
    }

    func testAConditionWithSeveralValuesIsACallForEach() {
        let need = PermissionNeed(
            action: "iam:PassRole", resource: "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/a", format: nil,
            conditions: PolicyConditions("StringEquals", "iam:PassedToService", ["a", "b"]), extent: .named, wants: [])
        let calls = need.calls(in: PermissionFixture.place)
        XCTAssertEqual(calls.map { $0.context["iam:PassedToService"] }, ["a", "b"])
        XCTAssertEqual(Set(calls.map(\.resource)), ["arn:aws:iam::123456789012:role/a"])
    }
}
