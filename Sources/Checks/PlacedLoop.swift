import Template

/// A loop, or what is meant to be one.
struct PlacedLoop {
    let key: String
    let path: Template.Path
    /// Nil for an ill-formed one.
    let loop: Template.Loop?
    /// The loops that it stands in, the outer ones first.
    let around: [PlacedLoop]

    /// - Parameter others: those before it in the template.
    private init(_ entry: Template.Object.Entry, in object: Template.Path, among others: [PlacedLoop]) {
        key = entry.key
        path = object.appending(entry.key)
        loop = Template.Loop(entry)
        around = others.filter { object.steps.starts(with: $0.path.steps) }
    }

    /// Adds the loops among the members of a value.
    ///
    /// - Parameter loops: those before it in the template.
    static func add(_ value: Template.Expression, at path: Template.Path, to loops: inout [PlacedLoop]) {
        guard case .object(let object) = value, object.hasMacros, !path.isInMetadata else { return }
        for entry in object.entries where entry.key.isFunctionKey && entry.key.hasPrefix("Fn::ForEach") {
            loops.append(PlacedLoop(entry, in: path, among: loops))
        }
    }
}
