import AWSAccess
import Foundation

/// Plays the AWS CLI: answers by what a command begins with, and remembers what was asked.
public final class FakeAWS: CommandRunner, @unchecked Sendable {
    public typealias Answer = @Sendable (Command) throws -> CommandResult

    private let lock = NSLock()
    private var answers: [(words: String, results: [Answer])] = []
    private var asked: [Command] = []

    public init() {}

    /// The commands that ran, in order.
    public var commands: [Command] { lock.withLock { asked } }
    /// The commands as one line each, without the connection's options.
    public var lines: [String] {
        commands.map { command in
            command.arguments.joined(separator: " ").replacing(
                #/ --region eu-west-3 --output json( --endpoint-url \S+)?/#, with: "")
        }
    }

    /// Answers a command that begins with some words; the answers follow each other, and the last one stays.
    public func on(_ words: String, _ results: String...) {
        lock.withLock { answers.append((words, results.map { text in { _ in .success(text) } })) }
    }

    /// Fails a command, as the service would.
    public func on(_ words: String, error: String, status: Int32 = 254) {
        lock.withLock { answers.append((words, [{ _ in CommandResult(status: status, errors: error) }])) }
    }

    /// Answers with anything.
    public func on(_ words: String, _ answer: @escaping Answer) {
        lock.withLock { answers.append((words, [answer])) }
    }

    /// Takes back what was said about a command.
    public func forget(_ words: String) {
        lock.withLock { answers.removeAll { $0.words == words } }
    }

    public func run(_ command: Command) async throws -> CommandResult {
        try Task.checkCancellation()
        let line = command.arguments.joined(separator: " ")
        let answer: Answer? = lock.withLock {
            asked.append(command)
            guard let index = answers.firstIndex(where: { line.hasPrefix($0.words) }) else { return nil }
            let results = answers[index].results
            if results.count > 1 { answers[index].results.removeFirst() }
            return results.first
        }
        guard let answer else { return CommandResult(status: 99, errors: "no answer is set for: \(line)") }
        return try answer(command)
    }

    /// - Parameter variables: the environment of the process that calls.
    public func cli(endpoint: String? = nil, profile: String? = nil, variables: [String: String] = [:]) -> AWSCLI {
        AWSCLI(
            connection: AWSConnection(region: "eu-west-3", profile: profile, endpoint: endpoint), runner: self,
            executables: ["/fake/aws"], variables: variables, sleep: { _ in try Task.checkCancellation() })
    }
}

extension CommandResult {
    public static func success(_ text: String) -> CommandResult { CommandResult(status: 0, output: Data(text.utf8)) }
}

/// What the service says of a stack.
public func stackJSON(
    _ status: String, id: String = "arn:stack/root", name: String = "web-dev", isProtected: Bool = false,
    outputs: [String: String] = [:], parameters: [String] = [], tags: [String: String] = [:], changeSet: String = ""
) -> String {
    let outputs = outputs.map { #"{"OutputKey":"\#($0.key)","OutputValue":"\#($0.value)"}"# }.joined(separator: ",")
    let parameters = parameters.map { #"{"ParameterKey":"\#($0)"}"# }.joined(separator: ",")
    let tags = tags.map { #"{"Key":"\#($0.key)","Value":"\#($0.value)"}"# }.joined(separator: ",")
    return """
        {"Stacks":[{"StackId":"\(id)","StackName":"\(name)","StackStatus":"\(status)","CreationTime":"2026-01-01T00:00:00Z","ChangeSetId":"\(changeSet)",
        "EnableTerminationProtection":\(isProtected),"Outputs":[\(outputs)],"Parameters":[\(parameters)],"Tags":[\(tags)]}]}
        """
}

/// What RDS says of a database: `{"DBInstances": [...]}`.
public func databaseJSON(
    _ id: String = "db-1", status: String = "available", isMultiAZ: Bool = true, more: String = ""
) -> String {
    #"{"DBInstances":[\#(databaseEntryJSON(id, status: status, isMultiAZ: isMultiAZ, more: more))]}"#
}

/// One entry of that answer.
///
/// - Parameter more: other members, each with a comma before it.
public func databaseEntryJSON(
    _ id: String, status: String = "available", isMultiAZ: Bool = true, more: String = ""
) -> String {
    """
    {"DBInstanceIdentifier":"\(id)","DBInstanceArn":"arn:aws:rds:eu-west-3:1:db:\(id)","DBInstanceStatus":"\(status)",
    "DBInstanceClass":"db.t3.micro","Engine":"mysql","EngineVersion":"8.0.43","AllocatedStorage":20,
    "MultiAZ":\(isMultiAZ)\(more)}
    """
}

/// What a stack holds: logical IDs, physical IDs and types.
public func stackResourcesJSON(_ resources: (logicalID: String, physicalID: String, type: String)...) -> String {
    let summaries = resources.map {
        #"{"LogicalResourceId":"\#($0.logicalID)","PhysicalResourceId":"\#($0.physicalID)","ResourceType":"\#($0.type)","ResourceStatus":"CREATE_COMPLETE"}"#
    }
    return #"{"StackResourceSummaries":[\#(summaries.joined(separator: ","))]}"#
}

public let stackMissing =
    "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id web-dev does not exist"

/// One event as the service tells it: time, logical ID, status, and what it is about.
public struct FakeEvent: Sendable {
    public var time: Int
    public var resource: String
    public var status: String
    public var type = "AWS::EC2::VPC"
    public var physicalID = ""
    public var reason = ""
    /// What AWS calls the operation.
    public var operation = ""

    public init(
        time: Int, resource: String, status: String, type: String = "AWS::EC2::VPC", physicalID: String = "",
        reason: String = "", operation: String = ""
    ) {
        self.time = time
        self.resource = resource
        self.status = status
        self.type = type
        self.physicalID = physicalID
        self.reason = reason
        self.operation = operation
    }

    public static func stack(
        _ time: Int, _ status: String, reason: String = "", operation: String = ""
    ) -> FakeEvent {
        FakeEvent(
            time: time, resource: "self", status: status, type: "AWS::CloudFormation::Stack", reason: reason,
            operation: operation)
    }

    public static func nested(
        _ time: Int, _ resource: String, _ status: String, id: String, reason: String = ""
    ) -> FakeEvent {
        FakeEvent(
            time: time, resource: resource, status: status, type: "AWS::CloudFormation::Stack", physicalID: id,
            reason: reason)
    }
}

/// A page of events; given oldest first, as people tell them.
public func eventsJSON(_ stack: String, _ events: [FakeEvent]) -> String {
    let texts = events.map { event in
        let physicalID = event.resource == "self" ? stack : event.physicalID
        return """
            {"EventId":"\(stack)-\(event.time)-\(event.resource)-\(event.status)","StackId":"\(stack)","StackName":"x",
            "LogicalResourceId":"\(event.resource)","PhysicalResourceId":"\(physicalID)","ResourceType":"\(event.type)",
            "Timestamp":"2026-01-01T00:00:\(String(format: "%02d", event.time)).000Z","ResourceStatus":"\(event.status)",
            "ResourceStatusReason":"\(event.reason)"\(event.operation.isEmpty ? "" : #","OperationId":"\#(event.operation)""#)}
            """
    }
    return #"{"StackEvents":[\#(texts.reversed().joined(separator: ","))]}"#
}
