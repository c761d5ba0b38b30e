import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class CacheTests: XCTestCase {
    private func cache(_ login: CacheLogin = .iam, zones: Int = 2) throws -> EvaluatedStack {
        try synthesize { stack in
            _ = Cache(
                in: stack.scope("Sessions"), name: "sessions", network: Network(in: stack, name: "shop", zones: zones),
                login: login)
        }
    }

    func testItIsValkeyInTheIsolatedTierAndItsBillHasAnEnd() throws {
        let stack = try cache()
        let cache = stack["SessionsCache"].Properties
        XCTAssertEqual(cache.Engine, "valkey")
        XCTAssertEqual(cache.SubnetIds, ["IsolatedSubnetA", "IsolatedSubnetB"])
        XCTAssertEqual(cache.SecurityGroupIds, ["SessionsSecurityGroup.GroupId"])
        XCTAssertEqual(
            cache.CacheUsageLimits,
            ["DataStorage": ["Unit": "GB", "Maximum": 2], "ECPUPerSecond": ["Maximum": 5000]])
        XCTAssertEqual(stack["SessionsCache"].DeletionPolicy, "Delete")
    }

    func testNobodyIsInItWithoutSigningIn() throws {
        let stack = try cache()
        XCTAssertEqual(stack["SessionsCache"].Properties.UserGroupId, "SessionsUsers")
        XCTAssertEqual(stack["SessionsUsers"].Properties.UserIds, ["SessionsUser"])
        XCTAssertEqual(stack["SessionsUsers"].Properties.Engine, "valkey")
        let user = stack["SessionsUser"].Properties
        XCTAssertEqual(user.AuthenticationMode, ["Type": "iam"])
        XCTAssertEqual(user.UserId, user.UserName, "ElastiCache wants one name for both where IAM decides")
        XCTAssertEqual(user.NoPasswordRequired, .missing)
    }

    func testThreeZonesAreEnough() throws {
        XCTAssertEqual(try cache(zones: 4)["SessionsCache"].Properties.SubnetIds.elements.count, 3)
    }

    func testThoseWhoWereAllowedConnectToBothPortsAndSignIn() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let cache = Cache(in: stack.scope("Sessions"), name: "sessions", network: network)
            let group = SecurityGroup(in: stack.scope("Batch"), vpc: network.vpcId, description: "Batch", name: "batch")
            cache.allowConnections(from: group)
            cache.grantConnect(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(
            stack.all("AWS::EC2::SecurityGroupIngress").values.map(\.FromPort.description).sorted(), ["6379", "6380"])
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            [
                "elasticache:Connect": [
                    "SessionsCache.ARN", "arn:aws:elasticache:eu-west-3:123456789012:user:sessions",
                ]
            ])
    }

    func testAPasswordIsMadeUpOrReadFromAnExistingSecretAndGranted() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let key = Key(in: stack.scope("Data"))
            Cache(
                in: stack.scope("Sessions"), name: "sessions", network: network, login: .passwordInOwnSecret, key: key
            ).grantConnect(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
            let secret = Secret.existing("CachePassword", named: "shop/cache")
            Cache(in: stack.scope("Carts"), name: "carts", network: network, login: .password(in: secret))
                .grantConnect(to: Role(in: stack.scope("Till"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(
            stack["SessionsUser"].Properties.AuthenticationMode,
            ["Type": "password", "Passwords": ["{{resolve:secretsmanager:SessionsSecret:SecretString:password}}"]])
        XCTAssertEqual(stack["SessionsSecret"].Properties.GenerateSecretString.GenerateStringKey, "password")
        XCTAssertEqual(stack["SessionsSecret"].DeletionPolicy, "Delete", "it opens nothing that is left")
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            ["secretsmanager:GetSecretValue": ["SessionsSecret"], "kms:Decrypt": ["DataKey.Arn"]])
        XCTAssertEqual(stack["SessionsCache"].Properties.KmsKeyId, "DataKey.Arn")
        let arn = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop/cache"
        XCTAssertEqual(
            stack["CartsUser"].Properties.AuthenticationMode.Passwords,
            [.string("{{resolve:secretsmanager:\(arn):SecretString}}")])
        XCTAssertEqual(stack.allowed("TillRole"), ["secretsmanager:GetSecretValue": ["\(arn)-??????"]])
    }

    func testAnExistingCacheIsGrantedByItsName() throws {
        let stack = try synthesize { stack in
            let cache = Cache.existing(
                in: stack.scope("Sessions"), named: "sessions", user: "app",
                securityGroup: .existing(in: stack.scope("CacheGroup"), id: "sg-0abc"),
                endpoint: "sessions-abc.serverless.euw3.cache.amazonaws.com")
            cache.grantConnect(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
            cache.allowConnections(from: SecurityGroup.existing(in: stack.scope("Batch"), id: "sg-0def"))
        }
        try stack.expectCount(0, of: "AWS::ElastiCache::ServerlessCache")
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            [
                "elasticache:Connect": [
                    "arn:aws:elasticache:eu-west-3:123456789012:serverlesscache:sessions",
                    "arn:aws:elasticache:eu-west-3:123456789012:user:app",
                ]
            ])
        XCTAssertEqual(stack["BatchToCacheGroup6379Ingress"].Properties.GroupId, "sg-0abc")
    }

    func testSomebodyIsWokenBeforeItIsFullAndWhenRequestsAreRefused() throws {
        let stack = try synthesize { stack in
            let cache = Cache(
                in: stack.scope("Sessions"), name: "sessions", network: Network(in: stack, name: "shop"),
                maximumStorage: 5)
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(cache)
            _ = Dashboard(in: stack, name: "shop", of: [cache])
        }
        XCTAssertEqual(stack["AlarmsSessionsStorage"].Properties.Threshold, 4_000_000_000)
        XCTAssertEqual(stack["AlarmsSessionsThrottled"].Properties.MetricName, "ThrottledCmds")
        XCTAssertEqual(
            stack["AlarmsSessionsThrottled"].Properties.Dimensions, [["Name": "clusterId", "Value": "SessionsCache"]])
    }

    func testWhatElastiCacheWouldRefuseIsReportedAtTheCallersLine() {
        func problems(
            _ name: Value<String> = "sessions", zones: Int = 2, storage: Int = 2, requests: Int = 5000
        ) -> [Diagnostic] {
            diagnose { stack in
                _ = Cache(
                    in: stack.scope("Sessions", line: 1234), name: name,
                    network: Network(in: stack, name: "shop", zones: zones),
                    maximumStorage: storage, maximumRequests: requests)
            }
        }
        assertOneError(problems(zones: 1), "database-zones", at: 1234)
        assertOneError(problems(storage: 0), "out-of-range", at: 1234)
        assertOneError(problems(requests: 10), "out-of-range", at: 1234)
        for name in ["Sessions", "1st", "a--b", "a-", "sessions-of-all-who-are-in-the-shop-right-now"] {
            assertOneError(problems(Value(name)), "pattern-mismatch", at: 1234)
        }
    }
}
