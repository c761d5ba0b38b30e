import Template

/// What a value comes to at the deployment, as far as the template says it.
struct TracedValue {
    enum Shape {
        case text, list
    }

    /// What it, or each of its elements, comes from.
    enum Source {
        case parameter(String, type: String)
        /// - attribute: nil for `Ref`.
        case resource(String, Template.Resource, attribute: String?)
        /// What is written there.
        case text
    }

    /// Nil where it may be either.
    var shape: Shape?
    /// What it, or each of its elements, identifies; nil where nobody knows.
    var target: ReferenceTarget?
    var source: Source?
    /// What each part of a text identifies that has commas between its parts, as lists are handed to nested stacks.
    var parts: ReferenceTarget?

    static let unknown = TracedValue()
    static let text = TracedValue(shape: .text)
    static let list = TracedValue(shape: .list)

    /// One of its elements, if it is a list.
    var element: TracedValue {
        var element = self
        element.shape = shape == .list ? .text : nil
        return element
    }
}
