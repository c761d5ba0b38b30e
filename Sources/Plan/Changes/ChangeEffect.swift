/// What a change of a property does to its resource.
public enum ChangeEffect: Sendable, Hashable {
    /// It stays what it is.
    case update
    /// Something outside of the templates decides: what that is.
    case mayReplace(String)
    /// AWS takes no such change.
    case refuse(Refusal)
    /// Another one takes its place. Why, where that is not simply what the property does.
    case replace(String?)
}

extension ChangeEffect {
    /// The one of two that leaves less as it is.
    func orWorse(_ other: ChangeEffect) -> ChangeEffect {
        switch (self, other) {
        case (.replace, _): self
        case (_, .replace): other
        // What AWS refuses to change it takes of another one.
        case (.mayReplace, _): self
        case (_, .mayReplace): other
        case (.refuse, _): self
        default: other
        }
    }

    /// What a resource becomes by it.
    var action: PlannedChange.Action {
        switch self {
        case .update: .update
        case .refuse(let refusal): .refuse(refusal)
        case .mayReplace: .mayReplace
        case .replace: .replace
        }
    }
}
