import Template

/// A template that is to be checked, with what is known of it besides.
public struct CheckedTemplate: Sendable {
    /// What is checked, as it will be rendered, with what its loops make in their place.
    public let template: Template
    /// The file's path, by which other templates nest it.
    public let file: String
    /// The construct path of its stack, as in `Shop/Network`; nil for a template of a file only.
    public let path: String?
    /// How large it is as JSON.
    public let byteCount: Int
    /// How its loops were expanded; nil for one without any.
    let loops: Template.LoopExpansion?
    /// The files that it nests, by logical ID, as paths from where its own counts.
    let nestedFiles: [(logicalID: String, file: String)]
    /// Whether macros may change what stands in it.
    let isRewritten: Bool
    /// Whether they make more than stands in it.
    let hasMacros: Bool

    /// - Parameter file: from where nested paths are counted.
    public init(_ template: Template, file: String, path: String? = nil, byteCount: Int) {
        self.init(template, file: file, path: path, byteCount: byteCount, loops: nil)
    }

    private init(_ template: Template, file: String, path: String?, byteCount: Int, loops: Template.LoopExpansion?) {
        self.template = template
        self.file = file
        self.path = path
        self.byteCount = byteCount
        self.loops = loops
        // Asked again and again, and all resources are looked through.
        nestedFiles = template.nestedFiles.map { ($0, Template.path(of: $1, in: file)) }
        isRewritten = template.isRewritten
        hasMacros = isRewritten || template.isServerless
    }

    /// The same with another template in its place.
    func with(_ template: Template) -> CheckedTemplate {
        CheckedTemplate(template, file: file, path: path, byteCount: byteCount, loops: loops)
    }

    /// The same with what its loops make.
    func with(_ loops: Template.LoopExpansion) -> CheckedTemplate {
        CheckedTemplate(loops.template, file: file, path: path, byteCount: byteCount, loops: loops)
    }
}
