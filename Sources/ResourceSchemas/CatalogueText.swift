import JSON

/// A catalogue as one text that lies in the executable: the release in the first line, then a line a name, sorted by the
/// names' bytes, with tabs between the name and its fields: a type's facts, schema and rules, a service's resources and
/// actions.
package struct CatalogueText: Sendable {
    private let lines: SortedLines

    /// - Parameter bytes: they stay where they are for as long as the program runs, and end in a newline.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        lines = SortedLines(bytes)
    }

    /// The date of the schema release, `2026-10-20`.
    package var release: String { lines.header }

    /// All names, in their order.
    package var names: [String] { lines.keys }

    /// What is known of a type; nil where no line has it.
    package func entry(of type: TypeName) -> ResourceCatalogue.Entry? {
        let fields = fields(of: type.description)
        guard fields.count > 1 else { return nil }
        return ResourceCatalogue.Entry(facts: fields[0], schema: fields[1], rules: fields.count > 2 ? fields[2] : nil)
    }

    /// What is known of changes of a type; nil where no line has it.
    package func changes(of type: String) -> ChangeFacts? {
        fields(of: type).first.flatMap { try? JSONValue(parsing: Array($0)) }.flatMap { try? $0.decoded() }
    }

    /// What stands behind a name; nothing where no line has it.
    package func fields(of name: String) -> [UnsafeBufferPointer<UInt8>] {
        guard let line = lines.lines(of: name).next() else { return [] }
        return Array(SortedLines.columns(of: line, most: 4).dropFirst())
    }
}
