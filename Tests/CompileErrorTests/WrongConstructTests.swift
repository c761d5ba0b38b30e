import XCTest

/// Constructs put together in ways that cannot work: told by the compiler, and not by a deployment.
final class WrongConstructTests: XCTestCase {
    private static let given = """
        import AWSECR
        import AWSIAM
        import Constructs

        func program(
            stack: Stack, environment: Value<String>, count: Value<Int>, isProduction: Condition, role: Role,
            orders: Queue, paid: Topic, bus: EventBus, items: Table, worker: Function, dataLake: PrivateBucket,
            network: Network, database: MySQLDatabase, service: LoadBalancedService, alarms: Alarms, image: ContainerImage,
            index: TableIndex, key: Key, login: Secret, aurora: AuroraCluster, sessions: Cache, zone: Zone,
            inside: PrivateZone, certificate: Certificate, edge: EdgeCertificate, api: HTTPAPI, site: StaticSite,
            users: UserPool, web: UserPool.Client, images: Repository, container: Container, front: LoadBalancer,
            cluster: Cluster, job: Job
        ) {

        """

    private static let wrong: [(about: String, code: String, error: String)] = [
        (
            "a queue that is granted something", "paid.grantPublish(to: orders)",
            "requires that 'Queue' conform to 'Grantee'"
        ),
        (
            "a table that is granted something", "orders.grantSend(to: items)",
            "requires that 'Table' conform to 'Grantee'"
        ),
        (
            "a role's ARN where who acts in it is granted something", "items.grantRead(to: role.arn)",
            "requires that 'Value<ARN<IAM.Role>>' conform to 'Grantee'"
        ),
        (
            "a table handled without its changes", "worker.handles(items)",
            "no exact matches in call to instance method 'handles'"
        ),
        (
            "a bucket handled without saying which events", "worker.handles(dataLake)",
            "no exact matches in call to instance method 'handles'"
        ),
        (
            "a bus handled without saying which events", "worker.handles(bus)",
            "no exact matches in call to instance method 'handles'"
        ),
        (
            "a batch of a topic, which gives one message at a time", "worker.handles(paid, batch: 10)",
            "requires that 'Topic' conform to 'PolledSource'"
        ),
        ("a table subscribed to a topic", "paid.subscribe(items)", "requires that 'Table' conform to 'EventTarget'"),
        ("a service subscribed to a topic", "paid.subscribe(service)", "conform to 'EventTarget'"),
        (
            "a queue's address where a person's belongs", "paid.subscribe(\"Ops\", email: orders.url)",
            "cannot convert value of type 'Value<ID<SQS.Queue>>' to expected argument type 'Value<String>'"
        ),
        (
            "events delivered to a bucket", "bus.events(\"Paid\", EventPattern()).deliver(to: dataLake)",
            "requires that 'PrivateBucket' conform to 'EventTarget'"
        ),
        (
            "a pattern that is no pattern", "_ = bus.events(\"Paid\", [\"source\": [\"shop\"]])", "'EventPattern'"
        ),
        (
            "one test where several may stand", "_ = EventPattern(detail: [\"state\": .prefix(\"p\")])",
            "to expected argument type '[EventMatch]'"
        ),
        (
            "a number compared with text", "_ = EventPattern(detail: [\"total\": [.above(\"100\")]])",
            "cannot convert value of type 'String' to expected argument type 'Double'"
        ),
        (
            "an event of a bucket that there is not", "worker.handles(dataLake.events(.moved))", "has no member 'moved'"
        ),
        (
            "a schedule's time as text", "_ = Schedule(\"Nightly\", \"cron(0 3 * * ? *)\")",
            "cannot convert value of type 'String' to expected argument type 'ScheduleTime'"
        ),
        (
            "an interval in a unit that there is not", "_ = Schedule(\"Often\", .every(30, .seconds))",
            "has no member 'seconds'"
        ),
        (
            "a schedule that delivers to a role", "Schedule(\"Nightly\", .daily(at: 3)).deliver(to: role)",
            "requires that 'Role' conform to 'EventTarget'"
        ),
        (
            "a key without its type", "_ = Table(in: stack, partitionKey: \"id\")",
            "cannot convert value of type 'String' to expected argument type 'TableKey'"
        ),
        (
            "a key of a type that keys do not have", "_ = Table(in: stack, partitionKey: .flag(\"paid\"))",
            "has no member 'flag'"
        ),
        (
            "a partition key of a local index, which has the table's",
            "_ = TableIndex.local(\"byState\", partitionKey: .string(\"state\"), sortKey: .string(\"at\"))",
            "extra argument 'partitionKey' in call"
        ),
        (
            "an index where its name belongs", "items.grantRead(to: role, index: index)",
            "cannot convert value of type 'TableIndex' to expected argument type 'String'"
        ),
        (
            "a runtime of an image, which has its own",
            "_ = Function(in: stack, code: .image(image, runtime: .python3_13))", "extra argument 'runtime' in call"
        ),
        (
            "an asset without what runs it", "_ = Function(in: stack, code: stack.asset(\"functions/hello\"))",
            "cannot convert value of type 'Asset' to expected argument type 'FunctionCode'"
        ),
        (
            "code without its runtime", "_ = Function(in: stack, code: .inline(\"a = 1\"))",
            "missing argument for parameter 'runtime' in call"
        ),
        (
            "a timeout that only a deployment knows, which a queue's could not be held against",
            "_ = Function(in: stack, code: .image(image), timeout: count)",
            "cannot convert value of type 'Value<Int>' to expected argument type 'Int'"
        ),
        (
            "a resource as a variable", "_ = Function(in: stack, code: .image(image), environment: [\"ITEMS\": items])",
            "cannot convert value of type 'Table' to expected dictionary value type 'any EnvironmentVariable'"
        ),
        (
            "a role's ARN where the role is taken", "_ = Function(in: stack, code: .image(image), role: role.arn)",
            "cannot convert value of type 'Value<ARN<IAM.Role>>' to expected argument type 'Role'"
        ),
        (
            "a topic that keeps failed events",
            "_ = Function(in: stack, code: .image(image), failedEvents: .kept(in: paid))",
            "cannot convert value of type 'Topic' to expected argument type 'Queue'"
        ),
        (
            "a topic that keeps dead letters", "_ = Queue(in: stack, failures: .kept(in: paid))",
            "cannot convert value of type 'Topic' to expected argument type 'Queue'"
        ),
        (
            "a role's ARN where a key's belongs", "_ = Queue(in: stack, key: role.arn)",
            "requires the types 'ARN<IAM.Role>' and 'ARN<KMS.Key>' be equivalent"
        ),
        (
            "a secret that encrypts", "_ = Topic(in: stack, key: login)",
            "argument type 'Secret' does not conform to expected type 'EncryptionKey'"
        ),
        (
            "a queue that decrypts", "key.grantDecrypt(to: orders)", "requires that 'Queue' conform to 'Grantee'"
        ),
        ("a use of a key that there is not", "key.allow(.everything)", "has no member 'everything'"),
        (
            "a secret as text", "_ = Secret(in: stack, \"hunter2\")",
            "cannot convert value of type 'String' to expected argument type 'SecretContent'"
        ),
        (
            "a version that costs Extended Support",
            "_ = PostgreSQLDatabase(in: stack, name: \"a\", network: network, version: .v13, instanceClass: \"db.t4g.micro\")",
            "has no member 'v13'"
        ),
        (
            "a version as text",
            "_ = PostgreSQLDatabase(in: stack, name: \"a\", network: network, version: \"17\", instanceClass: \"db.t4g.micro\")",
            "cannot convert value of type 'String' to expected argument type 'PostgreSQLVersion'"
        ),
        (
            "MySQL's version of a cluster that understands PostgreSQL",
            "_ = AuroraCluster(in: stack, name: \"a\", network: network, engine: .postgreSQL(.v3))",
            "has no member 'v3'"
        ),
        (
            "a cluster that pauses and has a minimum",
            "_ = AuroraCluster(in: stack, name: \"a\", network: network, engine: .mySQL(.v3), capacity: .pausedWhenIdle(from: 1, upTo: 4))",
            "extra argument 'from' in call"
        ),
        (
            "a cluster that office hours stop", "OfficeHours(timeZone: \"UTC\").schedule(aurora, in: stack)",
            "requires that 'AuroraCluster' conform to 'DatabaseInstance'"
        ),
        (
            "a connection of a queue to a cache", "sessions.allowConnections(from: orders)",
            "requires that 'Queue' conform to 'Connectable'"
        ),
        (
            "a key that is a password",
            "_ = Cache(in: stack, name: \"c\", network: network, login: .password(in: key))",
            "cannot convert value of type 'Key' to expected argument type 'Secret'"
        ),
        (
            "a visibility timeout as text", "_ = Queue(in: stack, visibilityTimeout: \"180\")",
            "cannot convert value of type 'String' to expected argument type 'Int'"
        ),
        (
            "a connection from a queue", "database.allowConnections(from: orders)",
            "requires that 'Queue' conform to 'Connectable'"
        ),
        (
            "a network that is watched", "alarms.watch(network)",
            "'Network' does not conform to expected type 'Monitored'"
        ),
        (
            "a role on a dashboard", "_ = Dashboard(in: stack, name: \"d\", of: [role])",
            "cannot convert value of type 'Role' to expected element type 'any Monitored'"
        ),
        (
            "a queue that alarms tell", "_ = Alarms(in: stack, name: \"a\", existingTopic: orders.arn)",
            "cannot convert value of type 'Value<ARN<SQS.Queue>>' to expected argument type 'Value<ARN<SNS.Topic>>'"
        ),
        (
            "a queue's name where an existing topic's belongs", "_ = Topic.existing(in: stack, named: orders.name)",
            "cannot convert value of type 'Value<Name<SQS.Queue>>' to expected argument type 'Value<Name<SNS.Topic>>'"
        ),
        (
            "an existing function without its role", "_ = Function.existing(in: stack, named: \"scaler\")",
            "missing argument for parameter 'role' in call"
        ),
        (
            "an unordered queue's name for its order", "_ = Queue(in: stack, ordering: .lifo)", "has no member 'lifo'"
        ),
        (
            "a bus where the events of one are handled", "_ = bus.deliver(to: worker)",
            "value of type 'EventBus' has no member 'deliver'"
        ),
        (
            "a dead letter queue of a queue that may have none", "orders.deadLetters.grantConsume(to: role)",
            "value of optional type 'Queue?' must be unwrapped"
        ),
    ]

    private static let wrongContainers: [(about: String, code: String, error: String)] = [
        (
            "a pair of processor and memory that Fargate does not have", "_ = TaskSize.quarterVCPU(.gib4)",
            "has no member 'gib4'"
        ),
        (
            "more memory than four processors may have", "_ = Container(image, size: .vCPU4(.gib32))",
            "has no member 'gib32'"
        ),
        ("memory without its processor", "_ = Container(image, size: .gib2)", "has no member 'gib2'"),
        (
            "a size as text", "_ = Container(image, size: \"256\")",
            "cannot convert value of type 'String' to expected argument type 'TaskSize'"
        ),
        (
            "a secret among the variables that everybody reads",
            "_ = Container(image, size: .vCPU1(.gib2), environment: [\"TOKEN\": ContainerSecret.parameter(\"t\", as: \"T\")])",
            "to expected dictionary value type 'any EnvironmentVariable'"
        ),
        (
            "a queue's ARN where a secret's belongs", "_ = ContainerSecret.secret(orders.arn, as: \"TOKEN\")",
            "cannot convert value of type 'Value<ARN<SQS.Queue>>' to expected argument type 'Value<ARN<SecretsManager.Secret>>'"
        ),
        (
            "an image where what runs belongs", "_ = Job(in: stack, image, network: network)",
            "cannot convert value of type 'ContainerImage' to expected argument type 'Container'"
        ),
        (
            "a service that serves plain HTTP without saying so", "_ = ContainerTraffic.ownLoadBalancer(port: 80)",
            "missing argument for parameter 'https' in call"
        ),
        (
            "a rule of a shared load balancer without its place among the others",
            "_ = ContainerTraffic.shared(front, port: 80, requests: .all)",
            "missing argument for parameter 'priority' in call"
        ),
        (
            "a number that nothing changes", "_ = TaskCount.from(1, to: 5)",
            "missing argument for parameter 'by' in call"
        ),
        (
            "the backlog of a topic, which has none", "_ = TaskScaling.backlog(of: paid, perTask: 100)",
            "cannot convert value of type 'Topic' to expected argument type 'Queue'"
        ),
        (
            "a job delivered to", "Schedule(\"Nightly\", .daily(at: 3)).deliver(to: job)",
            "requires that 'Job' conform to 'EventTarget'"
        ),
        (
            "a job's time as text", "job.runs(\"cron(0 3 * * ? *)\")",
            "cannot convert value of type 'String' to expected argument type 'Schedule'"
        ),
        (
            "a cluster's name where the cluster is taken",
            "_ = Job(in: stack, container, network: network, cluster: cluster.name)",
            "cannot convert value of type 'Value<Name<ECS.Cluster>>' to expected argument type 'Cluster'"
        ),
        (
            "a repository that is granted something", "orders.grantSend(to: images)",
            "requires that 'Repository' conform to 'Grantee'"
        ),
        (
            "an endpoint's service as text",
            "_ = Endpoints(in: stack, network: network, name: \"shop\", interfaces: [\"sqs\"])",
            "cannot convert value of type 'String' to expected element type"
        ),
        (
            "routes to a service that has none",
            "_ = Endpoints(in: stack, network: network, name: \"shop\", gateways: [.queues])", "has no member 'queues'"
        ),
    ]

    func testWhatCannotWorkTogetherDoesNotCompile() throws {
        let right = """
                worker.handles(orders)
                worker.handles(items.changes(), batch: 100)
                worker.handles(paid)
                worker.handles(dataLake.events(.created))
                worker.handles(bus.events("Paid", EventPattern(detail: ["state": [.prefix("p")], "total": [.above(100)]])))
                worker.handles(Schedule("Nightly", .daily(at: 3)))
                _ = Function(in: stack, code: .inline("a = 1", runtime: .python3_13), environment: ["ITEMS": items.name])
                database.allowConnections(from: worker)
                alarms.watch(orders, items, worker, service)
                orders.deadLetters?.grantConsume(to: worker)
                _ = ContainerService(
                    in: stack, Container(image, size: .vCPU4(.gib30), secrets: [.parameter("t", as: "T")]), network: network,
                    traffic: .shared(front, port: 80, requests: .all, priority: 1),
                    count: .from(1, to: 5, by: .backlog(of: orders, perTask: 100)), cluster: cluster)
                job.runs(Schedule("Nightly", .daily(at: 3)))
                _ = Endpoints(in: stack, network: network, name: "shop", gateways: [.dynamoDB], interfaces: [.queues])
                api.routes(.get("/items"), to: worker, authorization: .tokens(users.tokens(for: web)))
                zone.record("www", .a(["192.0.2.1"]))
                zone.record("", .mx([10: "mail.example.net"]))
                _ = StaticSite(in: stack, domain: .init("www.example.com", certificate: edge, zone: zone))
                _ = Topic(in: stack, key: key)
                key.grantDecrypt(to: worker)
                key.allow(.logs)
                _ = Secret(in: stack, .password())
                sessions.allowConnections(from: worker)
                aurora.grantConnect(to: worker, as: "shop")
                _ = Cache(in: stack, name: "c", network: network, login: .password(in: login))
                _ = AuroraCluster(
                    in: stack, name: "a", network: network, engine: .mySQL(.v3), capacity: .pausedWhenIdle(upTo: 4))
            """
        let mistakes = Self.wrong + Self.wrongContainers + Self.ofTheWeb
        let all = try TypeChecker().errors(in: mistakes.map(\.code) + [right], given: Self.given)
        for (wrong, errors) in zip(mistakes, all) {
            XCTAssertTrue(
                errors.contains { $0.contains(wrong.error) },
                """
                \(wrong.about): \(wrong.code)
                expected to read: \(wrong.error)
                the compiler says: \(errors.isEmpty ? "nothing" : errors.joined(separator: "\n                  "))
                """)
        }
        XCTAssertEqual(all.last, [], "the right program must compile, or the others fail for another reason")
    }
}
