import Diagnostics
import Template

/// What becomes of one resource.
public struct PlannedChange: Sendable {
    /// What happens to it.
    public enum Action: Sendable, Hashable {
        case add
        /// It goes; what CloudFormation does with what it holds is in ``PlannedChange/keeps``.
        case remove
        /// It stays, and is changed.
        case update
        /// Another one takes its place.
        case replace
        /// Something outside of the templates decides whether another one takes its place.
        case mayReplace
        /// CloudFormation refuses it: the reason.
        case refuse(String)
    }

    /// What is left of a resource that goes.
    public enum Keeping: String, Sendable {
        case nothing = "Delete"
        case everything = "Retain"
        case snapshot = "Snapshot"
    }

    /// Where it is.
    public let path: ResourcePath
    /// As in `AWS::SQS::Queue`.
    public let type: String
    /// What happens to it.
    public internal(set) var action: Action
    /// Those of its properties that change.
    public internal(set) var properties: [PropertyChange]
    /// Of attributes such as `DeletionPolicy`: they do nothing to what is there.
    public internal(set) var attributes: [PropertyChange]
    /// What is left of the resource that goes, where one does.
    public internal(set) var keeps: Keeping?
    /// Whether it holds data that goes with it.
    public let holdsData: Bool
    /// The condition under which it exists, of one that comes or goes.
    public internal(set) var condition: String?
    /// Whether nobody can tell that it is there at all, since a condition is undecided.
    public let isUncertain: Bool
    /// Of one that comes or goes, what goes or comes and is the same but for its name.
    public internal(set) var twin: ResourcePath?
    /// What else is to be known of it.
    public internal(set) var notes: [String] = []
    /// Where it is declared: in what is to come, or in what was, for one that goes.
    public let place: Diagnostic.Place?
}
