import XCTest

@testable import Permissions

/// What roles may be made, given to services, and kept from.
final class RoleTests: XCTestCase {
    private let function = """
        {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Clerk", "Arn"]}, "Code": {"ZipFile": "x"}}}
        """
    private let clerk = """
        {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [
          {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}}
        """

    func testARoleIsPassedToTheServicesThatMayAssumeItOnly() throws {
        let roles = try PermissionFixture.roles(#"{"Worker": \#(function), "Clerk": \#(clerk)}"#)
        XCTAssertEqual(roles.resources(of: "iam:PassRole"), ["arn:aws:iam::123456789012:role/shop-prod-*"])
        XCTAssertEqual(roles.condition("iam:PassedToService", of: "iam:PassRole"), [["lambda.amazonaws.com"]])
        let need = try XCTUnwrap(roles.execution.needs.first { $0.action == "iam:PassRole" })
        XCTAssertEqual(need.wants.map(\.name), ["Worker"])
    }

    func testARoleThatExistsIsPassedAsItIsCalled() throws {
        let roles = try PermissionFixture.roles(
            #"{"Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "arn:aws:iam::123456789012:role/clerk", "Code": {"ZipFile": "x"}}}}"#
        )
        XCTAssertEqual(roles.resources(of: "iam:PassRole"), ["arn:aws:iam::123456789012:role/clerk"])
    }

    /// The schema of a job's definition has `Iam:PassRole`.
    func testAnActionIsTheSameHoweverItsSchemaSpellsIt() throws {
        let job =
            #"{"Type": "AWS::Batch::JobDefinition", "Properties": {"Type": "container", "ContainerProperties": {"Image": "a", "JobRoleArn": {"Fn::GetAtt": ["Clerk", "Arn"]}}}}"#
        let roles = try PermissionFixture.roles(#"{"Job": \#(job), "Worker": \#(function), "Clerk": \#(clerk)}"#)
        let passing = roles.execution.needs.filter { $0.action.lowercased() == "iam:passrole" }
        XCTAssertEqual(Set(passing.map(\.action)), ["iam:PassRole"])
        XCTAssertEqual(passing.flatMap(\.wants).map(\.name).sorted(), ["Job", "Worker"])
        XCTAssertEqual(roles.resources(of: "iam:PassRole"), ["arn:aws:iam::123456789012:role/shop-prod-*"])
        XCTAssertEqual(roles.condition("iam:PassedToService", of: "iam:PassRole"), [["lambda.amazonaws.com"]])
    }

    func testAGroupPassesTheRoleOfItsInstances() throws {
        let roles = try PermissionFixture.roles(
            """
            {"Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MinSize": "1", "MaxSize": "1",
               "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": "1"}}},
             "Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
               "IamInstanceProfile": {"Arn": {"Fn::GetAtt": ["Profile", "Arn"]}}}}},
             "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Clerk"}]}},
             "Clerk": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "clerk", "AssumeRolePolicyDocument": {"Statement":
               {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com"]}, "Action": "sts:AssumeRole"}}}}}
            """)
        XCTAssertEqual(roles.resources(of: "iam:PassRole"), ["arn:aws:iam::123456789012:role/clerk"])
        XCTAssertEqual(roles.condition("iam:PassedToService", of: "iam:PassRole"), [["ec2.amazonaws.com"]])
        let need = try XCTUnwrap(roles.execution.needs.first { $0.action == "iam:PassRole" })
        XCTAssertEqual(need.wants.map(\.name), ["Group", "Profile"])
    }

    func testWithoutARoleNoneIsPassed() throws {
        let roles = try PermissionFixture.roles(#"{"Topic": {"Type": "AWS::SNS::Topic"}}"#)
        XCTAssertEqual(roles.resources(of: "iam:PassRole"), [])
        XCTAssertTrue(roles.execution.spared.contains { $0.action == "iam:PassRole" && $0.resource == "Topic" })
    }

    func testAServiceLinkedRoleIsThatOfTheService() throws {
        let roles = try PermissionFixture.roles(#"{"Group": {"Type": "AWS::RDS::DBSubnetGroup"}}"#)
        XCTAssertEqual(
            roles.resources(of: "iam:CreateServiceLinkedRole"),
            ["arn:aws:iam::123456789012:role/aws-service-role/rds.amazonaws.com/*"])
        XCTAssertEqual(
            roles.condition("iam:AWSServiceName", of: "iam:CreateServiceLinkedRole"), [["rds.amazonaws.com"]])
    }

    /// An execution role that may change itself may do anything.
    func testNoStatementReachesTheRolesThatDeploy() throws {
        let roles = try PermissionFixture.roles(#"{"Worker": \#(function), "Clerk": \#(clerk)}"#)
        let own = ["shop-prod-execution", "shop-prod-deployment"].map {
            "arn:aws:iam::123456789012:role/deployment/\($0)"
        }
        for statement in roles.executionPolicies.statements
        where statement.actions.contains(where: { $0.hasPrefix("iam:") }) {
            for resource in statement.resources {
                let glob = ResourceGlob(ARNText.resolved(resource, in: roles.place))
                XCTAssertFalse(own.contains(where: glob.covers), "\(statement.actions) on \(resource)")
            }
        }
    }

    func testWhoRunsTheCommandsPassesTheExecutionRoleToCloudFormationAndNoOther() throws {
        let roles = try PermissionFixture.roles("{}")
        let passing = roles.deployerPolicies.statements.filter { $0.actions.contains("iam:PassRole") }
        XCTAssertEqual(passing.map(\.actions), [["iam:PassRole"]])
        XCTAssertEqual(
            passing.flatMap(\.resources).map { ARNText.resolved($0, in: roles.place) },
            ["arn:aws:iam::123456789012:role/deployment/shop-prod-execution"])
        XCTAssertEqual(passing.flatMap { $0.conditions.sorted.flatMap(\.values) }, ["cloudformation.amazonaws.com"])
    }
}

/// A permissions boundary for the roles that an app makes.
final class PermissionsBoundaryTests: XCTestCase {
    private let boundary = "arn:aws:iam::123456789012:policy/boundary"

    private func roles(_ properties: String, at boundary: String?) throws -> DeploymentRoles {
        let place = DeploymentPlace(
            stackName: "shop-prod", region: PermissionFixture.region, account: PermissionFixture.account,
            permissionsBoundary: boundary)
        return try PermissionFixture.roles(
            #"{"Worker": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}\#(properties)}}}"#,
            at: place)
    }

    func testRolesAreMadeAndChangedWithItOnlyAndItIsTakenFromNone() throws {
        let bound = try roles(
            #", "PermissionsBoundary": "\#(boundary)", "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]"#,
            at: boundary)
        for action in ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"] {
            XCTAssertEqual(bound.condition("iam:PermissionsBoundary", of: action), [[boundary]], action)
        }
        XCTAssertEqual(bound.condition("iam:PermissionsBoundary", of: "iam:DeleteRole"), [[]])
        XCTAssertEqual(bound.resources(of: "iam:DeleteRolePermissionsBoundary"), [])
        XCTAssertEqual(bound.problems.map(\.code), [])
    }

    func testARoleWithoutItIsAWarningAndNobodyAsksForItUnasked() throws {
        let without = try roles("", at: boundary)
        XCTAssertEqual(without.problems.map(\.code), ["missing-boundary"])
        XCTAssertTrue(without.problems[0].message.hasPrefix("Worker has no permissions boundary"))
        let other = try roles(#", "PermissionsBoundary": {"Ref": "Somewhere"}"#, at: boundary)
        XCTAssertEqual(other.problems.map(\.code), ["missing-boundary"], "unknown is no pass")
        let unasked = try roles("", at: nil)
        XCTAssertEqual(unasked.problems.map(\.code), [])
        XCTAssertEqual(unasked.condition("iam:PermissionsBoundary", of: "iam:CreateRole"), [[]])
        let own = try roles(#", "PermissionsBoundary": "\#(boundary)""#, at: nil)
        XCTAssertFalse(own.resources(of: "iam:DeleteRolePermissionsBoundary").isEmpty)
    }
}
