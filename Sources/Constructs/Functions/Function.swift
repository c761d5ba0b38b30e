import AWSLambda
import AWSLogs
import ContainerConstructs
import EventConstructs
import IdentityConstructs
import MessagingConstructs
import NetworkConstructs

/// An AWS Lambda function that can do nothing but write its own log until something is granted to it.
///
///     let worker = Function(
///         in: stack.scope("Worker"),
///         code: .asset(stack.asset("functions/worker"), runtime: .python3_13, handler: "index.handle"),
///         environment: ["ITEMS": items.name])
///     items.grantReadWrite(to: worker)
///     worker.handles(orders)
///     worker.handles(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"))
///
/// What it handles brings its permission, its order and the numbers that have to fit.
public struct Function: Grantee {
    /// The function itself; nil where it was there before.
    public let function: Resource<Lambda.Function>?
    /// What it writes its log to; nil where that was there before.
    public let logGroup: Resource<Logs.LogGroup>?
    /// The name of the log group; that of Lambda's own where the function was there before.
    public let log: Value<Name<Logs.LogGroup>>
    /// The newest version; nil unless versions are asked for.
    public let version: Resource<Lambda.Version>?
    /// What leads to it; nil unless versions are asked for.
    public let alias: Resource<Lambda.Alias>?
    /// What it may do.
    public let actingRole: Role
    /// The name that metrics and clients use.
    public let name: Value<Name<Lambda.Function>>
    /// What is called: the alias where there is one, and otherwise the function.
    public let arn: Value<ARN<Lambda.Function>>
    /// For how long it may work on an event, in seconds; nil where nobody here knows.
    public let timeout: Int?
    /// What events went to that it could not handle; nil as long as it handles none that nobody waits for.
    public var failedEvents: Queue? { sources.failures }

    /// The same of all copies of this value, and of no other function.
    package var identity: ObjectIdentifier { ObjectIdentifier(sources) }

    let id: String
    let scope: Scope
    let key: (any EncryptionKey)?
    let failures: FailedEvents
    let sources = FunctionSources()
    let ownSecurityGroup: SecurityGroup?

    /// - Parameters:
    ///   - memory: in MB, 128 to 10240; processors come with it, one at 1769. With 128 a function has a fourteenth of
    ///     one, and takes as much longer as it is cheaper.
    ///   - timeout: for how long it may work on an event, in seconds, 1 to 900. A queue that it handles hides messages six
    ///     times as long.
    ///   - architecture: what the code is compiled for; arm64 costs a fifth less.
    ///   - environment: variables; secrets do not belong there, since whoever may describe the function reads them.
    ///   - logsKeptForDays: how long its log is kept; CloudWatch Logs takes certain numbers, 7, 14, 30 and 90 among them.
    ///   - existingLogGroup: where it writes instead of a log group of its own, in this account and region.
    ///   - role: in which it acts instead of one of its own; it needs what the function does.
    ///   - network: where it runs: the application tier. It reaches nothing there before it is let:
    ///     `database.allowConnections(from: function)`, `function.securityGroup.allowToInternet(port: 443)`. Without one it
    ///     runs where it reaches AWS and the internet, and nothing in a network.
    ///   - securityGroup: around it instead of one of its own.
    ///   - concurrency: how many events it handles at once at most; that many are then kept from other functions. As many
    ///     as there are when not given.
    ///   - failedEvents: where events go that it could not handle.
    ///   - publishing: makes versions, and an alias that is called.
    ///   - key: encrypts variables, log and failed events instead of AWS's own keys; that of another app has to let
    ///     `logs.REGION.amazonaws.com` use it.
    public init(
        in scope: Scope, code: FunctionCode, memory: Value<Int> = 256, timeout: Int = 30,
        architecture: Value<Lambda.Function.Architectures> = .arm64,
        environment: KeyValuePairs<String, any EnvironmentVariable> = [:], logsKeptForDays: Value<Int> = 30,
        existingLogGroup: Value<Name<Logs.LogGroup>>? = nil, role: Role? = nil, network: Network? = nil,
        securityGroup: SecurityGroup? = nil, concurrency: Value<Int>? = nil,
        failedEvents: FailedEvents = .keptInOwnQueue, publishing: FunctionRelease? = nil,
        key: (any EncryptionKey)? = nil, description: Value<String>? = nil
    ) {
        Self.check(timeout, environment, network, securityGroup, reportingTo: scope)
        code.reportProblem(to: scope)
        let role = role ?? Role(in: scope, assumedBy: "lambda.amazonaws.com")
        // "Sending Lambda function logs to CloudWatch Logs" in the AWS Lambda developer guide.
        let log = OwnLog(
            in: scope, existing: existingLogGroup, keptForDays: logsKeptForDays, key: key, writtenBy: role)
        // Lambda tries at once whether the role may work in a network; and an event that comes before the log can be
        // written leaves no trace.
        var needed: [any Dependable] = [log.grant]
        if let key, !environment.isEmpty {
            needed.append(role.allow("ReadVariables", PolicyStatement.use(of: key, ["kms:Decrypt"])))
        }
        let place = network.map { Self.place(in: $0, securityGroup, role, scope) }
        ownSecurityGroup = place?.securityGroup
        if let place { needed.append(place.ready) }
        let function = scope.add(
            "Function",
            Lambda.Function(
                code: code.property, role: role.arn, architectures: [architecture], description: description,
                environment: Self.variables(environment), handler: code.handler,
                kmsKeyArn: environment.isEmpty ? nil : key?.keyARN,
                loggingConfig: .init(logGroup: log.name), memorySize: memory,
                packageType: code.packageType, reservedConcurrentExecutions: concurrency, runtime: code.runtime,
                timeout: Value(timeout), vpcConfig: place?.properties),
            dependsOn: needed)
        let published = publishing.map { Self.publish($0, of: function, code, in: scope) }
        if place != nil { Self.denyNetwork(toCodeOf: function, role) }
        self.function = function
        self.scope = scope
        logGroup = log.group
        self.log = log.name
        self.timeout = timeout
        self.key = key
        failures = failedEvents
        actingRole = role
        id = scope.id
        version = published?.version
        alias = published?.alias
        name = function.functionName
        arn = published.map { Value<ARN<Lambda.Function>>(reinterpreting: $0.alias.aliasArn) } ?? function.arn
    }

    init(existing name: Value<Name<Lambda.Function>>, in scope: Scope, role: Role, timeout: Int?) {
        function = nil
        logGroup = nil
        version = nil
        alias = nil
        ownSecurityGroup = nil
        key = nil
        failures = .dropped
        self.name = name
        log = "/aws/lambda/\(name)"
        self.scope = scope
        self.timeout = timeout
        id = scope.id
        actingRole = role
        arn = "arn:\(AWS.partition):lambda:\(AWS.region):\(AWS.accountID):function:\(name)"
    }

    /// Allows to call the function, with or without waiting for its answer.
    ///
    /// "Actions, resources, and condition keys for AWS Lambda" in the Service Authorization Reference.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantInvoke(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "Invoke\(id)", PolicyStatement(actions: ["lambda:InvokeFunction"], resources: [arn.text]))
    }

    private static func variables(
        _ environment: KeyValuePairs<String, any EnvironmentVariable>
    ) -> Lambda.Function.Environment? {
        guard !environment.isEmpty else { return nil }
        return .init(
            variables: Map(
                Dictionary(environment.map { ($0.key, JSON($0.value.environmentText)) }, uniquingKeysWith: { $1 })))
    }
}

extension Function {
    /// What Lambda would only refuse while CloudFormation deploys, or what nobody would notice.
    private static func check(
        _ timeout: Int, _ environment: KeyValuePairs<String, any EnvironmentVariable>, _ network: Network?,
        _ securityGroup: SecurityGroup?, reportingTo scope: Scope
    ) {
        // "Configure Lambda function timeout" in the AWS Lambda developer guide.
        if !(1...900).contains(timeout) {
            scope.report(
                "function-timeout", "a function cannot work for \(timeout) seconds on an event",
                fix: "choose 1 to 900 seconds")
        }
        scope.reportRepeatedVariables(environment.map { $0.key }, code: "function-variables")
        network?.require(1, in: .application, for: "a function", code: "function-zones", reportingTo: scope)
        if network == nil, securityGroup != nil {
            scope.report(
                "function-without-network", "\(scope.id) has a security group and runs in no network",
                fix: "give it the network: Function(network: ...)")
        }
    }
}
