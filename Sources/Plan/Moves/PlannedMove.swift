import Diagnostics

/// A declared move that still has to happen.
public struct PlannedMove: Sendable, Hashable {
    /// Where the resource is.
    public let source: ResourcePath
    /// Where it is to be, by the stacks as they are called now.
    public let destination: ResourcePath
    /// Where it is to be, by the stacks as they are going to be called.
    public let new: ResourcePath
    /// As in `AWS::SQS::Queue`.
    public let type: String
    /// What says so.
    public let place: Diagnostic.Place

    /// Whether it gets another stack, and not only another name.
    public var changesStack: Bool { source.stack != destination.stack }
}
