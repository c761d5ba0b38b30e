/// Who uses what: the reason for a dependency. Its texts are made only when a problem is reported.
struct Use: Sendable {
    let user: User
    let target: Element
    /// The attribute of the target that is used; nil for all of it.
    let attribute: String?

    /// As in `Shop/Data/Database.Endpoint.Address`.
    var targetDescription: String { target.path + (attribute.map { "." + $0 } ?? "") }
}

/// What an expression belongs to.
enum User: Sendable {
    case element(Element)
    indirect case rule(name: String, stack: ConstructPath, location: SourceLocation)
    indirect case metadata(stack: ConstructPath)

    static func rule(_ record: RuleRecord, in stack: ConstructPath) -> User {
        .rule(name: record.name, stack: stack, location: record.location)
    }

    var path: String {
        switch self {
        case .element(let element): element.path
        case .rule(let name, let stack, _): stack.description + " rule " + name
        case .metadata(let stack): stack.description + " metadata"
        }
    }

    /// The user's line.
    var location: SourceLocation {
        switch self {
        case .element(let element): element.userLocation
        case .rule(_, _, let location): location
        case .metadata(let stack): stack.location
        }
    }
}
