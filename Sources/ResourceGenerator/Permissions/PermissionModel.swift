import PermissionFacts
import ResourceSchemas

/// What CloudFormation's handlers call, by type, and what was learned on the way to it.
struct PermissionModel: Sendable {
    var facts: [TypeName: HandlerFacts] = [:]
    var shortfalls: [Shortfall] = []

    /// The types behind each format of an ARN.
    var owners: [String: [TypeName]] {
        var owners: [String: [TypeName]] = [:]
        for (type, facts) in facts.sorted(by: { $0.key < $1.key }) {
            for format in facts.names?.formats ?? [] { owners[format, default: []].append(type) }
        }
        return owners
    }
}
