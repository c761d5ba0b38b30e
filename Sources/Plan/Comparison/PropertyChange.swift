import Diagnostics
import Template

/// What becomes of one value of a resource.
public struct PropertyChange: Sendable, Hashable {
    /// From the resource's properties, or from its attributes.
    public let path: Template.Path
    /// Nil where nothing was there.
    public let before: Template.Expression?
    /// Nil where nothing is there any more.
    public let after: Template.Expression?
    /// What it does to the resource.
    public internal(set) var effect: ChangeEffect = .update
    /// Why it changes, where the template says the same as before.
    public internal(set) var cause: ChangeCause?

    init(at path: Template.Path, from before: Template.Expression?, to after: Template.Expression?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

/// What a change of a property does to its resource.
public enum ChangeEffect: Sendable, Hashable {
    /// It stays what it is.
    case update
    /// Something outside of the templates decides: what that is.
    case mayReplace(String)
    /// Another one takes its place. Why, where that is not simply what the property does.
    case replace(String?)
}

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
}
