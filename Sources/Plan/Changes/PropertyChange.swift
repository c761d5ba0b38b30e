import Diagnostics
import Template

/// What becomes of one value of a resource.
public struct PropertyChange: Sendable, Hashable {
    /// From the resource's properties, or from its attributes.
    public let path: Template.Path
    /// Nil where nothing was there.
    public internal(set) var before: Template.Expression?
    /// Nil where nothing is there any more.
    public internal(set) var after: Template.Expression?
    /// What it does to the resource.
    public internal(set) var effect: ChangeEffect = .update
    /// Why it changes, where the template says the same as before.
    public internal(set) var cause: ChangeCause?
    /// Whether both are the same only because what differs is a secret, which is not shown.
    public internal(set) var isHidden = false

    /// What decides whether it changes at all, as in `whether Prod is met`; nil where it does for sure.
    public internal(set) var decider: String?
    /// Whether a list only has another order.
    var isOrderOnly = false

    init(at path: Template.Path, from before: Template.Expression?, to after: Template.Expression?) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// Whether nobody knows that it changes.
    var isPossible: Bool { decider != nil || cause?.isPossible == true }
}
