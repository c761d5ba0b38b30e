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
        /// CloudFormation, or the service that has the resource, refuses it.
        case refuse(Refusal)
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
    public internal(set) var properties: [PropertyChange] = []
    /// Of attributes such as `DeletionPolicy`: they do nothing to what is there.
    public internal(set) var attributes: [PropertyChange] = []
    /// What is left of the resource that goes, where one does.
    public internal(set) var keeps: Keeping?
    /// Whether resources of its type hold data.
    public let holdsData: Bool
    /// The condition under which it exists, of one that comes or goes.
    public internal(set) var condition: String?
    /// Whether nobody can tell that anything happens to it: what decides is open, as a condition can be.
    public internal(set) var isUncertain: Bool
    /// The root's parameters that nobody is shown, and whose other values decide whether it is there, on both sides: it may
    /// come or go, whatever else becomes of it.
    public internal(set) var deciders: [String] = []
    /// Where it is moved from, as is declared.
    public internal(set) var origin: ResourcePath?
    /// Of one that comes or goes, what goes or comes and is the same but for its name.
    public internal(set) var twin: ResourcePath?
    /// What AWS is sure to refuse of it, so that no deployment gets through.
    public internal(set) var refusals: [Refusal] = []
    /// What else is to be known of it.
    public internal(set) var notes: [String] = []
    /// Where it is declared: in what is to come, or in what was, for one that goes.
    public let place: Diagnostic.Place?
}

extension PlannedChange {
    /// Whether what is there stays as it is: only what the stack says of it changes.
    public var isUntouched: Bool { action == .update && properties.isEmpty && deciders.isEmpty }

    /// What happens, at a glance.
    package var mark: ChangeMark {
        switch action {
        case .add: .added
        case .remove: .removed
        case .update where isUntouched: origin == nil ? .untouched : .moved
        case .update: .changed
        case .replace: .replaced
        case .mayReplace: .mayBeReplaced
        case .refuse: .refused
        }
    }

    /// One character that says what happens.
    public var symbol: Character { mark.rawValue }

    /// Whether the stack is without data afterwards that it has now, unless it was to leave that behind; also where
    /// nobody can tell.
    public var losesData: Bool {
        guard holdsData else { return false }
        switch action {
        case .remove: return keeps != .everything
        case .replace, .mayReplace: return true
        case .add, .update, .refuse: return !deciders.isEmpty && keeps != .everything
        }
    }
}
