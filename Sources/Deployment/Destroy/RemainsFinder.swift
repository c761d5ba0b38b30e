import AWSAccess
import Environments
import Foundation

/// Finds what an environment's stacks left behind, from what exists: nothing is remembered from before the deletion, so
/// that a run after an interruption sees what the interrupted one would have seen.
///
/// history of the deleted stacks -> by their events, by CloudFormation's own tags, by the names AWS gives -> is it held
/// by a stack that lives? -> what is left
struct RemainsFinder: Sendable {
    let stackName: String
    /// The logical IDs of databases in the root template, by which a final snapshot of a root stack's is told.
    let rootDatabases: Set<String>
    /// Whether the app has database clusters.
    let hasClusters: Bool
    /// Where templates were uploaded to for the stack; nil while the stack lives, when they belong to it.
    let uploads: UploadedTemplates?
    let aws: AWSCLI

    init(environment: EnvironmentFile, templates: DeployableTemplates, aws: AWSCLI, uploads: UploadedTemplates?) {
        stackName = environment.stackName
        rootDatabases = Set(
            templates.root?.template.resources.compactMap {
                [StackHistory.database, Self.cluster].contains($1.type) ? $0 : nil
            } ?? [])
        hasClusters = templates.templates.contains { $0.template.resources.contains { $1.type == Self.cluster } }
        self.uploads = uploads
        self.aws = aws
    }

    /// Looks. What a service does not let anybody see is told as unknown.
    ///
    /// - Throws: ``AWSError`` where no call can succeed, such as without credentials; `CancellationError`.
    func find(_ history: StackHistory) async throws -> Remains {
        async let tagged = look("what CloudFormation tagged as this stack's") {
            try await taggedResources(history)
        }
        async let snapshots = look("final snapshots") { try await databaseSnapshots(history) }
        async let ofClusters = look("final snapshots of database clusters") { try await clusterSnapshots(history) }
        async let templates = look("uploaded templates") { try await uploads?.remains() ?? [] }
        let (tags, databases, uploaded, clusters) = try await (tagged, snapshots, templates, ofClusters)
        let candidates = Self.candidates(history, tagged: tags.found)
        // Those of deletions that are not read event by event are known by what was taken of them.
        let names = history.databases.union(databases.found.filter(\.isDeletable).compactMap(\.source))
        async let kept = look("whether a stack holds what is left") { try await standing(candidates, history) }
        async let backups = look("retained automated backups") { try await automatedBackups(of: names, history) }
        async let logs = look("log groups that services made") { try await serviceLogs(history, databases: names) }
        let rest = try await [logs, backups, kept]
        var remains = Remains(
            unknown: (rest.map(\.problem) + [tags, databases, clusters, uploaded].map(\.problem)).compactMap(\.self))
        let known = rest[0].found + rest[1].found + databases.found + clusters.found + rest[2].found + uploaded.found
        // A log group may be both declared in a stack and made by a service.
        var seen: Set<String> = []
        remains.things = known.filter { seen.insert("\($0.type) \($0.id)").inserted }
        return remains
    }

    /// Looks at one kind of thing, and tells why where that was refused.
    private func look(
        _ what: String, _ body: @Sendable () async throws -> [Remain]
    ) async throws -> (found: [Remain], problem: String?) {
        do {
            return (try await body(), nil)
        } catch let error as AWSError where error.isAboutOneCall {
            return ([], "\(what): \(error)")
        }
    }

    // MARK: What CloudFormation left

    /// Those with the tags that only CloudFormation can put on: AWS CloudFormation User Guide, "Resource tags". They are found
    /// here however long ago their stack went.
    private func taggedResources(_ history: StackHistory) async throws -> [Remain] {
        let answer = try await aws.run(
            [
                "resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=aws:cloudformation:stack-name",
                "--resource-type-filters", "s3", "logs",
            ] + RetainedType.allCases.map(\.taggingFilter),
            as: TaggedResources.self)
        return answer.resourceTagMappingList.compactMap { resource in
            let tags = resource.tags
            guard let owner = tags["aws:cloudformation:stack-name"],
                isOurs(owner, tags["aws:cloudformation:stack-id"], history)
            else { return nil }
            let parts = resource.resourceARN.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 6 else { return nil }
            let name = tags["aws:cloudformation:logical-id"].map { "\(owner)/\($0)" } ?? owner
            let reason = "retained when the stack of \(name) was deleted"
            switch parts[2] {
            case "s3" where !parts[5].contains("/"):
                return Remain(kind: .bucket, type: "AWS::S3::Bucket", id: parts[5], reason: reason)
            case "logs" where parts[5].hasPrefix("log-group:"):
                let group = String(parts[5].dropFirst("log-group:".count))
                return Remain(
                    kind: .logGroup, type: Self.logGroup, id: group.hasSuffix(":*") ? String(group.dropLast(2)) : group,
                    reason: reason)
            default:
                return RetainedType.resource(ofARN: parts, history).map {
                    Remain(kind: .retained($0.type), type: $0.type.rawValue, id: $0.id, reason: reason)
                }
            }
        }
    }

    static let logGroup = "AWS::Logs::LogGroup"

    /// Whether a stack was this environment's and is gone. CloudFormation names a nested stack after the one that nests
    /// it: `NAME-LogicalID-RANDOM`, and no logical ID has a hyphen.
    private func isOurs(_ name: String, _ id: String?, _ history: StackHistory) -> Bool {
        if let id, history.gone.contains(id) { return true }
        guard let id, !history.living.contains(id) else { return false }
        guard name != stackName else { return true }
        guard name.hasPrefix(stackName) else { return false }
        return name.dropFirst(stackName.count).wholeMatch(of: #/(?:-[A-Za-z0-9]+-[A-Z0-9]{12,13})+/#) != nil
    }

    /// What goes with what it belongs to.
    static let parts: Set = ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy"]

    /// What the events tell of what is left, and what the tags do.
    private static func candidates(_ history: StackHistory, tagged: [Remain]) -> [Remain] {
        var candidates = tagged
        for resource in history.resources
        where !candidates.contains(where: { $0.id == resource.physicalID && $0.type == resource.type }) {
            let reason = "retained when \(resource.name) was deleted"
            // Whether they exist is looked at, so that every doubt counts.
            if let type = RetainedType(rawValue: resource.type) {
                guard resource.status != "DELETE_COMPLETE" else { continue }
                candidates.append(
                    Remain(kind: .retained(type), type: resource.type, id: resource.physicalID, reason: reason))
                continue
            }
            switch resource.type {
            case "AWS::S3::Bucket" where resource.status != "DELETE_COMPLETE":
                candidates.append(Remain(kind: .bucket, type: resource.type, id: resource.physicalID, reason: reason))
            case logGroup where resource.status != "DELETE_COMPLETE":
                candidates.append(Remain(kind: .logGroup, type: resource.type, id: resource.physicalID, reason: reason))
            case let type where Self.parts.contains(type): break
            case _ where resource.status == "DELETE_SKIPPED" || resource.status == "DELETE_FAILED":
                let how = resource.status == "DELETE_SKIPPED" ? "retained" : "not deleted, because that failed,"
                candidates.append(
                    Remain(
                        kind: .other, type: resource.type, id: resource.physicalID,
                        reason: "\(how) when \(resource.name) was deleted",
                        obstacle: "this tool does not delete this type: delete it by hand, unless that is done"))
            default: break
            }
        }
        return candidates
    }
}
