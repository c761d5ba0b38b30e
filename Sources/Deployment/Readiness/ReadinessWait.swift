import AWSAccess
import Diagnostics
import Environments
import Terminal

/// Waits until what a deployment made or changed can be used, where CloudFormation has not waited for that.
struct ReadinessWait: Sendable {
    /// A resource that is waited for.
    struct Resource: Sendable, Equatable {
        /// As in `Data/Database`.
        let path: String
        let type: String
        let physicalID: String
    }

    let resources: [Resource]
    let stackName: String
    let aws: AWSCLI
    let terminal: Terminal

    /// - Parameter resources: of those that are there, only what there is a way to ask about is waited for.
    private init(
        _ resources: [(resource: Resource, status: StackStatus)], of stackName: String, aws: AWSCLI, terminal: Terminal
    ) {
        self.resources = resources.filter { resource, status in
            ["CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"].contains(status)
                && ReadinessProbe.all[resource.type] != nil && !resource.physicalID.isEmpty
        }.map(\.resource).sorted { $0.path < $1.path }
        self.stackName = stackName
        self.aws = aws
        self.terminal = terminal
    }

    /// What an operation made or changed.
    init(for operation: StackOperation, aws: AWSCLI, terminal: Terminal) {
        let resources = operation.members.flatMap { member in
            member.resources.values.map { event in
                let prefix = member.path.isEmpty ? "" : member.path + "/"
                let resource = Resource(
                    path: prefix + event.logicalResourceId, type: event.resourceType,
                    physicalID: event.physicalResourceId ?? "")
                return (resource: resource, status: event.resourceStatus)
            }
        }
        self.init(resources, of: operation.root.name, aws: aws, terminal: terminal)
    }

    /// All that is there: whether an earlier run waited to the end, nobody knows.
    init(for resources: [StackResource], of stackName: String, aws: AWSCLI, terminal: Terminal) {
        let resources = resources.map {
            (resource: Resource(path: $0.name, type: $0.type, physicalID: $0.physicalID), status: $0.status)
        }
        self.init(resources, of: stackName, aws: aws, terminal: terminal)
    }

    /// Waits, half an hour at most, and shows what for.
    ///
    /// - Throws: ``CommandError`` with what still cannot be used; ``Interrupted``.
    func run() async throws {
        guard !resources.isEmpty else { return }
        let begin = ContinuousClock.now
        var display = ProgressDisplay(on: terminal.errors)
        var told: Set<String> = []
        var left: [String] = []
        do {
            for round in 1... {
                left = try await aws.patiently { try await pending() }
                if left.isEmpty { break }
                let changes = left.filter { told.insert($0).inserted }.map { "  waiting for \($0)" }
                display.show(
                    lines: left.map { [StyledText("  waiting for ", .dim), StyledText($0)] }, changes: changes)
                guard round < 180 else { throw notUsable(left) }
                try await aws.sleep(aws.connection.isLocal ? .milliseconds(200) : .seconds(10))
            }
        } catch is CancellationError {
            throw Interrupted(
                description: "\(stackName) is configured; whether all of it can be used was not waited for")
        }
        display.finish()
        let seconds = Double((ContinuousClock.now - begin).components.seconds)
        let after = told.isEmpty ? "" : " after another \(ElapsedTime.words(seconds))"
        terminal.errors.print([StyledText("usable", .good), StyledText(after)])
    }

    private func notUsable(_ left: [String]) -> CommandError {
        CommandError(
            left.map { Diagnostic("not-usable", "\($0), half an hour after CloudFormation was done with it") },
            hints: [
                "\(stackName) is configured; what it waits for may still come, or has failed: see the service's own events"
            ])
    }

    /// What cannot be used yet, as in `Data/Database (AWS::RDS::DBInstance): creating`.
    private func pending() async throws -> [String] {
        let types = Dictionary(grouping: resources, by: \.type).sorted { $0.key < $1.key }
        let found = try await concurrently(types, atMost: AWSCLI.simultaneousCalls) { type, resources in
            let open = try await ReadinessProbe.all[type]?.pending(resources.map(\.physicalID), with: aws) ?? []
            return open.map { pending in
                let path = resources.first { $0.physicalID == pending.physicalID }?.path ?? pending.physicalID
                return "\(path) (\(type)): \(pending.state)"
            }
        }
        var seen: Set<String> = []
        return found.flatMap { $0 }.filter { seen.insert($0).inserted }
    }
}
