import AWSAccess
import Template

/// The deletion policies of a template as it was deployed.
///
/// Not those of the synthesized template, which may have changed since: telling that a bucket is retained which the
/// deployed template deletes would cost its data.
struct DeletionPolicies: Sendable, Equatable {
    /// Nil for one that is not JSON.
    private let template: Template?

    /// Of a template that nobody has.
    static let unknown = DeletionPolicies(template: nil)

    /// Reads the template of a stack.
    static func read(stack id: String, with aws: AWSCLI) async throws -> DeletionPolicies {
        DeletionPolicies(template: try await aws.template(ofStack: id, named: id))
    }

    /// Whether the stack exports something, or nobody can tell.
    var mayExport: Bool { template.map { $0.outputs.contains { $0.1.exportName != nil } } ?? true }

    /// Whether data goes where a resource goes; of an unknown template by the type alone.
    func holdsData(_ logicalID: String, type: String) -> Bool {
        (template?.resources[logicalID] ?? Template.Resource(type: type)).holdsData
    }

    /// What becomes of a resource.
    func fate(of logicalID: String, type: String, isCreating: Bool = false) -> DeletionForecast.Fate {
        guard let template else { return .unknown }
        let resource = template.resources[logicalID]
        guard let policy = resource?.deletionPolicy else {
            return (resource ?? Template.Resource(type: type)).keepsSnapshotByDefault ? .snapshot : .deleted
        }
        switch policy {
        case "Retain": return .retained
        case "RetainExceptOnCreate": return isCreating ? .deleted : .retained
        case "Snapshot": return .snapshot
        // A function, which the language extensions allow here.
        default: return policy.string == nil ? .unknown : .deleted
        }
    }
}
