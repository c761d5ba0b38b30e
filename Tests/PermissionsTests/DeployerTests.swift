import Foundation
import XCTest

@testable import Permissions

/// What whoever runs the commands may do, and that it is what the commands call.
final class DeployerTests: XCTestCase {
    private func actions(_ resources: String) throws -> Set<String> {
        Set(try PermissionFixture.roles(resources).deployerPolicies.statements.flatMap(\.actions))
    }

    /// Resources of every type that commands look at.
    private let everything = """
        {"A": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer"}, "B": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup"},
         "C": {"Type": "AWS::RDS::DBInstance"}, "D": {"Type": "AWS::RDS::DBCluster"}, "E": {"Type": "AWS::DynamoDB::Table"},
         "F": {"Type": "AWS::KMS::Key"}, "G": {"Type": "AWS::SecretsManager::Secret"}, "H": {"Type": "AWS::SQS::Queue"},
         "I": {"Type": "AWS::ECR::Repository"}, "J": {"Type": "AWS::Cognito::UserPool"}, "K": {"Type": "AWS::S3::Bucket"},
         "L": {"Type": "AWS::Logs::LogGroup"}, "M": {"Type": "AWS::AutoScaling::AutoScalingGroup"},
         "N": {"Type": "AWS::Lambda::Function"}, "O": {"Type": "AWS::ECS::Service"},
         "P": {"Type": "AWS::CertificateManager::Certificate"}}
        """

    /// What `destroy --delete-retained` deletes, and making the artifact bucket, are for somebody else.
    private let forOthers: Set<String> = [
        "cognito-idp:DeleteUserPool", "cognito-idp:DeleteUserPoolDomain", "cognito-idp:UpdateUserPool",
        "dynamodb:DeleteTable", "dynamodb:UpdateTable", "ecr:DeleteRepository", "kms:ScheduleKeyDeletion",
        "logs:DeleteLogGroup", "rds:DeleteDBCluster", "rds:DeleteDBClusterSnapshot", "rds:DeleteDBInstance",
        "rds:DeleteDBInstanceAutomatedBackup", "rds:DeleteDBSnapshot", "rds:ModifyDBCluster",
        "secretsmanager:DeleteSecret",
        "sqs:DeleteQueue",
    ]

    func testEveryCallOfTheCommandsIsAllowedOrForSomebodyElse() throws {
        let allowed = Set(try actions(everything).map { $0.lowercased() }).union(forOthers.map { $0.lowercased() })
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var calls: Set<String> = []
        for folder in ["Sources/Deployment", "Sources/Environments", "Sources/AWSAccess"] {
            let files = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
            while let name = files?.nextObject() as? String {
                guard name.hasSuffix(".swift") else { continue }
                let text = try String(contentsOf: root.appendingPathComponent("\(folder)/\(name)"), encoding: .utf8)
                for match in text.matches(of: #/\[\s*"(?<service>[a-z0-9-]+)", "(?<command>[a-z]+(-[a-z]+)+)"/#) {
                    calls.insert("\(match.service) \(match.command)")
                }
            }
        }
        XCTAssertGreaterThan(calls.count, 50, "the calls are written otherwise")
        for call in calls.sorted() {
            guard let action = Self.action(call) else { continue }
            XCTAssertTrue(allowed.contains(action.lowercased()), "\(call) needs \(action)")
        }
    }

    /// The action of a command of the AWS CLI; nil for what is none, or has one of another name.
    private static func action(_ call: String) -> String? {
        let parts = call.split(separator: " ").map(String.init)
        let prefixes = [
            "elbv2": "elasticloadbalancing", "resourcegroupstaggingapi": "tag", "service-quotas": "servicequotas",
        ]
        let known: Set = [
            "acm", "autoscaling", "cloudformation", "cloudtrail", "cognito-idp", "dynamodb", "ec2", "ecr", "ecs", "iam",
            "kms",
            "lambda", "logs", "rds", "secretsmanager", "sqs", "ssm", "sts",
        ]
        guard let prefix = prefixes[parts[0]] ?? (known.contains(parts[0]) ? parts[0] : nil) else { return nil }
        // Prices are another command's.
        return "\(prefix):\(parts[1].split(separator: "-").joined())"
    }

    func testOnlyWhatTheAppHasIsLookedAt() throws {
        XCTAssertFalse(try actions("{}").contains("rds:DescribeDBInstances"))
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}"#)
        let looks = roles.deployer.needs.filter { $0.action == "sqs:GetQueueAttributes" }
        XCTAssertEqual(
            looks.map { ARNText.resolved($0.resource, in: roles.place) }, ["arn:aws:sqs:eu-west-3:123456789012:orders"])
    }

    func testNothingOfItMakesChangesOrDeletesButStacksAndWhatWasUploaded() throws {
        let reads = ["Describe", "Get", "List", "Lookup", "Filter", "Decode", "Simulate"]
        for action in try actions(everything) where !action.hasPrefix("cloudformation:") {
            let name = action.split(separator: ":").last ?? ""
            let uploads: Set = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "iam:PassRole"]
            XCTAssertTrue(uploads.contains(action) || reads.contains { name.hasPrefix($0) }, action)
        }
    }
}
