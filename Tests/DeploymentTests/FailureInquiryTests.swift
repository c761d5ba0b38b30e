import AWSAccessTesting
import Diagnostics
import XCTest

@testable import AWSAccess
@testable import Deployment

/// What is asked of AWS about a failure, and what is told of the answers.
final class FailureInquiryTests: XCTestCase {
    private func evidence(_ name: String, _ answers: (FakeAWS) -> Void) async throws -> ([String], [String]) {
        let operation = try await RecordedFailure.named(name).operation()
        let aws = FakeAWS()
        answers(aws)
        let inquiry = FailureInquiry(aws: aws.cli())
        let evidence = await inquiry.evidence(behind: try XCTUnwrap(operation.firstFailure))
        return (evidence, aws.lines)
    }

    func testAGroupsActivitiesAndAnInstancesOutput() async throws {
        let (evidence, calls) = try await evidence("signals-missing") { aws in
            // Amazon EC2 Auto Scaling API Reference, "DescribeScalingActivities", Examples.
            aws.on(
                "autoscaling describe-scaling-activities",
                """
                {"Activities": [{"ActivityId": "f9f2d65b", "AutoScalingGroupName": "parcels-dev-WebGroup-9Q2",
                  "Description": "Launching a new EC2 instance: i-0598c7d356eba48d7", "StatusCode": "Successful"}]}
                """)
            aws.on(
                "ec2 get-console-output",
                #"{"InstanceId": "i-0598c7d356eba48d7", "Output": "boot\r\ncfn-init: yum failed\n"}"#)
        }
        XCTAssertEqual(evidence, ["i-0598c7d356eba48d7: boot", "i-0598c7d356eba48d7: cfn-init: yum failed"])
        XCTAssertEqual(calls.count, 2)
        let (launches, _) = try await self.evidence("capacity-auto-scaling") { aws in
            aws.on(
                "autoscaling describe-scaling-activities",
                """
                {"Activities": [
                  {"StatusCode": "Failed", "StatusMessage": "We currently do not have sufficient capacity. Launching EC2 instance failed."},
                  {"StatusCode": "Failed", "StatusMessage": "We currently do not have sufficient capacity. Launching EC2 instance failed."}]}
                """)
        }
        XCTAssertEqual(
            launches, ["Auto Scaling: We currently do not have sufficient capacity. Launching EC2 instance failed."])
    }

    func testStoppedTasksTheirLogAndTheirTargets() async throws {
        let (evidence, calls) = try await evidence("circuit-breaker") { aws in
            // Amazon ECS API Reference, "DescribeServices", "ListTasks", "DescribeTasks", "DescribeTaskDefinition".
            aws.on(
                "ecs describe-services --cluster parcels --services shop",
                """
                {"services": [{"events": [{"id": "1", "message": "(service shop) deployment failed: tasks failed to start."}],
                  "loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-3:1:targetgroup/shop/0"}]}]}
                """)
            aws.on(
                "elbv2 describe-target-health",
                """
                {"TargetHealthDescriptions": [{"Target": {"Id": "10.0.1.7", "Port": 80},
                  "TargetHealth": {"State": "unhealthy", "Reason": "Target.ResponseCodeMismatch", "Description": "Health checks failed with these codes: [502]"}}]}
                """)
            aws.on("ecs list-tasks", #"{"taskArns": ["arn:aws:ecs:eu-west-3:1:task/parcels/abc"]}"#)
            aws.on(
                "ecs describe-tasks",
                """
                {"tasks": [{"taskArn": "arn:aws:ecs:eu-west-3:1:task/parcels/abc", "taskDefinitionArn": "arn:td",
                  "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
                  "containers": [{"name": "web", "exitCode": 1}]}]}
                """)
            aws.on(
                "ecs describe-task-definition",
                """
                {"taskDefinition": {"containerDefinitions": [{"name": "web", "logConfiguration": {"logDriver": "awslogs",
                  "options": {"awslogs-group": "/parcels/shop", "awslogs-stream-prefix": "shop"}}}]}}
                """)
            aws.on(
                "logs get-log-events --log-group-name /parcels/shop --log-stream-name shop/web/abc --limit 200",
                #"{"events": [{"timestamp": 1, "message": "Error: DATABASE_URL is missing\n"}]}"#)
        }
        XCTAssertEqual(
            evidence,
            [
                "ECS: (service shop) deployment failed: tasks failed to start.",
                "target 10.0.1.7:80 is unhealthy: Target.ResponseCodeMismatch, Health checks failed with these codes: [502]",
                "a task stopped: Essential container in task exited", "its container web ended with 1",
                "/parcels/shop: Error: DATABASE_URL is missing",
            ])
        XCTAssertEqual(calls.count, 6)
    }

    func testTheLogOfTheFunctionBehindACustomResource() async throws {
        let (evidence, calls) = try await evidence("custom-resource-failed") { aws in
            // Amazon CloudWatch Logs API Reference, "FilterLogEvents".
            aws.on(
                "logs get-log-events",
                #"{"events": [{"message": "START RequestId: 0d6e Version: $LATEST"}, {"message": "[ERROR] KeyError: 'Table'"}, {"message": "END RequestId: 0d6e"}]}"#
            )
        }
        XCTAssertEqual(evidence, ["/aws/lambda/parcels-seeder: [ERROR] KeyError: 'Table'"])
        XCTAssertEqual(
            calls,
            [
                "logs get-log-events --log-group-name /aws/lambda/parcels-seeder --log-stream-name 2026/11/03/[$LATEST]6a8f0f7b1f0c4b2d9c1e --limit 200"
            ])
    }

    func testTheRecordThatACertificateWaitsFor() async throws {
        let (evidence, _) = try await evidence("certificate-waits") { aws in
            // AWS Certificate Manager API Reference, "DescribeCertificate", Examples.
            aws.on(
                "acm describe-certificate",
                """
                {"Certificate": {"DomainValidationOptions": [{"DomainName": "parcels.example.com", "ValidationStatus": "PENDING_VALIDATION",
                  "ResourceRecord": {"Name": "_x.parcels.example.com.", "Type": "CNAME", "Value": "_y.acm-validations.aws."}}]}}
                """)
        }
        XCTAssertEqual(
            evidence,
            ["ACM: parcels.example.com is PENDING_VALIDATION: _x.parcels.example.com. CNAME _y.acm-validations.aws."])
    }

    func testWhatTheEncodedMessageSays() async throws {
        let (evidence, _) = try await evidence("permission-encoded") { aws in
            aws.on(
                "ec2 get-console-output", error: "An error occurred (InvalidInstanceID) when calling the X operation: x"
            )
            // AWS STS API Reference, "DecodeAuthorizationMessage".
            aws.on(
                "sts decode-authorization-message",
                #"{"DecodedMessage": "{\"allowed\":false,\"explicitDeny\":false,\"context\":{\"principal\":{\"arn\":\"arn:aws:iam::1:role/ci\"},\"action\":\"ec2:RunInstances\",\"resource\":\"arn:aws:ec2:eu-west-3:1:instance/*\"}}"}"#
            )
        }
        XCTAssertEqual(
            evidence,
            [
                "arn:aws:iam::1:role/ci lacks ec2:RunInstances on arn:aws:ec2:eu-west-3:1:instance/*",
                #"as a statement: {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:eu-west-3:1:instance/*"}"#,
            ])
    }

    func testWhatStillUsesAGroupAndWhoseABucketIs() async throws {
        let (users, _) = try await evidence("in-use-security-group") { aws in
            // Amazon EC2 API Reference, "DescribeNetworkInterfaces", Examples.
            aws.on(
                "ec2 describe-network-interfaces --filters Name=group-id,Values=sg-0b8b2fcf05a0509b6",
                #"{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-0ab", "Description": "AWS Lambda VPC ENI-worker", "InterfaceType": "lambda", "Status": "in-use"}]}"#
            )
        }
        XCTAssertEqual(users, ["eni-0ab uses it (AWS Lambda VPC ENI-worker, in-use)"])
        let (owner, _) = try await evidence("name-taken-bucket") { aws in
            // Amazon S3 API Reference, "HeadBucket".
            aws.on(
                "s3api head-bucket",
                error: "An error occurred (403) when calling the HeadBucket operation: Forbidden")
        }
        XCTAssertEqual(
            owner, ["the bucket parcels-labels is another account's: names of buckets are unique over all accounts"])
        let (quota, _) = try await evidence("quota-vpcs") { aws in
            // Service Quotas API Reference, "GetServiceQuota".
            aws.on("service-quotas get-service-quota", #"{"Quota": {"QuotaName": "VPCs per Region", "Value": 5.0}}"#)
        }
        XCTAssertEqual(quota, ["the quota 'VPCs per Region' is 5"])
    }

    func testDatabaseEventsAndDeniedCalls() async throws {
        let aws = FakeAWS()
        // Amazon RDS API Reference, "DescribeEvents"; AWS CloudTrail API Reference, "LookupEvents".
        aws.on(
            "rds describe-events", #"{"Events": [{"SourceIdentifier": "orders", "Message": "DB instance shutdown"}]}"#)
        aws.on(
            "cloudtrail lookup-events",
            #"{"Events": [{"EventName": "PutBucketPolicy", "CloudTrailEvent": "{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutBucketPolicy\",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"blocked\",\"userIdentity\":{\"arn\":\"arn:aws:iam::1:role/ci\"}}"}]}"#
        )
        let database = await FailureInquiry(aws: aws.cli()).evidence(
            behind: failed("AWS::RDS::DBInstance", "orders", "Exceeded attempts to wait"))
        XCTAssertEqual(database, ["RDS: DB instance shutdown"])
        let denied = await FailureInquiry(aws: aws.cli()).evidence(
            behind: failed("AWS::S3::BucketPolicy", "", "Access Denied"))
        XCTAssertEqual(denied, ["CloudTrail: arn:aws:iam::1:role/ci was denied s3:PutBucketPolicy: blocked"])
    }

    private func failed(_ type: String, _ id: String, _ reason: String) -> FailedResource {
        FailedResource(
            path: "Web/Thing", type: type, logicalID: "Thing", physicalID: id, stackID: "arn:stack",
            status: "CREATE_FAILED",
            reason: FailureReason(reason), isRefusalByHook: false, earlierReasons: [], resolvedProperties: nil,
            declaration: nil, source: nil, neighbours: [:], since: ServiceTime("2026-11-03T09:14:07Z"))
    }

    func testACallThatIsRefusedIsANoteAndHidesNothing() async throws {
        let recorded = try RecordedFailure.named("circuit-breaker")
        let operation = try await recorded.operation()
        let failure = try XCTUnwrap(operation.firstFailure)
        let aws = FakeAWS()
        aws.on(
            "ecs",
            error:
                "An error occurred (AccessDeniedException) when calling the DescribeServices operation: User: arn:u is not authorized to perform: ecs:DescribeServices on resource: x"
        )
        let evidence = await FailureInquiry(aws: aws.cli()).evidence(behind: failure)
        let said = ExplainedFailure(failure).diagnostic(evidence: evidence).description
        XCTAssertTrue(said.contains("Parcels/Compute/Shop (AWS::ECS::Service, logical ID Shop)"), said)
        XCTAssertTrue(
            said.contains("note: behind it: what ECS says of shop: not known here, because not allowed"), said)
        XCTAssertTrue(said.contains("mend what stops the tasks"), said)
        let silent = await FailureInquiry(aws: FakeAWS().cli()).evidence(behind: failure)
        XCTAssertEqual(silent.count, 2, "\(silent)")
    }

    func testNothingIsAskedTwice() async throws {
        let operation = try await RecordedFailure.named("quota-vpcs").operation()
        let failure = try XCTUnwrap(operation.firstFailure)
        let aws = FakeAWS()
        aws.on("service-quotas get-service-quota", #"{"Quota": {"Value": 5.0}}"#)
        let inquiry = FailureInquiry(aws: aws.cli())
        await inquiry.begin(failure)
        let first = await inquiry.evidence(behind: failure)
        let second = await inquiry.evidence(behind: failure)
        XCTAssertEqual(first, second)
        XCTAssertEqual(aws.lines.count, 1)
    }
}
