import Diagnostics
import XCTest

/// What a finding advises is what helps.
final class FixTests: XCTestCase {
    private func fixes(_ resources: String) throws -> [String] {
        try diagnostics("{ \"Resources\": { \(resources) } }").compactMap(\.fix)
    }

    private func fixes(of type: String, _ properties: String) throws -> [String] {
        try fixes("\"A\": { \"Type\": \"\(type)\", \"Properties\": \(properties) }")
    }

    func testNumbersAreNearByTheirSize() throws {
        XCTAssertEqual(
            try fixes(of: "AWS::Logs::LogGroup", #"{ "RetentionInDays": 45 }"#), ["write 30 or 60"])
        XCTAssertEqual(try fixes(of: "AWS::Logs::LogGroup", #"{ "RetentionInDays": 0 }"#), ["write 1"])
    }

    func testARuleSaysWhatToDo() throws {
        XCTAssertEqual(
            try fixes(of: "AWS::SQS::Queue", #"{ "FifoQueue": true, "QueueName": "orders" }"#),
            ["put .fifo behind it"])
    }

    func testTwoThatExcludeEachOtherAreToldOnce() throws {
        let alarm = """
            { "MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "Sum", "ExtendedStatistic": "p95",
              "Period": 60, "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold" }
            """
        XCTAssertEqual(
            try fixes(of: "AWS::CloudWatch::Alarm", alarm).filter { $0 == "leave one of them out" }.count, 1)
    }

    func testAPropertyThatTakesTheValueIsNamed() throws {
        let group = """
            "Targets": { "Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
              "VpcId": "vpc-0123456789abcdef0", "Port": 80, "Protocol": "HTTP" } },
            "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
              "MinSize": "1", "MaxSize": "2", "VPCZoneIdentifier": ["subnet-0123456789abcdef0"],
              "LaunchTemplate": { "LaunchTemplateId": "lt-0123456789abcdef0", "Version": "1" },
              "LoadBalancerNames": [{ "Ref": "Targets" }] } }
            """
        XCTAssertEqual(try fixes(group), ["give it to TargetGroupARNs"])
    }

    func testAKeyBreaksAPattern() throws {
        let function = """
            { "Role": "arn:aws:iam::123456789012:role/shop", "Runtime": "python3.13", "Handler": "index.handler",
              "Code": { "ZipFile": "x" }, "Environment": { "Variables": { "T": "1" } } }
            """
        XCTAssertEqual(try fixes(of: "AWS::Lambda::Function", function), ["write a key as the pattern asks"])
    }

    func testACircleIsBrokenWhereItCanBe() throws {
        let circle = """
            "Bucket": { "Type": "AWS::S3::Bucket", "DependsOn": "Permission" },
            "Permission": { "Type": "AWS::Lambda::Permission", "Properties": {
              "FunctionName": "shop", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com",
              "SourceAccount": "123456789012", "SourceArn": { "Fn::GetAtt": ["Bucket", "Arn"] } } }
            """
        XCTAssertEqual(
            try fixes(circle),
            ["give the permission a SourceAccount and no SourceArn, or write the bucket's name out in both places"])
    }

    func testAStateThatAMisspeltOneLeadsToIsNotToldTwice() throws {
        let machine = """
            { "RoleArn": "arn:aws:iam::123456789012:role/shop", "Definition": { "StartAt": "Wait", "States": {
              "Wait": { "Type": "Wait", "Seconds": 5, "Next": "Doen" }, "Done": { "Type": "Succeed" } } } }
            """
        XCTAssertEqual(try fixes(of: "AWS::StepFunctions::StateMachine", machine), ["did you mean Done?"])
    }

    func testObjectsOfABucketAreWrittenBehindIt() throws {
        let policy = """
            "Bucket": { "Type": "AWS::S3::Bucket" },
            "Policy": { "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": { "Ref": "Bucket" },
              "PolicyDocument": { "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "s3:GetObject",
                "Resource": { "Fn::GetAtt": ["Bucket", "Arn"] } }] } } }
            """
        XCTAssertEqual(
            try fixes(policy), [#"allow s3:GetObject on "${Bucket.Arn}/*", the bucket's objects, with Fn::Sub"#])
    }
}
