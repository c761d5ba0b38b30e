import AWSAccess
import Environments

/// The stacks of one name that are gone, with those that were nested in them.
///
/// AWS remembers a deleted stack for 90 days, by its ARN. AWS CloudFormation API Reference, "ListStacks" and
/// "DescribeStackEvents".
struct StackHistory: Sendable {
    /// Stacks that exist, by ID: what they hold is none of this.
    private(set) var living: Set<String> = []
    /// The stacks of the name that are gone, and those nested in them, by ID.
    private(set) var gone: Set<String> = []
    /// The names of the nested ones, which nobody else's stack ever has.
    private(set) var nestedNames: Set<String> = []
    /// Every resource that the newest of them ever had, by type and physical ID; no nested stacks.
    private(set) var resources: [ResourceHistory] = []

    static let database = "AWS::RDS::DBInstance"

    /// The identifiers of the databases that are deleted, in lower case as RDS keeps them.
    var databases: Set<String> {
        Set(
            resources.filter { $0.type == Self.database && $0.status == "DELETE_COMPLETE" }.map {
                $0.physicalID.lowercased()
            })
    }

    /// So many deletions are read event by event. What earlier ones left is found by its tags.
    private static let generations = 2

    /// - Parameters:
    ///   - deleted: a stack that was just deleted, of which a list may not know yet.
    ///   - earlier: what was read before that, of stacks that were gone then.
    /// - Throws: ``AWSError``.
    static func read(
        name: String, deleted: String? = nil, after earlier: StackHistory = StackHistory(), with aws: AWSCLI
    ) async throws -> StackHistory {
        let all = try await aws.run(["cloudformation", "list-stacks"], as: StackList.self).stackSummaries
        var history = earlier
        let isGone = { (stack: StackList.Summary) in stack.stackStatus == "DELETE_COMPLETE" || stack.stackId == deleted
        }
        history.living = Set(all.filter { !isGone($0) }.map(\.stackId))
        let roots = all.filter { isGone($0) && $0.stackName == name && ($0.parentId ?? "").isEmpty }
            .sorted { ($0.deletionTime ?? "9") > ($1.deletionTime ?? "9") }.map(\.stackId)
        let known = deleted.map { roots.contains($0) ? roots : [$0] + roots } ?? roots
        let unread = known.prefix(generations).filter { !earlier.gone.contains($0) }
        history.gone.formUnion(known)
        for stack in all where isGone(stack) && stack.rootId.map(history.gone.contains) == true {
            history.gone.insert(stack.stackId)
            history.nestedNames.insert(stack.stackName)
        }
        try await history.readEvents(of: unread.map { (id: $0, prefix: "", isRoot: true) }, root: name, with: aws)
        return history
    }

    /// Reads stacks level by level, each once.
    private mutating func readEvents(
        of roots: [(id: String, prefix: String, isRoot: Bool)], root: String, with aws: AWSCLI
    ) async throws {
        var found = Dictionary(resources.map { ("\($0.type) \($0.physicalID)", $0) }) { first, _ in first }
        var read: Set<String> = []
        var level = roots
        while !level.isEmpty {
            let stacks = level.filter { read.insert($0.id).inserted }
            let pages = try await concurrently(stacks.map(\.id)) { id in
                do {
                    return try await aws.run(
                        ["cloudformation", "describe-stack-events", "--stack-name", id], as: Page.self
                    ).stackEvents
                } catch AWSError.stackMissing {
                    return []  // Deleted more than 90 days ago.
                }
            }
            level = []
            for (stack, events) in zip(stacks, pages) {
                for event in events.reversed()
                where !(event.physicalResourceId ?? "").isEmpty && event.physicalResourceId != stack.id {
                    let name = stack.prefix + event.logicalResourceId
                    if event.resourceType == "AWS::CloudFormation::Stack" {
                        guard let id = event.physicalResourceId, id.hasPrefix("arn:") else { continue }
                        level.append((id, name + "/", false))
                    } else {
                        event.update(&found, name: stack.isRoot ? "\(root)/\(name)" : name)
                    }
                }
                gone.insert(stack.id)
                if !stack.isRoot, let name = events.first?.stackName { nestedNames.insert(name) }
            }
        }
        resources = found.values.sorted { $0.name < $1.name }
    }

    private struct StackList: Decodable {
        struct Summary: Decodable {
            let stackId: String
            let stackName: String
            let stackStatus: StackStatus
            let parentId: String?
            let rootId: String?
            let deletionTime: String?
        }
        let stackSummaries: [Summary]
    }

    private struct Page: Decodable {
        let stackEvents: [Event]
    }

    private struct Event: Decodable {
        let stackName: String
        let logicalResourceId: String
        let physicalResourceId: String?
        let resourceType: String
        let timestamp: ServiceTime
        let resourceStatus: StackStatus
        /// JSON, as text.
        let resourceProperties: String?

        /// Takes this event, which is newer than all before of its stack, into what is known of its resource.
        func update(_ found: inout [String: ResourceHistory], name: String) {
            let key = "\(resourceType) \(physicalResourceId ?? "")"
            var resource =
                found[key]
                ?? ResourceHistory(
                    stackName: stackName, name: name, logicalID: logicalResourceId,
                    physicalID: physicalResourceId ?? "",
                    type: resourceType, status: resourceStatus, latest: timestamp)
            if resourceProperties?.contains(#/"MonitoringInterval":"?[1-9]/#) == true {
                resource.hasEnhancedMonitoring = true
            }
            if resourceStatus == "CREATE_IN_PROGRESS" {
                resource.creationBegan = min(resource.creationBegan ?? timestamp, timestamp)
            }
            if resourceStatus == "DELETE_IN_PROGRESS" {
                resource.deletionBegan = max(resource.deletionBegan ?? timestamp, timestamp)
            }
            // Another stack may have taken a retained resource in, and deleted it.
            if timestamp >= resource.latest {
                resource.status = resourceStatus
                resource.latest = timestamp
            }
            found[key] = resource
        }
    }
}
