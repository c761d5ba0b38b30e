import AWSResourceCatalogue
import ResourceSchemas
import Terminal

/// The changes of a stack and the stacks nested in it, as a person reviews them.
struct ChangeReview: Sendable, Equatable {
    /// One changed resource.
    struct Row: Sendable, Equatable {
        /// The logical IDs from the root's nested stack down.
        let resource: String
        let change: ResourceChange
        /// For a new nested stack, how many resources its template has.
        let newResources: Int?
    }

    private(set) var rows: [Row] = []

    /// - Parameters:
    ///   - changeSet: the root's.
    ///   - nested: change sets of nested stacks, by their ARNs.
    init(_ changeSet: ChangeSet, nested: [String: ChangeSet] = [:], templates: DeployableTemplates) {
        add(changeSet, nested: nested, prefix: "", template: templates.root, templates: templates)
    }

    private mutating func add(
        _ changeSet: ChangeSet, nested: [String: ChangeSet], prefix: String, template: DeployableTemplate?,
        templates: DeployableTemplates
    ) {
        for change in (changeSet.changes ?? []).compactMap(\.resourceChange) {
            let name = prefix + change.logicalResourceId
            let child = template?.resource(change.logicalResourceId).flatMap { templates.template(nestedBy: $0) }
            if let inner = change.changeSetId.flatMap({ nested[$0] }) {
                // A nested stack that is listed although nothing in it changes would only hide what does.
                add(inner, nested: nested, prefix: name + "/", template: child, templates: templates)
            } else {
                rows.append(Row(resource: name, change: change, newResources: change.action == "Add" ? child?.resources.count : nil))
            }
        }
    }

    /// The table that is shown.
    var table: Table {
        var table = Table(["Action", "Resource", "Type", "Replacement", "Because of"])
        for row in rows {
            let change = row.change
            let isDangerous = Self.losesData(change)
            let type = row.newResources.map { "nested stack, \($0) resources" } ?? change.resourceType
            table.add([
                StyledText(change.action, Self.style(of: change.action)),
                StyledText(row.resource, isDangerous ? .bad : .plain), StyledText(type, .dim),
                StyledText(Self.replacement(of: change), isDangerous ? .bad : .warning),
                StyledText(change.changedNames.joined(separator: ", "), .dim),
            ])
        }
        return table
    }

    /// One line a resource that holds data and would be replaced or deleted.
    var warnings: [String] {
        rows.filter { Self.losesData($0.change) }.map { row in
            let fate = switch row.change.action {
            case "Remove": "would be removed"
            default: row.change.replacement == "Conditional" ? "may be replaced by a new, empty one" : "would be replaced by a new, empty one"
            }
            let policy = row.change.policyAction.map { " (what exists: \($0))" } ?? ""
            return "\(row.resource) holds data and \(fate)\(policy)"
        }
    }

    private static func losesData(_ change: ResourceChange) -> Bool {
        guard ResourceCatalogue.aws.isStateful(change.resourceType) else { return false }
        return change.action == "Remove" || (change.action == "Modify" && change.replacement != "False" && change.replacement != nil)
    }

    private static func replacement(of change: ResourceChange) -> String {
        guard !change.isNestedStack else { return "" }
        switch change.replacement {
        case "True": return "replaced"
        case "Conditional": return "maybe replaced"
        default: return change.action == "Modify" ? "in place" : ""
        }
    }

    private static func style(of action: String) -> Style {
        switch action {
        case "Add", "Import": .good
        case "Remove": .bad
        default: .warning
        }
    }
}
