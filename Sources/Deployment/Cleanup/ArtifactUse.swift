import AWSAccess
import Archives
import Environments
import Template

/// Which objects of the artifact bucket an environment still needs: those whose hashes stand in what is deployed or prepared.
struct ArtifactUse: Sendable {
    /// Of the templates and assets that something names.
    let hashes: Set<String>
    /// Why all count as needed: not all of what may name them could be read.
    let unknown: String?

    /// Reads the templates of the stack, of those nested in it and of change sets that wait to be executed, and the values of
    /// their parameters.
    ///
    /// - Throws: ``AWSError`` where nothing can be asked at all; `CancellationError`.
    static func read(of environment: EnvironmentFile, with aws: AWSCLI) async throws -> ArtifactUse {
        guard let stack = try await aws.stack(environment.stackName) else {
            return ArtifactUse(hashes: [], unknown: nil)
        }
        // A rollback takes back what was before, which no template names while it goes on.
        let isAtRest = [.succeeded, .rolledBack, .review].contains(stack.stackStatus.phase)
        guard isAtRest else {
            return ArtifactUse(hashes: [], unknown: "\(stack.stackName) is \(stack.stackStatus)")
        }
        do {
            var hashes = Set((stack.parameters ?? []).flatMap { Self.hashes(in: $0.parameterValue) })
            if stack.stackStatus.phase != .review {
                // Asked of every stack: what was moved lies in no bucket.
                let tree = try await DeployedTemplates(aws: aws, placed: nil).tree(of: stack)
                hashes.formUnion(Self.hashes(in: tree))
                // Nothing names the root's own.
                hashes.insert(SHA256.digest(of: tree.template.rendered()).description)
            }
            for changeSet in try await aws.changeSets(ofStack: stack.stackId) {
                hashes.formUnion(try await self.hashes(ofChangeSet: changeSet.changeSetId, with: aws))
            }
            return ArtifactUse(hashes: hashes, unknown: nil)
        } catch let error where error is AWSError || error is CommandError {
            return ArtifactUse(hashes: [], unknown: "not all that is deployed can be read: \(error)")
        }
    }

    private static func hashes(in tree: TemplateTree) -> [String] {
        StoredArtifact.hashes(in: tree.template.rendered()) + tree.nested.values.flatMap(hashes)
    }

    private static func hashes(in value: String?) -> [String] { StoredArtifact.hashes(in: Array((value ?? "").utf8)) }

    /// What a change set would deploy, nested change sets too.
    private static func hashes(ofChangeSet id: String, with aws: AWSCLI) async throws -> Set<String> {
        var found: Set<String> = []
        var open = [id]
        while let next = open.popLast() {
            let changeSet = try await aws.changeSet(next)
            guard changeSet.mayBeExecuted else { continue }
            found.formUnion((changeSet.parameters ?? []).flatMap { hashes(in: $0.parameterValue) })
            guard let template = try await aws.template(ofChangeSet: next) else {
                throw CommandError("template-not-json", "the template of a change set is not in JSON")
            }
            found.formUnion(StoredArtifact.hashes(in: template.rendered()))
            open += changeSet.resourceChanges.compactMap(\.changeSetId)
        }
        return found
    }
}

extension ChangeSet {
    /// Whether somebody can still carry it out. AWS CloudFormation API Reference, "DescribeChangeSet".
    fileprivate var mayBeExecuted: Bool {
        status != "FAILED" && !["EXECUTE_COMPLETE", "EXECUTE_FAILED", "OBSOLETE"].contains(executionStatus)
    }
}
