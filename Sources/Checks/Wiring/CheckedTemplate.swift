import Template

/// A template that is to be checked, with what is known of it besides.
public struct CheckedTemplate: Sendable {
    /// What is checked, as it will be rendered.
    public let template: Template
    /// The file's path, by which other templates nest it.
    public let file: String
    /// The construct path of its stack, as in `Shop/Network`; nil for a template of a file only.
    public let path: String?
    /// How large it is as JSON.
    public let byteCount: Int
    /// The files that it nests, by logical ID.
    let nestedFiles: [(logicalID: String, file: String)]
    /// Whether macros may change what stands in it.
    let isRewritten: Bool
    /// Whether they make more than stands in it.
    let hasMacros: Bool

    /// - Parameter file: from where nested paths are counted.
    public init(_ template: Template, file: String, path: String? = nil, byteCount: Int) {
        self.template = template
        self.file = file
        self.path = path
        self.byteCount = byteCount
        // Asked again and again, and all resources are looked through.
        nestedFiles = template.nestedFiles
        isRewritten = template.isRewritten
        hasMacros = isRewritten || template.isServerless
    }
}
