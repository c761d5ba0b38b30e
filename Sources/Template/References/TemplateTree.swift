/// A template with those of the stacks nested in it.
public struct TemplateTree: Sendable {
    public let template: Template
    /// By the logical IDs of the nested stacks. Those whose template is not at hand are not among them.
    public let nested: [String: TemplateTree]

    public init(_ template: Template, nested: [String: TemplateTree] = [:]) {
        self.template = template
        self.nested = nested
    }

    /// The template of a nested stack with those in it; nil where it is not at hand.
    ///
    /// - Parameter path: the logical IDs that lead to it, as in `Data/Search`.
    package func nested(at path: String) -> TemplateTree? {
        path.split(separator: "/").reduce(self as TemplateTree?) { $0?.nested[String($1)] }
    }

    /// The tree that the files of `TemplateURL` make; nil when the root is none of the files.
    ///
    /// - Parameters:
    ///   - root: the root's path.
    ///   - files: templates by path. Each names others by paths from its own folder, as `aws cloudformation package`
    ///     takes them.
    public init?(root: String, in files: [String: Template]) {
        self.init(root: root, in: files, around: [])
    }

    /// - Parameter around: the paths of the templates in which this one is nested, which it can not contain.
    private init?(root: String, in files: [String: Template], around: Set<String>) {
        guard let template = files[root], !around.contains(root) else { return nil }
        var nested: [String: TemplateTree] = [:]
        for (id, file) in template.nestedFiles {
            let path = Template.path(of: file, in: root)
            nested[id] = TemplateTree(root: path, in: files, around: around.union([root]))
        }
        self.init(template, nested: nested)
    }
}

extension Template.Resource {
    public static let stackType = "AWS::CloudFormation::Stack"
}
