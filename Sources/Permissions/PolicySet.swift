/// The policies of a role: statements in as few documents as IAM takes.
public struct PolicySet: Sendable, Equatable {
    /// In their order; none where nothing is needed.
    public let policies: [PolicyDocument]

    /// - Parameters:
    ///   - place: which decides how long the statements get.
    ///   - kinds: the reference's formats of what an action applies to.
    init(_ needs: [PermissionNeed], at place: DeploymentPlace, kinds: (String) -> Set<String>) {
        let measured = place.filled
        let statements = StatementMerge(needs, kinds: kinds).statements.flatMap { Self.parts(of: $0, in: measured) }
        var documents: [[PolicyStatement]] = []
        // An empty document, and a comma behind each statement but the last.
        var room = 0
        let empty = PolicyDocument(statements: []).size(in: measured)
        for statement in statements {
            let size = statement.size(in: measured) - empty + 1
            if size > room {
                documents.append([])
                room = PolicyDocument.longest - empty
            }
            documents[documents.count - 1].append(statement)
            room -= size
        }
        policies = documents.map(PolicyDocument.init)
    }

    /// Every statement of all policies.
    public var statements: [PolicyStatement] { policies.flatMap(\.statements) }

    /// Whether there are no more than a role takes.
    public var fitsRole: Bool { policies.count <= PolicyDocument.most }

    /// A statement that is too long for a policy as two, and so on.
    private static func parts(of statement: PolicyStatement, in place: DeploymentPlace) -> [PolicyStatement] {
        guard statement.size(in: place) > PolicyDocument.longest else { return [statement] }
        func half<Element>(_ all: [Element]) -> [[Element]] {
            [Array(all.prefix(all.count / 2)), Array(all.dropFirst(all.count / 2))]
        }
        let halves: [PolicyStatement]
        if statement.actions.count > 1 {
            halves = half(statement.actions).map {
                PolicyStatement(actions: $0, resources: statement.resources, conditions: statement.conditions)
            }
        } else if statement.resources.count > 1 {
            halves = half(statement.resources).map {
                PolicyStatement(actions: statement.actions, resources: $0, conditions: statement.conditions)
            }
        } else {
            return [statement]
        }
        return halves.flatMap { parts(of: $0, in: place) }
    }
}
