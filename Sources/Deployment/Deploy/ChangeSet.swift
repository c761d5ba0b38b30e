/// What an execution would do to the resources of one stack.
struct ChangeSet: Decodable, Sendable, Equatable {
    struct Change: Decodable, Sendable, Equatable {
        let resourceChange: ResourceChange?
    }

    struct Summary: Decodable, Sendable, Equatable {
        let changeSetId: String
        let changeSetName: String
    }

    let changeSetId: String
    let stackId: String
    let status: StackStatus
    let statusReason: String?
    let changes: [Change]?

    /// Whether it failed only because nothing would change. AWS says so in two ways; the second is for nested stacks.
    var isEmpty: Bool {
        let reason = statusReason ?? ""
        return status == "FAILED" && (reason.contains("didn't contain changes") || reason.contains("No updates are to be performed"))
    }
}

/// What an execution would do to one resource. AWS CloudFormation API Reference, "ResourceChange".
struct ResourceChange: Decodable, Sendable, Equatable {
    struct Detail: Decodable, Sendable, Equatable {
        struct Target: Decodable, Sendable, Equatable {
            let attribute: String?
            let name: String?
        }
        let target: Target?
    }

    /// `Add`, `Modify`, `Remove`, `Import` or `Dynamic`.
    let action: String
    let logicalResourceId: String
    let resourceType: String
    /// `True`, `False` or `Conditional`; nil where nothing exists that could be replaced.
    let replacement: String?
    /// What becomes of the resource that goes: `Delete`, `Retain`, `Snapshot`, `ReplaceAndDelete` and the like.
    let policyAction: String?
    /// For a nested stack, the change set with its own changes.
    let changeSetId: String?
    let details: [Detail]?

    var isNestedStack: Bool { resourceType == "AWS::CloudFormation::Stack" }

    /// The properties and attributes that change, each once.
    var changedNames: [String] {
        var seen: Set<String> = []
        return (details ?? []).compactMap { detail in
            guard let target = detail.target, let attribute = target.attribute else { return nil }
            return attribute == "Properties" ? target.name ?? "Properties" : attribute
        }.filter { seen.insert($0).inserted }
    }
}
