import AWSAccess
import CloudFormation
import JSON
import Template

/// The resource that failed first, or the stack where that is it, with all that the events and the templates say of it.
struct FailedResource: Sendable {
    /// As in `Shop/Data/Database`.
    let path: String
    let type: String
    let logicalID: String
    /// Nil or empty where none was made.
    let physicalID: String?
    /// The stack that holds it.
    let stackID: String
    /// Its status, as in `CREATE_FAILED`.
    let status: String
    let reason: FailureReason
    /// Whether a Hook stopped it.
    let isRefusalByHook: Bool
    /// The reasons of its earlier events in the same operation, oldest first.
    let earlierReasons: [String]
    /// What it is made of, as the event tells: a JSON text, or nil.
    let resolvedProperties: JSONValue?
    /// How the template declares it.
    let declaration: Template.Resource?
    /// What connects it with the source.
    let source: SynthesizedResource?
    /// The physical IDs of what is in the same stack, by logical ID.
    let neighbours: [String: String]
    /// When the operation began.
    let since: ServiceTime?

    /// Whether it was to be deleted.
    var isDeletion: Bool { status.hasPrefix("DELETE") }
    /// The service of its type, as in `RDS`.
    var service: String {
        let parts = type.split(separator: ":", omittingEmptySubsequences: true)
        return parts.count > 2 ? String(parts[1]) : ""
    }
    /// What exists of it; nil where nothing does.
    var existingID: String? { physicalID.flatMap { $0.isEmpty ? nil : $0 } }

    /// A property's value as text: as AWS was given it, or as the template has it where that is a plain text.
    func value(of property: String) -> String? {
        resolvedProperties?[property]?.string ?? declaration?.properties[property]?.scalarText
    }
}
