/// What the values of a property refer to.
final class PropertyReference {
    private let text: CatalogueJSON
    private(set) lazy var targets = ReferenceTarget.all(in: text.string ?? "")
    /// How that is written, where there is one way only.
    private(set) lazy var format = IdentifierFormat(of: targets)

    init(_ text: CatalogueJSON) {
        self.text = text
    }
}
