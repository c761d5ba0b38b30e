import XCTest

@testable import ResourceGenerator
import ResourceSchemas

final class SwiftNameTests: XCTestCase {
    func testMembersBeginInLowerCaseAcronymsAsAUnit() {
        let names = [
            "VpcId": "vpcId", "CidrBlock": "cidrBlock", "DBInstanceClass": "dbInstanceClass", "DBName": "dbName",
            "MultiAZ": "multiAZ", "EnableDNS64": "enableDNS64", "VPCSecurityGroups": "vpcSecurityGroups",
            "VPCZoneIdentifier": "vpcZoneIdentifier", "SSESpecification": "sseSpecification", "KMSKeyId": "kmsKeyId",
            "IPv6Native": "ipv6Native", "Ipv6CidrBlock": "ipv6CidrBlock", "ARNs": "arns", "VPCIds": "vpcIds",
            "TargetGroupARNs": "targetGroupARNs", "S3BucketName": "s3BucketName",
            "EC2SecurityGroupId": "ec2SecurityGroupId",
            "OAuthFlows": "oAuthFlows", "ID": "id", "Id": "id", "A": "a", "key": "key", "CAIdentifier": "caIdentifier",
            "DbiResourceId": "dbiResourceId", "CNAMEs": "cnames", "MFADelete": "mfaDelete", "X12": "x12",
            "Not-A.Word": "notAWord",
        ]
        for (name, expected) in names { XCTAssertEqual(SwiftName.member(name), expected, name) }
    }

    func testTypesBeginInUpperCase() {
        let names = ["tags": "Tags", "VPC": "VPC", "AWS::Lambda::Function.Environment": "AWSLambdaFunctionEnvironment"]
        for (name, expected) in names { XCTAssertEqual(SwiftName.type(name), expected, name) }
    }

    func testPathsWriteARepeatedWordOnce() {
        let paths: [([String], String)] = [
            (["Endpoint", "Address"], "endpointAddress"), (["MasterUserSecret", "SecretArn"], "masterUserSecretArn"),
            (["DBEndpoint", "Port"], "dbEndpointPort"), (["A", "A"], "a"),
        ]
        for (path, expected) in paths { XCTAssertEqual(SwiftName.member(path: path), expected) }
    }

    func testConstantsAreReadable() {
        let values = [
            "dedicated": "dedicated", "ENABLED": "enabled", "bucket-owner-read": "bucketOwnerRead",
            "BucketOwnerFullControl": "bucketOwnerFullControl", "ONE_ZONE_IA": "oneZoneIa", "aws:kms": "awsKms",
            "AES256": "aes256", "t3.micro": "t3Micro", "python3.12": "python3_12", "2012-10-17": "value2012_10_17",
            "IPv4": "ipv4", "us-east-1": "usEast1", "TLS 1.2": "tls1_2", "": "empty", "*": "any", "-1": "minus1",
            "s3:ObjectCreated:*": "s3ObjectCreatedAny", ">=": "greaterEqual", "NONE": "noneValue", "some": "someValue",
        ]
        for (value, expected) in values { XCTAssertEqual(SwiftName.constant(value), expected, value) }
    }

    func testKeywordsAreEscaped() {
        XCTAssertEqual(SwiftName.escaped("default"), "`default`")
        XCTAssertEqual(SwiftName.escaped("vpcId"), "vpcId")
    }
}
