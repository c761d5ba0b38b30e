/// Why a value changes that the templates have written the same.
public enum ChangeCause: Sendable, Hashable {
    /// It comes from a resource that is replaced.
    case replacement(of: ResourcePath)
    /// It comes from a resource that may be replaced.
    case possibleReplacement(of: ResourcePath)
    /// It comes from a resource that yields something else after an update.
    case update(of: ResourcePath)
    /// It comes from a resource of which nobody knows whether it yields the same after an update.
    case possibleUpdate(of: ResourcePath)
    /// It comes from a parameter of the root that nobody is shown, and that has another value now.
    case newSecret(parameter: String)
}

extension ChangeCause {
    /// Whether nobody knows that the value changes.
    var isPossible: Bool {
        switch self {
        case .replacement, .update, .newSecret: false
        case .possibleReplacement, .possibleUpdate: true
        }
    }

    /// What the value comes from, as in `Data/Database`.
    var source: String {
        switch self {
        case .replacement(let path), .update(let path), .possibleReplacement(let path), .possibleUpdate(let path):
            path.description
        case .newSecret(let parameter): parameter
        }
    }
}
