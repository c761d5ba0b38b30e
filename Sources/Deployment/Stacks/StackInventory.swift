import Foundation

/// What a stack and the stacks nested in it hold, and what becomes of it on deletion.
struct StackInventory: Sendable {
    /// What becomes of a resource when its stack is deleted.
    enum Fate: String, Sendable {
        case deleted, snapshot, retained
    }

    struct Resource: Sendable, Equatable {
        /// The stack that holds it: the logical IDs of nested stacks, or the root's name.
        let stack: String
        let logicalID: String
        let physicalID: String
        let type: String
        let status: StackStatus
        let fate: Fate

        /// What messages call it.
        var name: String { "\(stack)/\(logicalID)" }
        /// What to say of it when its stack is gone and it is not.
        var orphanNote: String { "\(name) (\(type)) is retained as \(physicalID), outside of any stack" }
    }

    /// Every resource that is no nested stack.
    let resources: [Resource]

    private struct Summaries: Decodable {
        struct Summary: Decodable {
            let logicalResourceId: String
            let physicalResourceId: String?
            let resourceType: String
            let resourceStatus: StackStatus
        }
        let stackResourceSummaries: [Summary]
    }

    /// Reads a stack, deleted ones included (by ARN, for the 90 days that AWS remembers them).
    static func read(stack id: String, name: String, with aws: AWSCLI) async throws -> StackInventory {
        var resources: [Resource] = []
        var level = [(id: id, name: name, prefix: "")]
        while !level.isEmpty {
            let stacks = level
            let contents = try await concurrently(Array(stacks.indices)) { index in
                async let policies = DeletionPolicies.read(stack: stacks[index].id, with: aws)
                let list = try await aws.run(
                    ["cloudformation", "list-stack-resources", "--stack-name", stacks[index].id], as: Summaries.self)
                return try await (list.stackResourceSummaries, policies)
            }
            level = []
            for (stack, (summaries, policies)) in zip(stacks, contents) {
                for summary in summaries where summary.resourceStatus != "DELETE_COMPLETE" {
                    let physicalID = summary.physicalResourceId ?? ""
                    if summary.resourceType == "AWS::CloudFormation::Stack", physicalID.hasPrefix("arn:") {
                        let path = stack.prefix + summary.logicalResourceId
                        level.append((physicalID, path, path + "/"))
                        continue
                    }
                    resources.append(
                        Resource(
                            stack: stack.name, logicalID: summary.logicalResourceId, physicalID: physicalID,
                            type: summary.resourceType, status: summary.resourceStatus,
                            fate: policies.fate(of: summary.logicalResourceId, type: summary.resourceType)))
                }
            }
        }
        return StackInventory(resources: resources)
    }
}

/// The deletion policies of a template as it was deployed.
///
/// Not those of the synthesized template, which may have changed since: telling that a bucket is retained which the
/// deployed template deletes would cost its data.
struct DeletionPolicies: Sendable, Equatable {
    private let policies: [String: String]

    private struct JSONAnswer: Decodable {
        struct Body: Decodable {
            let resources: [String: Resource]?
        }
        struct Resource: Decodable {
            let deletionPolicy: String?
        }
        let templateBody: Body
    }

    private struct TextAnswer: Decodable {
        let templateBody: String
    }

    static func read(stack id: String, with aws: AWSCLI) async throws -> DeletionPolicies {
        let arguments = ["cloudformation", "get-template", "--stack-name", id]
        let data = try await aws.run(arguments)
        // The CLI gives a JSON template as an object and a YAML one as a string.
        if let answer = try? AWSCLI.decoder.decode(JSONAnswer.self, from: data) {
            // Logical IDs pass through the decoder's key strategy too, as its dictionary keys stay as they are written.
            return DeletionPolicies(policies: (answer.templateBody.resources ?? [:]).compactMapValues(\.deletionPolicy))
        }
        guard let answer = try? AWSCLI.decoder.decode(TextAnswer.self, from: data) else {
            throw DeploymentError("the deployed template of \(id) cannot be read, so what a deletion would keep is not known")
        }
        return DeletionPolicies(yaml: answer.templateBody)
    }

    private init(policies: [String: String]) {
        self.policies = policies
    }

    /// Reads the YAML that `aws cloudformation package` writes for a nested template: two spaces an indentation, and
    /// no resource on one line.
    init(yaml: String) {
        var policies: [String: String] = [:]
        var isInResources = false
        var resource: String?
        for line in yaml.split(separator: "\n") {
            let indentation = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indentation)
            switch indentation {
            case 0: isInResources = text.hasPrefix("Resources:")
            case 2 where isInResources: resource = text.split(separator: ":").first.map(String.init)
            case 4 where isInResources && text.hasPrefix("DeletionPolicy:"):
                if let resource { policies[resource] = text.dropFirst("DeletionPolicy:".count).trimmingCharacters(in: .whitespaces) }
            default: break
            }
        }
        self.policies = policies
    }

    /// What becomes of a resource. AWS CloudFormation User Guide, "DeletionPolicy attribute": databases without a policy
    /// get a final snapshot.
    func fate(of logicalID: String, type: String) -> StackInventory.Fate {
        switch policies[logicalID] {
        case "Retain", "RetainExceptOnCreate": return .retained
        case "Snapshot": return .snapshot
        case nil where type == "AWS::RDS::DBCluster" || type == "AWS::RDS::DBInstance": return .snapshot
        default: return .deleted
        }
    }
}
