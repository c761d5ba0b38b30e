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

    /// - Parameter file: from where nested paths are counted.
    public init(_ template: Template, file: String, path: String? = nil, byteCount: Int) {
        self.template = template
        self.file = file
        self.path = path
        self.byteCount = byteCount
    }
}
