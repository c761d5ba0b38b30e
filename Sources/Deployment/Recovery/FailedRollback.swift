import AWSAccess
import Diagnostics
import Environments

/// What the rollback of a stack's update stopped at, over all nested stacks.
struct FailedRollback: Sendable {
    /// A resource that could not be brought back.
    struct Resource: Sendable {
        /// As in `Data/Database`.
        let path: String
        /// As AWS takes it for what is to be skipped: a logical ID, in a nested stack behind the name of that and a dot.
        /// AWS CloudFormation API Reference, "ContinueUpdateRollback".
        let skippedName: String
        let event: StackEvent
    }

    /// In the order in which they failed.
    let resources: [Resource]
    /// The newest event of the root, after which comes what is done about it.
    let newestEvent: StackEvent?
    private let templates: DeployableTemplates

    /// Reads the events of the stack, and of those nested in it whose rollback failed too.
    ///
    /// - Throws: `AWSError`.
    static func read(
        stack: StackDescription, templates: DeployableTemplates, with aws: AWSCLI
    ) async throws -> FailedRollback {
        var newest: StackEvent?
        var failed: [Resource] = []
        var level = [(id: stack.stackId, prefix: "", name: "")]
        while !level.isEmpty {
            let pages = try await concurrently(level, atMost: AWSCLI.simultaneousCalls) { stack in
                try await events(ofStack: stack.id, with: aws)
            }
            if newest == nil { newest = pages.first?.first }
            var next: [(id: String, prefix: String, name: String)] = []
            for (stack, page) in zip(level, pages) {
                for event in failures(in: page) {
                    let path = stack.prefix + event.logicalResourceId
                    if let nested = event.nestedStackID {
                        next.append((nested, path + "/", Self.name(ofStack: nested)))
                        continue
                    }
                    let qualifier = stack.name.isEmpty ? "" : stack.name + "."
                    failed.append(
                        Resource(path: path, skippedName: qualifier + event.logicalResourceId, event: event))
                }
            }
            level = next
        }
        return FailedRollback(
            resources: failed.sorted { $0.event.timestamp < $1.event.timestamp }, newestEvent: newest,
            templates: templates)
    }

    /// The newest page, or all where that does not reach back to where the rollback began.
    private static func events(ofStack id: String, with aws: AWSCLI) async throws -> [StackEvent] {
        let page = try await aws.events(ofStack: id)
        guard page.count >= 100, !page.contains(where: beginsRollback) else { return page }
        return try await aws.events(ofStack: id, allPages: true)
    }

    private static func beginsRollback(_ event: StackEvent) -> Bool {
        event.isAboutStackItself && event.resourceStatus == "UPDATE_ROLLBACK_IN_PROGRESS"
    }

    /// What failed since the rollback last began, and not before, when it was the update that failed: only that can be
    /// skipped.
    private static func failures(in page: [StackEvent]) -> [StackEvent] {
        var seen: Set<String> = []
        return page.prefix { !beginsRollback($0) }
            .filter { !$0.isAboutStackItself && seen.insert($0.logicalResourceId).inserted }
            .filter { $0.resourceStatus == "UPDATE_FAILED" && !$0.isCancellation }
    }

    /// The name in an ARN such as `arn:aws:cloudformation:eu-west-3:1:stack/NAME/uuid`.
    private static func name(ofStack id: String) -> String {
        let parts = id.split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : id
    }

    /// What stopped it, each with its line.
    var problems: [Diagnostic] {
        resources.map { resource in
            let declared = templates.resource(at: resource.path)
            let reason = resource.event.reason.isEmpty ? "AWS gives no reason" : resource.event.reason
            return Diagnostic(
                "deployment-failed", "\(resource.path) (\(resource.event.resourceType)) is not rolled back: \(reason)",
                at: declared.map { .source($0.location) }, logicalID: declared?.logicalID)
        }
    }

    /// How to go on without one.
    var hints: [String] {
        resources.map {
            "put \($0.path) right first, or leave it as it is now with --skip-rollback \($0.path)"
        }
    }

    /// Names that were to be skipped and did not fail, each as a mistake worth telling.
    func superfluous(in skipped: Set<String>) -> [String] {
        let known = resources.map(\.path)
        return skipped.subtracting(known).sorted().map { name in
            "--skip-rollback \(name) skips nothing: \(Suggestion.question(for: name, in: known))what failed is \(known.isEmpty ? "not told by any event" : known.joined(separator: ", "))"
        }
    }
}
