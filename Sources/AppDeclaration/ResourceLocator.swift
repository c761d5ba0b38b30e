/// How a tool finds a resource of a deployed app.
public enum ResourceLocator: Sendable, Equatable {
    /// In an output of the root stack, whose value is what AWS calls the resource. The quickest way: one call.
    case output(String)
    /// As the only resource of its type in the app's stacks.
    case onlyOfItsType
}
