import Environments

/// What an execution would do to the resources of one stack. AWS CloudFormation API Reference, "DescribeChangeSet".
struct ChangeSet: Decodable, Sendable, Equatable {
    struct Change: Decodable, Sendable, Equatable {
        let resourceChange: ResourceChange?
    }

    struct Parameter: Decodable, Sendable, Equatable {
        let parameterKey: String
        let parameterValue: String?
        /// What Systems Manager holds under the value, where that is a name there.
        let resolvedValue: String?
    }

    struct Summary: Decodable, Sendable, Equatable {
        let changeSetId: String
        let changeSetName: String
    }

    let changeSetId: String
    let stackId: String
    let status: String
    let statusReason: String?
    /// Whether it can be executed, is being, or was: `AVAILABLE`, `EXECUTE_IN_PROGRESS` and the like.
    let executionStatus: String?
    let description: String?
    /// Nil for an answer that does not say.
    let includeNestedStacks: Bool?
    let tags: [StackDescription.Tag]?
    let parameters: [Parameter]?
    var changes: [Change]?

    /// Whether it is still being made.
    var isPending: Bool { status == "CREATE_PENDING" || status == "CREATE_IN_PROGRESS" }
    var isComplete: Bool { status == "CREATE_COMPLETE" }

    /// Whether it failed only because nothing would change. AWS says so in two ways; the second is for nested stacks.
    var isEmpty: Bool {
        let reason = statusReason ?? ""
        return status == "FAILED"
            && (reason.contains("didn't contain changes") || reason.contains("No updates are to be performed"))
    }

    /// Whether it says itself that validation refused it, and not only through a nested one.
    var isRefusedByValidation: Bool { (statusReason ?? "").contains("EarlyValidation") }

    var resourceChanges: [ResourceChange] { (changes ?? []).compactMap(\.resourceChange) }

    /// The parameters whose values AWS will know only when it carries the change set out, such as another nested
    /// stack's output.
    var parametersKnownLater: Set<String> {
        Set((parameters ?? []).filter { $0.parameterValue?.contains("KNOWN_AFTER_APPLY") == true }.map(\.parameterKey))
    }
}

/// What an execution would do to one resource. AWS CloudFormation API Reference, "ResourceChange".
struct ResourceChange: Decodable, Sendable, Equatable {
    struct Detail: Decodable, Sendable, Equatable {
        struct Target: Decodable, Sendable, Equatable {
            let attribute: String?
            let name: String?
            /// `Never`, `Conditionally` or `Always`.
            let requiresRecreation: String?
        }
        let target: Target?
        /// `Static` where the new value is known, `Dynamic` where AWS guesses that there may be one.
        let evaluation: String?
        let changeSource: String?
        /// What the new value comes from: a parameter, or a resource's attribute such as `Network.Outputs.VpcId`.
        let causingEntity: String?
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

    /// What surely comes from new values of its stack's parameters.
    ///
    /// AWS CloudFormation User Guide, "Example change sets": a parameter with another value stands as the cause of a
    /// static change of each property that uses it.
    ///
    /// - Parameter later: the parameters whose values are not known yet.
    func detailsGivenAnew(knownLater later: Set<String>) -> [Detail] {
        (details ?? []).filter { detail in
            detail.evaluation == "Static" && detail.changeSource == "ParameterReference"
                && detail.causingEntity.map { !later.contains($0) } ?? false
        }
    }

    /// The properties and attributes that change, each once.
    var changedNames: [String] {
        unique(
            (details ?? []).compactMap { detail in
                guard let target = detail.target, let attribute = target.attribute else { return nil }
                return attribute == "Properties" ? target.name ?? "Properties" : attribute
            })
    }
}

/// Whether a change replaces a resource, as far as AWS knows before it is carried out.
enum ReplacementVerdict: Sendable, Equatable {
    case none
    case inPlace
    case replaced
    /// Whether it is, the property's new value decides.
    case conditional
    /// AWS counts on a new value of these, which may turn out to be the old one.
    case guessed(by: [String])

    /// - Parameter later: the parameters of the resource's stack whose values are not known yet.
    init(_ change: ResourceChange, knownLater later: Set<String>) {
        switch change.replacement {
        case "True":
            let decisive = (change.details ?? []).filter {
                $0.target?.requiresRecreation.map { $0 != "Never" } ?? false
            }
            let areGuesses = decisive.allSatisfy { detail in
                detail.evaluation == "Dynamic"
                    || (detail.changeSource == "ParameterReference"
                        && detail.causingEntity.map(later.contains) ?? false)
            }
            let causes = unique(decisive.compactMap { $0.causingEntity ?? $0.target?.name })
            self = !decisive.isEmpty && areGuesses ? .guessed(by: causes) : .replaced
        case "Conditional": self = .conditional
        default: self = change.action == "Modify" ? .inPlace : .none
        }
    }

    /// Whether the resource may be a new one afterwards.
    var mayReplace: Bool {
        switch self {
        case .none, .inPlace: false
        case .replaced, .conditional, .guessed: true
        }
    }
}

private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}
