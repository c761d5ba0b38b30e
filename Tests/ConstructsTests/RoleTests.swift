import Constructs
import TemplateTesting
import XCTest

final class RoleTests: XCTestCase {
    func testANewRoleMayDoNothing() throws {
        let stack = try synthesize { _ = Role(in: $0.scope("Web"), assumedBy: "ec2.amazonaws.com") }
        let role = stack["WebRole"].Properties
        XCTAssertEqual(
            role.AssumeRolePolicyDocument,
            [
                "Version": "2012-10-17",
                "Statement": [
                    [
                        "Effect": "Allow", "Principal": ["Service": "ec2.amazonaws.com"], "Action": ["sts:AssumeRole"],
                    ]
                ],
            ])
        XCTAssertEqual(role.ManagedPolicyArns, .missing)
        XCTAssertEqual(role.Policies, .missing)
        XCTAssertEqual(role.RoleName, .missing, "a fixed name would need more than CAPABILITY_IAM")
        XCTAssertEqual(stack.resources.count, 1)
    }

    func testManagedPoliciesAreNamedInAnyPartition() throws {
        let stack = try synthesize {
            _ = Role(
                in: $0.scope("Web"), assumedBy: "ec2.amazonaws.com", managedPolicies: [Role.sessionManagerPolicy])
        }
        XCTAssertEqual(
            stack["WebRole"].Properties.ManagedPolicyArns, ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"])
    }

    func testEachGrantIsAPolicyOfItsOwn() throws {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Web"), assumedBy: "ec2.amazonaws.com")
            role.allow(
                "ReadQueue",
                PolicyStatement(actions: ["sqs:ReceiveMessage"], resources: ["arn:aws:sqs:eu-west-3:111122223333:q"]))
            role.allow(
                "Publish",
                PolicyStatement(actions: ["sns:Publish"], resources: ["arn:aws:sns:eu-west-3:111122223333:t"]),
                PolicyStatement(.deny, actions: ["sns:Publish"], resources: ["arn:aws:sns:eu-west-3:111122223333:u"]))
        }
        XCTAssertEqual(stack.all("AWS::IAM::Policy").keys.sorted(), ["WebPublish", "WebReadQueue"])
        XCTAssertEqual(
            stack["WebPublish"].Properties.PolicyDocument.Statement.elements.map(\.Effect), ["Allow", "Deny"])
        XCTAssertEqual(stack["WebReadQueue"].Properties.Roles, ["WebRole"])
    }

    func testAConditionCoversTheRoleAndItsGrants() throws {
        for (flag, count) in [("true", 2), ("false", 0)] {
            let stack = try synthesize(["On": flag]) { stack in
                let role = Role(in: stack.scope("Web"), assumedBy: "ec2.amazonaws.com", condition: stack.flag("On"))
                role.allow("Read", PolicyStatement(actions: ["sqs:ReceiveMessage"], resources: ["*"]))
            }
            XCTAssertEqual(stack.resources.count, count)
        }
    }

    func testConditionsLimitWhoAssumesTheRole() throws {
        let stack = try synthesize {
            _ = Role(
                in: $0.scope("Flow"), assumedBy: "vpc-flow-logs.amazonaws.com",
                conditions: ["StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)]])
        }
        XCTAssertEqual(
            stack["FlowRole"].Properties.AssumeRolePolicyDocument.Statement[0].Condition,
            ["StringEquals": ["aws:SourceAccount": "123456789012"]])
    }
}
