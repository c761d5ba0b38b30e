import CloudFormation
import Constructs
import Deployment
import Foundation
import XCTest

/// What teams run, deployed to the local cloud: it is there as the constructs say, works, and goes again.
final class ConstructTests: XCTestCase {
    private let folder = ".build/construct-tests/\(UUID().uuidString)"
    private let stack = "constructs-local"

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    /// A worker that keeps what it finds in a queue, a topic, a bus and a table.
    private func app() throws -> App {
        try FileManager.default.createDirectory(atPath: "\(folder)/worker", withIntermediateDirectories: true)
        try Data(
            """
            import json, os
            import boto3

            def handle(event, context):
                table = boto3.resource("dynamodb").Table(os.environ["ITEMS"])
                for record in event.get("Records", []):
                    if "Sns" in record: table.put_item(Item={"id": record["Sns"]["Message"]})
                    elif "body" in record: table.put_item(Item={"id": record["body"]})
                if "detail" in event: table.put_item(Item={"id": event["detail"]["order"]})

            """.utf8
        ).write(to: URL(fileURLWithPath: "\(folder)/worker/index.py"))

        let app = App()
        let root = app.stack("Constructs", description: "What teams run")
        _ = root.output("Project", root.parameter("ProjectName", default: "constructs"))
        let data = root.nestedStack("Data")
        let orders = Queue(in: data.scope("Orders"))
        let paid = Topic(in: data.scope("Paid"))
        let shop = EventBus(in: data.scope("Shop"), name: "constructs-shop")
        let items = Table(
            in: data.scope("Items"), partitionKey: .string("id"),
            indexes: [TableIndex("byState", partitionKey: .string("state"))], timeToLive: "expiresAt",
            deletionProtection: false)
        let lake = PrivateBucket(in: data.scope("Lake"))
        let compute = root.nestedStack("Compute")
        let worker = Function(
            in: compute.scope("Worker"),
            code: .asset(compute.asset("\(folder)/worker"), runtime: "python3.12", handler: "index.handle"),
            environment: ["ITEMS": items.name], publishing: FunctionRelease())
        items.grantReadWrite(to: worker)
        worker.handles(orders)
        worker.handles(paid)
        worker.handles(shop.events("Returns", EventPattern(detailTypes: ["OrderReturned"])))
        worker.handles(lake.events(.created, prefix: "in/"))
        worker.handles(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"))
        let mails = Queue(in: compute.scope("Mails"), failures: .stayHere)
        paid.subscribe(mails)
        shop.events("Returns", EventPattern(detailTypes: ["OrderReturned"])).deliver(to: mails)
        let alarms = Alarms(in: compute.scope("Alarms"), name: "constructs", existingTopic: paid.arn)
        alarms.watch(orders, worker, items, paid)
        root.output("Orders", orders.url.text)
        root.output("Mails", mails.url.text)
        root.output("Paid", paid.arn.text)
        root.output("Items", items.name.text)
        root.output("Worker", worker.name.text)
        return app
    }

    func testWhatTeamsRunIsDeployedWorksAndGoes() async throws {
        let cloud = try await LocalCloud.shared()
        let place = InProcess(cloud: cloud, project: "constructs")
        let app = try app()
        var run = try await place.deploy(app, as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        let aws = AWS(cloud: cloud)
        let output = try await aws.outputs(of: stack)
        let (queue, mails, topic) = (try output("Orders"), try output("Mails"), try output("Paid"))
        let (table, function) = (try output("Items"), try output("Worker"))

        // As the constructs say.
        let attributes = try await aws.read(
            "sqs get-queue-attributes --queue-url \(queue) --attribute-names All", "Attributes")
        XCTAssertEqual(attributes["VisibilityTimeout"].text, "180")
        XCTAssertTrue(attributes["RedrivePolicy"].text.contains("DeadLetters"), "\(attributes)")
        XCTAssertTrue(attributes["Policy"].text.contains("aws:SecureTransport"), "\(attributes)")
        let deployed = try await aws.read("dynamodb describe-table --table-name \(table)", "Table")
        XCTAssertEqual(deployed["BillingModeSummary"]["BillingMode"].text, "PAY_PER_REQUEST")
        let configuration = try await aws.read("lambda get-function-configuration --function-name \(function)")
        XCTAssertEqual(configuration["Timeout"], 30)
        XCTAssertTrue(configuration["LoggingConfig"]["LogGroup"].text.contains("WorkerLogGroup"), "\(configuration)")
        let alias = try await aws.read("lambda get-alias --function-name \(function) --name live")
        XCTAssertEqual(alias["FunctionVersion"].text, "1")

        // An order is worked on by the function's code, and so is what the topic says; its other subscriber gets it too.
        _ = try await aws.read("sqs send-message --queue-url \(queue) --message-body apples")
        _ = try await aws.read("sns publish --topic-arn \(topic) --message pears")
        try await eventually("the worker keeps what it was sent") {
            let kept = try await aws.read("dynamodb scan --table-name \(table)", "Items[].id.S")
            return Set(kept.items.map(\.text)).isSuperset(of: ["apples", "pears"])
        }
        // Alarms may have told the topic too.
        try await eventually("a queue gets what was published, and no envelope") {
            let received = try await aws.read(
                "sqs receive-message --queue-url \(mails) --max-number-of-messages 10", "Messages[].Body")
            return received.items.map(\.text).contains("pears")
        }

        run = try await place.destroy(app, as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        let functions = try await aws.read("lambda list-functions", "Functions[].FunctionName")
        XCTAssertFalse(functions.items.map(\.text).contains(function))
        // What holds data outlives its stack, and goes where that is asked for.
        let tables = try await aws.read("dynamodb list-tables", "TableNames")
        XCTAssertFalse(tables.items.map(\.text).contains(table), run.transcript)
        let queues = try await aws.read("sqs list-queues", "QueueUrls")
        XCTAssertEqual(Set(queues.items.map(\.text)).intersection([queue, mails]), [], run.transcript)
        for gone in ["the table \(table)", "the queue \(queue)", "the queue \(mails)"] {
            XCTAssertTrue(run.errors.contains("deleted \(gone)\n"), run.transcript)
        }
    }
}
