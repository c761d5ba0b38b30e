import XCTest

@testable import Operations

final class BucketRuleTests: XCTestCase {
    private let deny =
        #"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#
    private let open = #"{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::lake/*""#
    private let absent =
        "An error occurred (NoSuchPublicAccessBlockConfiguration) when calling the GetPublicAccessBlock operation: none"

    func testAPolicyForAnyoneIsPublicUnlessTheBlockRestrictsIt() async throws {
        let policy = FakeWebMarket.policy(deny, open + "}")
        let found = try await FakeWebMarket.findings {
            $0.answer("s3api get-bucket-policy", policy)
            $0.fail("s3api get-public-access-block", absent)
        }
        XCTAssertEqual(found.map(\.code), ["SEC010", "SEC011"])
        XCTAssertEqual(found.map(\.severity), ["high", "medium"])
        XCTAssertTrue(found.at(0).why.hasPrefix("its policy allows anyone s3:GetObject"), found.at(0).why)
        XCTAssertTrue(
            found.at(1).why.hasPrefix(
                "off: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets"), found.at(1).why)
        let blocked = try await FakeWebMarket.findings { $0.answer("s3api get-bucket-policy", policy) }
        XCTAssertEqual(blocked.map(\.code), [])
    }

    func testABucketOutsideTheStacksIsFoundByTheEnvironmentsTags() async throws {
        func bucket(_ name: String, _ environment: String) -> String {
            #"{"ResourceARN":"arn:aws:s3:::\#(name)","Tags":[{"Key":"Project","Value":"web"},{"Key":"Environment","Value":"\#(environment)"}]}"#
        }
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "resourcegroupstaggingapi get-resources",
                #"{"ResourceTagMappingList":[\#(bucket("old-lake", "dev")),\#(bucket("prod-lake", "prod"))]}"#)
            $0.fail("s3api get-public-access-block --bucket old-lake", absent)
        }
        XCTAssertEqual(found.map(\.code), ["SEC011"])
        XCTAssertEqual(found.map(\.resource.name), ["old-lake"])
    }

    func testAPolicyForOneAddressOrOneNetworkIsNotPublic() async throws {
        let policy = FakeWebMarket.policy(deny, open + #","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}"#)
        let found = try await FakeWebMarket.findings {
            $0.answer("s3api get-bucket-policy", policy)
            $0.replace(
                "s3api get-public-access-block", #""RestrictPublicBuckets":true"#,
                with: #""RestrictPublicBuckets":false"#)
        }
        XCTAssertEqual(found.map(\.code), ["SEC011"])
    }

    func testAConditionThatLeavesEverybodyInIsPublic() async throws {
        for condition in [
            #"{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}"#,
            #"{"IpAddress":{"aws:SourceIp":["198.51.100.0/24","0.0.0.0/0"]}}"#,
            #"{"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}"#, #"{"StringLike":{"aws:PrincipalArn":"*"}}"#,
            #"{"Null":{"aws:SourceVpc":"true"}}"#, #"{"Bool":{"aws:SecureTransport":"true"}}"#,
        ] {
            let found = try await FakeWebMarket.findings {
                $0.answer("s3api get-bucket-policy", FakeWebMarket.policy(deny, open + #","Condition":\#(condition)}"#))
                $0.fail("s3api get-public-access-block", absent)
            }
            XCTAssertEqual(found.map(\.code), ["SEC010", "SEC011"], condition)
        }
    }

    func testAPolicyForEverybodyButOneIsPublic() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "s3api get-bucket-policy",
                FakeWebMarket.policy(
                    deny,
                    #"{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::1:user/x"},"Action":"s3:GetObject","Resource":"*"}"#
                ))
            $0.fail("s3api get-public-access-block", absent)
        }
        XCTAssertEqual(found.map(\.code), ["SEC010", "SEC011"])
    }

    func testAnAccessControlListForEveryoneIsPublic() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "s3api get-bucket-acl",
                #"{"Grants":[{"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}]}"#
            )
            $0.replace("s3api get-public-access-block", #""IgnorePublicAcls":true"#, with: #""IgnorePublicAcls":false"#)
        }
        XCTAssertEqual(found.map(\.code), ["SEC010", "SEC011"])
        XCTAssertTrue(found.at(0).why.contains("AllUsers"), found.at(0).why)
    }

    func testNoEncryptionIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.fail(
                "s3api get-bucket-encryption",
                "An error occurred (ServerSideEncryptionConfigurationNotFoundError) when calling the GetBucketEncryption operation: none"
            )
        }
        XCTAssertEqual(found.map(\.code), ["SEC012"])
        XCTAssertEqual(found.at(0).severity, "high")
    }

    func testAPolicyThatDoesNotDenyPlainHTTPIsFound() async throws {
        let none = try await FakeWebMarket.findings {
            $0.fail(
                "s3api get-bucket-policy",
                "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: none")
        }
        XCTAssertEqual(none.map(\.code), ["SEC013"])
        let partial = try await FakeWebMarket.findings { web in
            web.answer(
                "s3api get-bucket-policy",
                FakeWebMarket.policy(deny.replacingOccurrences(of: "s3:*", with: "s3:PutObject")))
        }
        XCTAssertEqual(partial.map(\.code), ["SEC013"])
    }

    func testNoVersioningIsFound() async throws {
        let never = try await FakeWebMarket.findings { $0.answer("s3api get-bucket-versioning", "") }
        XCTAssertEqual(never.map(\.code), ["SEC014"])
        let suspended = try await FakeWebMarket.findings {
            $0.answer("s3api get-bucket-versioning", #"{"Status":"Suspended"}"#)
        }
        XCTAssertEqual(suspended.map(\.severity), ["low"])
    }
}
