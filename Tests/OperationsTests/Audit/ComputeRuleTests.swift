import XCTest

@testable import Operations

final class ComputeRuleTests: XCTestCase {
    func testAnInstanceThatAnswersIMDSv1IsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.replace("ec2 describe-instances", #""HttpTokens":"required""#, with: #""HttpTokens":"optional""#)
        }
        XCTAssertEqual(found.map(\.code), ["SEC030", "SEC030"])
        XCTAssertEqual(found.map(\.severity), ["high", "high"])
        let off = try await FakeWebMarket.findings {
            $0.replace(
                "ec2 describe-instances", #""HttpTokens":"required","HttpEndpoint":"enabled""#,
                with: #""HttpTokens":"optional","HttpEndpoint":"disabled""#)
        }
        XCTAssertEqual(off.map(\.code), [])
    }

    func testALaunchTemplateThatAllowsIMDSv1IsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.replace(
                "ec2 describe-launch-template-versions", #""MetadataOptions":{"HttpTokens":"required"}"#, with: "")
        }
        XCTAssertEqual(found.map(\.code), ["SEC031"])
        XCTAssertEqual(found.at(0).resource.name, "Compute/WebLaunchTemplate")
    }

    func testAnUnencryptedVolumeIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.replace("ec2 describe-volumes", #""Encrypted":true"#, with: #""Encrypted":false"#)
        }
        XCTAssertEqual(found.map(\.code), ["SEC032", "SEC032"])
    }

    private let roles = "iam get-account-authorization-details"

    func testARoleWhosePoliciesCannotBeReadIsNotChecked() async throws {
        for answer in [
            FakeWebMarket.roles(inline: #""nothing""#), FakeWebMarket.roles(attached: ["arn:aws:iam::1:policy/gone"]),
            #"{"RoleDetailList":[]}"#,
        ] {
            var web = FakeWebMarket()
            web.answer(roles, answer)
            let unchecked = try await web.report().notChecked
            XCTAssertEqual(unchecked.map { "\($0.severity) \($0.resource.name)" }, ["high role Compute/InstanceRole"])
        }
    }

    func testPoliciesThatAllowEverythingAreFound() async throws {
        for statement in [
            #"{"Effect":"Allow","Action":"*","Resource":"*"}"#, #"{"Effect":"Allow","Action":"*:*","Resource":"*"}"#,
            #"{"Effect":"Allow","Action":["s3:GetObject","IAM:*"],"Resource":"*"}"#,
            #"{"Effect":"Allow","NotAction":["iam:*"],"Resource":["*"]}"#,
        ] {
            let found = try await FakeWebMarket.findings { $0.answer(roles, FakeWebMarket.roles(inline: statement)) }
            XCTAssertEqual(found.map(\.code), ["SEC040"], statement)
            XCTAssertEqual(found.at(0).severity, "high")
        }
        let attached = try await FakeWebMarket.findings {
            $0.answer(roles, FakeWebMarket.roles(attached: ["arn:aws:iam::aws:policy/AdministratorAccess"]))
        }
        XCTAssertEqual(attached.map(\.code), ["SEC040"])
    }

    func testPoliciesForWholeServicesAreFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                roles, FakeWebMarket.roles(inline: #"[{"Effect":"Allow","Action":["s3:*","ssm:Get*"],"Resource":"*"}]"#)
            )
        }
        XCTAssertEqual(found.map(\.code), ["SEC041"])
        XCTAssertTrue(found.at(0).why.hasPrefix("policy ReadWriteDataLake allows s3:*;"), found.at(0).why)
        let buckets = try await FakeWebMarket.findings {
            $0.answer(
                roles,
                FakeWebMarket.roles(inline: #"[{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::*"]}]"#))
        }
        XCTAssertEqual(buckets.map(\.code), ["SEC041"], "every bucket is named by no name")
        let attached = try await FakeWebMarket.findings {
            $0.answer(roles, FakeWebMarket.roles(attached: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]))
        }
        XCTAssertEqual(attached.map(\.code), ["SEC041"])
        let named = try await FakeWebMarket.findings {
            $0.answer(
                roles,
                FakeWebMarket.roles(
                    inline:
                        #"[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::lake/*"},{"Effect":"Deny","Action":"*","Resource":"*"}]"#
                ))
        }
        XCTAssertEqual(named.map(\.code), [], "one bucket is named, and denying everything is no right")
    }

    func testAPolicyOfTheAccountsOwnIsReadInItsCurrentVersion() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                roles,
                FakeWebMarket.roles(
                    attached: ["arn:aws:iam::1:policy/wide"],
                    policies:
                        #"[{"Arn":"arn:aws:iam::1:policy/wide","PolicyVersionList":[{"VersionId":"v3","IsDefaultVersion":false,"Document":{"Statement":[]}},{"VersionId":"v4","IsDefaultVersion":true,"Document":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]}]"#
                ))
        }
        XCTAssertEqual(found.map(\.code), ["SEC040"])
        XCTAssertTrue(found.at(0).why.hasPrefix("policy wide allows everything"), found.at(0).why)
    }

    func testARoleThatAnyoneMayAssumeIsFound() async throws {
        for principal in [#""*""#, #"{"AWS":["*"]}"#] {
            let found = try await FakeWebMarket.findings { $0.answer(roles, FakeWebMarket.roles(trust: principal)) }
            XCTAssertEqual(found.map(\.code), ["SEC042"], principal)
        }
    }

    func testPlainHTTPIsHighOnlyInAProtectedEnvironment() async throws {
        var web = FakeWebMarket()
        let dev = try await web.report()
        XCTAssertEqual(dev.findings.filter { $0.code == "SEC050" }.map(\.severity), ["medium"])
        web.isProtected = true
        let prod = try await web.report()
        XCTAssertEqual(prod.findings.filter { $0.code == "SEC050" }.map(\.severity), ["high"])
    }

    private func listeners(_ action: String, policy: String = "ELBSecurityPolicy-TLS13-1-2-2021-06") -> String {
        """
        {"Listeners":[
        {"ListenerArn":"arn:listener/80","LoadBalancerArn":"arn:lb/web","Port":80,"Protocol":"HTTP","DefaultActions":[\(action)]},
        {"ListenerArn":"arn:listener/443","LoadBalancerArn":"arn:lb/web","Port":443,"Protocol":"HTTPS","SslPolicy":"\(policy)","DefaultActions":[{"Type":"forward"}]}]}
        """
    }
    private let redirect =
        #"{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}"#

    func testHTTPSWithARedirectIsRight() async throws {
        var web = FakeWebMarket()
        web.answer("elbv2 describe-listeners", listeners(redirect))
        let report = try await web.report()
        XCTAssertEqual(report.findings.map(\.code), ["OPS004"])
    }

    func testPlainHTTPBesideHTTPSIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer("elbv2 describe-listeners", listeners(#"{"Type":"forward"}"#))
        }
        XCTAssertEqual(found.map(\.code), ["SEC052"])
    }

    func testOutdatedTLSIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer("elbv2 describe-listeners", listeners(redirect, policy: "ELBSecurityPolicy-2016-08"))
        }
        XCTAssertEqual(found.map(\.code), ["SEC051"])
        for policy in ["TLS-1-1-2017-01", "FS-2018-06", "TLS13-1-0-2021-06", "FS-1-1-2019-08"] {
            XCTAssertTrue(Auditor.isOutdated("ELBSecurityPolicy-\(policy)"), policy)
        }
        for policy in ["TLS-1-2-Ext-2018-06", "FS-1-2-Res-2020-10", "TLS13-1-3-2021-06", "TLS13-1-2-Res-2021-06"] {
            XCTAssertFalse(Auditor.isOutdated("ELBSecurityPolicy-\(policy)"), policy)
        }
    }

    func testABucketAndALoadBalancerWithoutTagsAreFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer("resourcegroupstaggingapi get-resources", #"{"ResourceTagMappingList":[]}"#)
            $0.fail(
                "s3api get-bucket-tagging",
                "An error occurred (NoSuchTagSet) when calling the GetBucketTagging operation: The TagSet does not exist"
            )
            $0.answer(
                "elbv2 describe-tags",
                #"{"TagDescriptions":[{"ResourceArn":"arn:lb/web","Tags":[{"Key":"Project","Value":"web"}]}]}"#)
        }
        XCTAssertEqual(
            found.map { "\($0.code) \($0.resource.name)" },
            ["OPS005 Compute/WebLoadBalancer", "OPS005 Storage/DataLakeBucket"])
        XCTAssertEqual(
            found.at(0).fix,
            "aws elbv2 add-tags --resource-arns arn:lb/web --tags Key=Environment,Value=dev --region eu-west-3")
    }

    func testAnInstanceMadeByHandInTheNetworkIsLookedAt() async throws {
        var web = FakeWebMarket()
        let byHand = FakeWebMarket.instance("i-hand", volume: "vol-hand", tags: "[]").replacingOccurrences(
            of: #""HttpTokens":"required""#, with: #""HttpTokens":"optional""#)
        let elsewhere = FakeWebMarket.instance("i-else", volume: "vol-else", tags: "[]")
        for (one, network) in [(byHand, "vpc-1"), (elsewhere, "vpc-9")] {
            web.replace(
                "ec2 describe-instances", #""Instances":["#,
                with: #""Instances":[\#(one.dropLast()),"VpcId":"\#(network)"},"#)
        }
        let report = try await web.report()
        XCTAssertEqual(
            report.findings.map { "\($0.code) \($0.resource.id)" },
            ["SEC030 i-hand", "OPS004 db-1", "SEC050 arn:lb/web", "OPS005 i-hand"])
        XCTAssertEqual(
            report.costs.items.filter { $0.item == "instance:t3.micro" }.map(\.resource.id), ["i-hand", "i-1", "i-2"])
    }

    func testAResourceWithoutTagsIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "ec2 describe-volumes",
                #"{"Volumes":[\#(FakeWebMarket.volume("vol-1", of: "i-1", tags: "[]")),\#(FakeWebMarket.volume("vol-2", of: "i-2"))]}"#
            )
        }
        XCTAssertEqual(found.map(\.code), ["OPS005"])
        XCTAssertEqual(found.at(0).resource.id, "vol-1")
        XCTAssertEqual(
            found.at(0).fix,
            "aws ec2 create-tags --resources vol-1 --tags Key=Project,Value=web Key=Environment,Value=dev --region eu-west-3"
        )
    }
}
