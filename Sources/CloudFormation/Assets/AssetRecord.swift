/// An asset as it was declared.
struct AssetRecord {
    enum Origin {
        /// It stands in the repository: a template names it by its hash. Nil where it could not be read.
        case repository(AssetContent?)
        /// It is built before a deployment, which gives its key to a parameter.
        case build(parameter: Element)
    }

    /// What it is called, as its path or the parameter says.
    let name: String
    let source: AssetSource
    let origin: Origin
    let scope: ConstructPath
    let location: SourceLocation

    /// Nil for one that is built, or could not be read.
    var content: AssetContent? { if case .repository(let content) = origin { content } else { nil } }

    /// The name of the object in the stack's folder; nil for one that is built, or could not be read.
    var objectName: String? { content?.objectName(name) }

    var isBuild: Bool { if case .build = origin { true } else { false } }

    /// Whether a property's value is this asset's key.
    func isNamed(by value: Expression?) -> Bool {
        switch (origin, value) {
        case (.repository, .substitution(let segments)?):
            guard let objectName, case .text(let text)? = segments.last else { return false }
            return segments.count == 2 && text == "/" + objectName
        case (.build(let parameter), .reference(let reference)?): return reference.element === parameter
        default: return false
        }
    }
}
