import AWSSNS
import Constructs
import TemplateTesting
import XCTest

final class TableTests: XCTestCase {
    private static let indexes = [
        TableIndex("byState", partitionKey: .string("state"), sortKey: .number("placedAt")),
        TableIndex("by-customer.v2", partitionKey: .string("customer"), projecting: .only(["total"])),
        .local("byTotal", sortKey: .number("total"), projecting: .keysOnly),
    ]

    private func orders(_ indexes: [TableIndex] = []) throws -> EvaluatedStack {
        try synthesize {
            _ = Table(
                in: $0.scope("Orders"), partitionKey: .string("id"), sortKey: .number("placedAt"), indexes: indexes)
        }
    }

    func testItCanBeBroughtBackAndIsNotDeletedByMistake() throws {
        let table = try orders()["OrdersTable"]
        XCTAssertEqual(table.Properties.PointInTimeRecoverySpecification, ["PointInTimeRecoveryEnabled": true])
        XCTAssertEqual(table.Properties.DeletionProtectionEnabled, true)
        XCTAssertEqual(table.DeletionPolicy, "RetainExceptOnCreate", "a failed creation leaves nothing behind")
        XCTAssertEqual(table.UpdateReplacePolicy, "Retain")
        XCTAssertEqual(table.Properties.TableName, .missing, "CloudFormation's own names never collide")
    }

    func testItIsPaidForByTheRequest() throws {
        XCTAssertEqual(try orders()["OrdersTable"].Properties.BillingMode, "PAY_PER_REQUEST")
    }

    func testKeysOfTheTableAndItsIndexesAreDefinedOnce() throws {
        let table = try orders(Self.indexes)["OrdersTable"].Properties
        XCTAssertEqual(
            table.KeySchema,
            [
                ["AttributeName": "id", "KeyType": "HASH"], ["AttributeName": "placedAt", "KeyType": "RANGE"],
            ])
        XCTAssertEqual(
            table.AttributeDefinitions.elements.map { "\($0.AttributeName.string) \($0.AttributeType.string)" },
            ["id S", "placedAt N", "state S", "customer S", "total N"])
        XCTAssertEqual(table.GlobalSecondaryIndexes[0].KeySchema[1], ["AttributeName": "placedAt", "KeyType": "RANGE"])
        XCTAssertEqual(
            table.GlobalSecondaryIndexes[1].Projection, ["NonKeyAttributes": ["total"], "ProjectionType": "INCLUDE"])
        XCTAssertEqual(
            table.LocalSecondaryIndexes,
            [
                [
                    "IndexName": "byTotal",
                    "KeySchema": [
                        ["AttributeName": "id", "KeyType": "HASH"], ["AttributeName": "total", "KeyType": "RANGE"],
                    ], "Projection": ["ProjectionType": "KEYS_ONLY"],
                ]
            ])
    }

    func testItemsGoInTimeWhereAnAttributeSaysWhen() throws {
        let stack = try synthesize {
            _ = Table(in: $0.scope("Sessions"), partitionKey: .string("id"), timeToLive: "expiresAt")
        }
        XCTAssertEqual(
            stack["SessionsTable"].Properties.TimeToLiveSpecification, ["AttributeName": "expiresAt", "Enabled": true])
    }

    private func allowed(
        _ key: Value<ARN<KMS.Key>>? = nil, _ grant: (Table, Role) -> Void
    ) throws -> [String: Set<String>] {
        try synthesize { stack in
            grant(
                Table(in: stack.scope("Orders"), partitionKey: .string("id"), indexes: [Self.indexes[0]], key: key),
                Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }.allowed("ShopRole")
    }

    func testReadersReadTheTableAndItsIndexesByName() throws {
        let both: Set = ["OrdersTable.Arn", "OrdersTable.Arn/index/byState"]
        XCTAssertEqual(
            try allowed { $0.grantRead(to: $1) },
            [
                "dynamodb:BatchGetItem": ["OrdersTable.Arn"], "dynamodb:ConditionCheckItem": ["OrdersTable.Arn"],
                "dynamodb:DescribeTable": ["OrdersTable.Arn"], "dynamodb:GetItem": ["OrdersTable.Arn"],
                "dynamodb:Query": both, "dynamodb:Scan": both,
            ])
        let index: Set = ["OrdersTable.Arn/index/byState"]
        XCTAssertEqual(
            try allowed { $0.grantRead(to: $1, index: "byState") }, ["dynamodb:Query": index, "dynamodb:Scan": index])
    }

    func testWritersDoNotReadUnlessTheyMay() throws {
        let writing = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
        XCTAssertEqual(Set(try allowed { $0.grantWrite(to: $1) }.keys), Set(writing))
        let both = try allowed { $0.grantReadWrite(to: $1) }
        XCTAssertTrue(Set(both.keys).isSuperset(of: writing + ["dynamodb:GetItem", "dynamodb:Query"]))
        XCTAssertFalse(
            both.keys.contains { $0.contains("*") || $0.contains("Create") || $0.contains("Delete" + "Table") })
    }

    func testAKeyIsGrantedWithTheTable() throws {
        let key = "arn:aws:kms:eu-west-3:123456789012:key/k"
        XCTAssertEqual(try allowed(Value(key)) { $0.grantRead(to: $1) }["kms:Decrypt"], [key])
        XCTAssertNil(try allowed(Value(key)) { $0.grantRead(to: $1) }["kms:Encrypt"])
        XCTAssertEqual(try allowed(Value(key)) { $0.grantWrite(to: $1) }["kms:Encrypt"], [key])
        let table = try synthesize {
            _ = Table(in: $0.scope("Orders"), partitionKey: .string("id"), key: Value<ARN<KMS.Key>>(key))
        }["OrdersTable"].Properties
        XCTAssertEqual(table.SSESpecification, ["KMSMasterKeyId": .string(key), "SSEEnabled": true, "SSEType": "KMS"])
    }

    func testItHasAStreamOnceSomebodyHandlesItsChanges() throws {
        XCTAssertEqual(try orders()["OrdersTable"].Properties.StreamSpecification, .missing)
        let stack = try synthesize { stack in
            let table = Table(in: stack.scope("Orders"), partitionKey: .string("id"))
            Function(in: stack.scope("Totals"), code: .inline("", runtime: .python3_13)).handles(table.changes())
        }
        XCTAssertEqual(
            stack["OrdersTable"].Properties.StreamSpecification, ["StreamViewType": "NEW_AND_OLD_IMAGES"])
        let mapping = stack["TotalsOrdersChangesMapping"]
        XCTAssertEqual(mapping.Properties.EventSourceArn, "OrdersTable.StreamArn")
        XCTAssertEqual(mapping.Properties.StartingPosition, "TRIM_HORIZON", "what changed meanwhile is not left out")
        XCTAssertEqual(
            mapping.Properties.MaximumRetryAttempts, 10, "a bad record must not hold up the others for a day")
        XCTAssertEqual(mapping.Properties.BisectBatchOnFunctionError, true)
        XCTAssertEqual(
            mapping.Properties.DestinationConfig, ["OnFailure": ["Destination": "TotalsFailedEventsQueue.Arn"]])
        XCTAssertEqual(mapping.DependsOn, ["TotalsPollOrdersChanges"])
        XCTAssertEqual(
            stack.allowed("TotalsRole")["dynamodb:GetRecords"], ["OrdersTable.StreamArn"])
        XCTAssertEqual(
            stack["TotalsFunction"].Properties.DeadLetterConfig, .missing, "nobody calls it without waiting")
    }

    func testAnExistingTableIsGrantedByItsNames() throws {
        let stack = try synthesize { stack in
            Table.existing("Prices", named: "prices", indexes: ["byProduct"]).grantRead(
                to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }
        let arn = "arn:aws:dynamodb:eu-west-3:123456789012:table/prices"
        XCTAssertEqual(stack.allowed("ShopRole")["dynamodb:Query"], [arn, "\(arn)/index/byProduct"])
        try stack.expectCount(0, of: "AWS::DynamoDB::Table")
    }

    func testWhatDynamoDBRefusesIsToldWhereTheTableIsMade() {
        assertOneError(
            diagnose {
                _ = Table(in: $0.scope("Orders"), partitionKey: .string("id"), sortKey: .number("id"))
            }, "table-keys", at: #line - 1)
        let twice = [Self.indexes[0], Self.indexes[0]]
        assertOneError(
            diagnose {
                _ = Table(in: $0.scope("Orders"), partitionKey: .string("id"), indexes: twice)
            }, "table-indexes", at: #line - 1)
        let many = (1...6).map { TableIndex.local("by\($0)", sortKey: .string("a\($0)")) }
        assertOneError(
            diagnose {
                _ = Table(in: $0.scope("Orders"), partitionKey: .string("id"), indexes: many)
            }, "table-indexes", at: #line - 1)
    }

    func testAnIndexThatATableHasNotCannotBeGranted() {
        let diagnostics = diagnose { stack in
            let role = Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com")
            Table(in: stack.scope("Orders"), partitionKey: .string("id"), indexes: [Self.indexes[0]]).grantRead(
                to: role, index: "byStates")
        }
        XCTAssertEqual(diagnostics.map(\.code), ["table-indexes"])
        XCTAssertTrue(diagnostics.first?.message.contains("it has byState") == true, "\(diagnostics)")
    }

    func testSomebodyIsWokenForRefusedRequests() throws {
        let stack = try synthesize { stack in
            let table = Table(in: stack.scope("Orders"), partitionKey: .string("id"))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(table)
        }
        XCTAssertEqual(
            stack["AlarmsOrdersThrottledWrites"].Properties.Dimensions, [["Name": "TableName", "Value": "OrdersTable"]])
    }
}
