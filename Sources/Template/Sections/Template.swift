/// A CloudFormation template as one value, whoever made it: synthesis, a person, or AWS.
///
///     let template = try Template(parsing: bytes, file: "Stacks/Templates/Shop.template.json")
///     template.resources["Orders"]?.properties["VisibilityTimeout"]     // 30
///     template.references.filter { $0.target == .parameter("Environment") }.map(\.path)
///     template.rendered()                                               // the JSON that reviewers read
///
/// Two templates are equal when CloudFormation can tell no difference: where their parts come from and the order of
/// keys do not count. What is not understood, such as a section of a macro, is kept as it stands.
public struct Template: Sendable {
    /// All sections, in the order in which they are rendered.
    public var object: Object { contents.object }
    public var parameters: Section<Parameter> { contents.parameters }
    public var resources: Section<Resource> { contents.resources }
    var origins: Origins { contents.origins }
    private let contents: Contents

    /// Shared by all copies, since templates are handed about.
    private final class Contents: Sendable {
        let object: Object
        // Kept apart, since most checks look something up in them for each value.
        let parameters: Section<Parameter>
        let resources: Section<Resource>
        let origins: Origins

        init(_ object: Object, _ origins: Origins) {
            self.object = object
            self.origins = origins
            parameters = Section(object: object[SectionName.parameters.rawValue]?.object ?? [:])
            resources = Section(object: object[SectionName.resources.rawValue]?.object ?? [:])
        }
    }

    /// - Parameter sections: as a template's JSON has them. Empty ones are the same as none.
    init(_ sections: Object, origins: Origins) {
        var entries = sections.entries.filter { entry in
            guard let section = SectionName(rawValue: entry.key), section.isOptional else { return true }
            return entry.value != .object([:])
        }
        if sections[SectionName.resources.rawValue] == nil {
            entries.append(Object.Entry(SectionName.resources.rawValue, .object([:])))
        }
        contents = Contents(Object(SectionName.ordered(entries)), origins)
    }
}

extension Template: Equatable {
    public static func == (left: Template, right: Template) -> Bool { left.object == right.object }
}
