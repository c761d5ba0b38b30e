import Constructs
import TemplateTesting
import XCTest

final class KeyTests: XCTestCase {
    private func role(_ stack: Stack, _ id: String = "Shop") -> Role {
        Role(in: stack.scope(id), assumedBy: "ec2.amazonaws.com")
    }

    /// The services that a key's policy lets in, with the actions.
    private func services(of key: Node) -> [String: Set<String>] {
        var services: [String: Set<String>] = [:]
        for statement in key.Properties.KeyPolicy.Statement.elements where statement.Principal.Service != .missing {
            XCTAssertEqual(statement.Effect, "Allow")
            XCTAssertEqual(statement.Resource, ["*"], "of the key whose policy it is")
            XCTAssertNil(services[statement.Principal.Service.string], "each is let in once")
            services[statement.Principal.Service.string] = Set(statement.Action.strings)
        }
        return services
    }

    func testItsMaterialIsRenewedAndADeletionCanBeTakenBackForAMonth() throws {
        let key = try synthesize { _ = Key(in: $0.scope("Data")) }["DataKey"]
        XCTAssertEqual(key.Properties.EnableKeyRotation, true)
        XCTAssertEqual(key.Properties.RotationPeriodInDays, 365)
        XCTAssertEqual(key.Properties.PendingWindowInDays, 30)
    }

    func testItOutlivesItsStackAndItsNameDoesNot() throws {
        let stack = try synthesize { _ = Key(in: $0.scope("Data")) }
        XCTAssertEqual(stack["DataKey"].DeletionPolicy, "RetainExceptOnCreate")
        XCTAssertEqual(stack["DataKey"].UpdateReplacePolicy, "Retain")
        XCTAssertEqual(stack["DataAlias"].DeletionPolicy, .missing, "a new stack could not have the name")
        XCTAssertEqual(stack["DataAlias"].Properties.TargetKeyId, "DataKey")
        XCTAssertTrue(stack["DataAlias"].Properties.AliasName.string.hasPrefix("alias/"))
        XCTAssertTrue(stack["DataAlias"].Properties.AliasName.string.hasSuffix("-Data"))
        let named = try synthesize { _ = Key(in: $0.scope("Data"), name: "shop/data") }
        XCTAssertEqual(named["DataAlias"].Properties.AliasName, "alias/shop/data")
    }

    func testTheAccountsPoliciesDecideAndNobodyElseIsLetIn() throws {
        let policy = try synthesize { _ = Key(in: $0.scope("Data")) }["DataKey"].Properties.KeyPolicy
        XCTAssertEqual(
            policy.Statement,
            [
                [
                    "Effect": "Allow", "Action": ["kms:*"], "Resource": ["*"],
                    "Principal": ["AWS": "arn:aws:iam::123456789012:root"],
                ]
            ])
    }

    func testGrantsNameTheKey() throws {
        let stack = try synthesize { stack in
            let key = Key(in: stack.scope("Data"))
            key.grantDecrypt(to: role(stack, "Reader"))
            key.grantEncrypt(to: role(stack, "Writer"))
            key.grantEncryptDecrypt(to: role(stack, "Both"))
        }
        XCTAssertEqual(stack.allowed("ReaderRole"), ["kms:Decrypt": ["DataKey.Arn"]])
        XCTAssertEqual(
            stack.allowed("WriterRole"), ["kms:Encrypt": ["DataKey.Arn"], "kms:GenerateDataKey": ["DataKey.Arn"]])
        XCTAssertEqual(Set(stack.allowed("BothRole").keys), ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"])
    }

    func testWhatItEncryptsIsGrantedWithIt() throws {
        let stack = try synthesize { stack in
            let key = Key(in: stack.scope("Data"))
            Queue(in: stack.scope("Orders"), key: key).grantSend(to: role(stack, "Sender"))
            Topic(in: stack.scope("Paid"), key: key).grantPublish(to: role(stack, "Publisher"))
            PrivateBucket(in: stack.scope("Lake"), key: key).grantRead(to: role(stack, "Reader"))
            Table(in: stack.scope("Items"), partitionKey: .string("id"), key: key).grantRead(to: role(stack, "Lister"))
        }
        for (role, actions) in [
            ("SenderRole", ["kms:Decrypt", "kms:GenerateDataKey"]),
            ("PublisherRole", ["kms:Decrypt", "kms:GenerateDataKey"]), ("ReaderRole", ["kms:Decrypt"]),
            ("ListerRole", ["kms:Decrypt", "kms:DescribeKey"]),
        ] {
            let allowed = stack.allowed(role).filter { $0.key.hasPrefix("kms:") }
            XCTAssertEqual(Set(allowed.keys), Set(actions), role)
            XCTAssertEqual(Set(allowed.values.flatMap(\.self)), ["DataKey.Arn"], role)
        }
        XCTAssertEqual(stack["OrdersQueue"].Properties.KmsMasterKeyId, "DataKey.Arn")
        XCTAssertEqual(stack["PaidTopic"].Properties.KmsMasterKeyId, "DataKey.Arn")
        XCTAssertEqual(stack["ItemsTable"].Properties.SSESpecification.KMSMasterKeyId, "DataKey.Arn")
        XCTAssertEqual(
            stack["LakeBucket"].Properties.BucketEncryption.ServerSideEncryptionConfiguration,
            [
                [
                    "BucketKeyEnabled": true,
                    "ServerSideEncryptionByDefault": ["SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "DataKey.Arn"],
                ]
            ], "a request to KMS for each object would cost more than the objects")
        XCTAssertEqual(services(of: stack["DataKey"]), [:], "roles are granted, and no service is let in for that")
    }

    func testServicesAreLetInOnceSomethingNeedsThat() throws {
        let stack = try synthesize { stack in
            let key = Key(in: stack.scope("Data"))
            let orders = Queue(in: stack.scope("Orders"), key: key)
            let paid = Topic(in: stack.scope("Paid"), key: key)
            let bus = EventBus(in: stack.scope("Shop"), name: "shop")
            paid.subscribe(orders)
            bus.events("Returns", EventPattern(detailTypes: ["OrderReturned"])).deliver(to: orders)
            bus.events("Paid", EventPattern(detailTypes: ["OrderPaid"])).deliver(to: orders)
            bus.events("Refunds", EventPattern(detailTypes: ["Refunded"])).deliver(to: paid)
            paid.allowAlarms()
            _ = Function(in: stack.scope("Worker"), code: .inline("a = 1", runtime: .python3_13), key: key)
        }
        XCTAssertEqual(
            services(of: stack["DataKey"]),
            [
                "sns.amazonaws.com": ["kms:Decrypt", "kms:GenerateDataKey"],
                "events.amazonaws.com": ["kms:Decrypt", "kms:GenerateDataKey"],
                "cloudwatch.amazonaws.com": ["kms:Decrypt", "kms:GenerateDataKey"],
                "logs.eu-west-3.amazonaws.com": [
                    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                ],
            ])
        let conditions = stack["DataKey"].Properties.KeyPolicy.Statement.elements.reduce(into: [String: Node]()) {
            $0[$1.Principal.Service.string] = $1.Condition
        }
        XCTAssertEqual(
            conditions["logs.eu-west-3.amazonaws.com"]?.ArnLike["kms:EncryptionContext:aws:logs:arn"],
            "arn:aws:logs:eu-west-3:123456789012:log-group:*", "log groups of other accounts are none of this key's")
        XCTAssertEqual(
            conditions["cloudwatch.amazonaws.com"]?.StringEquals["aws:SourceAccount"], "123456789012")
        XCTAssertEqual(
            conditions["events.amazonaws.com"], .missing, "EventBridge names no source, and would deliver nothing")
    }

    func testABusAndFlowLogsLetTheirServicesInToo() throws {
        let stack = try synthesize { stack in
            let key = Key(in: stack.scope("Data"))
            _ = EventBus(in: stack.scope("Shop"), key: key)
            _ = Network(in: stack.scope("Net"), name: "shop", nat: .none, flowLogs: FlowLogs(key: key))
        }
        XCTAssertEqual(
            services(of: stack["DataKey"])["events.amazonaws.com"],
            ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"])
        XCTAssertNotNil(services(of: stack["DataKey"])["logs.eu-west-3.amazonaws.com"])
        XCTAssertEqual(stack["NetFlowLogGroup"].Properties.KmsKeyId, "DataKey.Arn")
    }

    func testAnExistingKeyIsGrantedAndWhatItsOwnerHasToAllowIsTold() throws {
        let arn = "arn:aws:kms:eu-west-3:111122223333:key/k"
        let stack = try synthesize { stack in
            let key = Key.existing(in: stack.scope("Shared"), arn: Value(arn))
            Queue(in: stack.scope("Orders"), key: key).grantSend(to: role(stack))
        }
        try stack.expectCount(0, of: "AWS::KMS::Key")
        XCTAssertEqual(stack.allowed("ShopRole")["kms:GenerateDataKey"], [arn])
        let line = #line + 2
        let diagnostics = diagnose { stack in
            let key = Key.existing(in: stack.scope("Shared"), arn: Value(arn))
            let orders = Queue(in: stack.scope("Orders"), key: key)
            let bus = EventBus(in: stack.scope("Shop"), name: "shop")
            for id in ["Returns", "Refunds"] {
                bus.events(id, EventPattern(detailTypes: [Value(id)])).deliver(to: orders)
            }
        }
        XCTAssertEqual(diagnostics.map(\.code), ["service-key"], "\(diagnostics)")
        XCTAssertEqual(diagnostics[0].severity, .warning)
        XCTAssertEqual(diagnostics[0].location?.line, line)
        XCTAssertTrue(
            diagnostics[0].fix?.contains("events.amazonaws.com kms:Decrypt, kms:GenerateDataKey") == true,
            "\(diagnostics[0])")
    }

    func testAKeyOfAnotherStackIsLetIntoFromThisOne() throws {
        let app = App()
        let root = app.stack("Shop")
        let key = Key(in: root.nestedStack("Security").scope("Data"))
        let data = root.nestedStack("Data")
        Topic(in: data.scope("Paid"), key: key).subscribe(Queue(in: data.scope("Orders"), key: key))
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.diagnostics.map(\.description), [])
        let shop = try EvaluatedStack(of: assembly, parameters: [:])
        let security = try XCTUnwrap(shop.stacks["Security"])
        XCTAssertEqual(services(of: security["DataKey"]).keys.sorted(), ["sns.amazonaws.com"])
    }

    func testWhatKMSRefusesIsToldAtTheCallersLine() {
        assertOneError(
            diagnose { _ = Key(in: $0.scope("Data"), name: "alias/shop") }, "pattern-mismatch", at: #line)
        assertOneError(
            diagnose { _ = Key(in: $0.scope("Data"), rotationDays: 30) }, "out-of-range", at: #line)
        assertOneError(diagnose { _ = Key(in: $0.scope("Data"), pendingDays: 5) }, "out-of-range", at: #line)
    }
}
