import AWSResourceCatalogue
import CloudFormation
import Diagnostics
import ResourceSchemas
import Terminal

/// The changes of a stack and the stacks nested in it, as a person reviews them.
struct ChangeReview: Sendable, Equatable {
    /// One changed resource.
    struct Row: Sendable, Equatable {
        /// The logical IDs from the root's nested stack down.
        let resource: String
        let change: ResourceChange
        let replacement: ReplacementVerdict
        /// For a nested stack, what stands in place of its type.
        let note: String?
        /// The properties that surely change since a parameter has another value.
        let givenAnew: Set<String>
    }

    /// A parameter of a stack.
    struct StackParameter: Sendable, Hashable {
        /// The logical IDs from the root down.
        let stack: [String]
        let name: String
    }

    private(set) var rows: [Row] = []
    /// The parameters of which AWS says that they have other values, since something changes by them.
    private(set) var newValues: Set<StackParameter> = []
    /// Why the changes inside nested stacks are not known; nil when they are, or when there is nothing in them that
    /// could be lost.
    let unknown: String?
    /// What AWS warns of: nothing is refused for it, and it would fail unless somebody puts it right before.
    let validation: [Diagnostic]

    /// - Parameters:
    ///   - changeSet: the root's.
    ///   - nested: change sets of nested stacks, by their ARNs.
    ///   - unknown: why those cannot be had.
    ///   - validation: what AWS warns of.
    init(
        _ changeSet: ChangeSet, nested: [String: ChangeSet] = [:], templates: DeployableTemplates,
        unknown reason: String? = nil, validation: [Diagnostic] = []
    ) {
        self.validation = validation
        let exists = changeSet.resourceChanges.contains { $0.isNestedStack && $0.action != "Add" }
        unknown = exists ? reason : nil
        add(changeSet, nested: nested, prefix: "", template: templates.root, templates: templates)
    }

    private mutating func add(
        _ changeSet: ChangeSet, nested: [String: ChangeSet], prefix: String, template: SynthesizedTemplate?,
        templates: DeployableTemplates
    ) {
        let later = changeSet.parametersKnownLater
        for change in changeSet.resourceChanges {
            let name = prefix + change.logicalResourceId
            let child = template?.resource(change.logicalResourceId).flatMap { templates.template(nestedBy: $0) }
            let inner = change.changeSetId.flatMap { nested[$0] }
            let givenAnew = change.detailsGivenAnew(knownLater: later)
            let stack = prefix.split(separator: "/").map(String.init)
            newValues.formUnion(
                givenAnew.compactMap(\.causingEntity).map { StackParameter(stack: stack, name: $0) })
            // A nested stack that is listed although something in it changes would only hide what does. A new one tells
            // how much it brings, and its templates what.
            if let inner, change.action != "Add", !inner.resourceChanges.isEmpty {
                add(inner, nested: nested, prefix: name + "/", template: child, templates: templates)
                continue
            }
            var note: String?
            if change.isNestedStack, change.action == "Add" {
                note = (child?.resources.count ?? inner?.resourceChanges.count).map { "nested stack, \($0) resources" }
            } else if change.isNestedStack, inner != nil {
                note = "nested stack, none of its resources"
            }
            rows.append(
                Row(
                    resource: name, change: change,
                    replacement: change.isNestedStack ? .none : .init(change, knownLater: later),
                    note: note,
                    givenAnew: Set(
                        givenAnew.compactMap(\.target).filter { $0.attribute == "Properties" }.compactMap(\.name))))
        }
    }

    /// The table that is shown.
    var table: Table {
        var table = Table(["Action", "Resource", "Type", "Replacement", "Because of"])
        for row in rows {
            let change = row.change
            let isDangerous = row.losesData
            let type = row.note ?? change.resourceType
            table.add([
                StyledText(change.action, Self.style(of: change.action)),
                StyledText(row.resource, isDangerous ? .bad : .plain), StyledText(type, .dim),
                StyledText(Self.text(of: row.replacement), isDangerous ? .bad : .warning),
                StyledText(Self.reasons(for: row), .dim),
            ])
        }
        return table
    }

    /// One line a resource that holds data and would be replaced or deleted.
    var warnings: [String] {
        rows.filter(\.losesData).map { row in
            let policy = row.change.policyAction.map { " (what exists: \($0))" } ?? ""
            return "\(row.resource) holds data and \(row.fate)\(policy)"
        }
    }

    private static func text(of verdict: ReplacementVerdict) -> String {
        switch verdict {
        case .none: ""
        case .inPlace: "in place"
        case .replaced: "replaced"
        case .conditional, .guessed: "maybe replaced"
        }
    }

    private static func reasons(for row: Row) -> String {
        let names = row.change.changedNames.joined(separator: ", ")
        guard case .guessed(let causes) = row.replacement else { return names }
        return "\(names) (not known yet: \(causes.joined(separator: ", ")))"
    }

    private static func style(of action: String) -> Style {
        switch action {
        case "Add", "Import": .good
        case "Remove": .bad
        default: .warning
        }
    }
}

extension ChangeReview.Row {
    /// Whether it holds data that nobody finds in the stack afterwards; what is left behind of it counts too.
    var losesData: Bool {
        guard ResourceCatalogue.aws.isStateful(change.resourceType) else { return false }
        return change.action == "Remove" || (change.action == "Modify" && replacement.mayReplace)
    }

    /// Whether it goes from the stack and stays where it is.
    var isLeftBehind: Bool { change.action == "Remove" && change.policyAction == "Retain" }

    /// Whether AWS says no more than that it may be replaced.
    var isGuess: Bool {
        switch replacement {
        case .conditional, .guessed: true
        case .none, .inPlace, .replaced: false
        }
    }

    /// What becomes of one that loses data.
    var fate: String {
        switch replacement {
        case .guessed(let causes):
            "may be replaced by a new, empty one; AWS cannot tell before it knows \(causes.joined(separator: ", "))"
        case .conditional: "may be replaced by a new, empty one"
        case .replaced: "would be replaced by a new, empty one"
        case .none, .inPlace: "would be removed"
        }
    }
}
