import Migration

/// What became of a template, in lines for people.
struct MigrationReport {
    let lines: [String]

    init(_ migration: Migration) {
        let tally = migration.tally
        var lines: [String] = []
        let lineCount = migration.files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
        lines.append(
            "\(Self.count(tally.resources, "resource")) in \(Self.count(migration.files.count, "file")), \(lineCount) lines"
        )
        if tally.references > 0 {
            lines.append("\(tally.typedReferences) of \(Self.count(tally.references, "reference")) typed")
        }
        if tally.untypedResources > 0 {
            lines.append("\(Self.count(tally.untypedResources, "resource")) of types that no module has: RawResource")
        }
        if tally.rawResources > 0 {
            lines.append(
                "\(Self.count(tally.rawResources, "resource")) that their types do not say: RawResource, with the reason"
            )
        }
        if tally.rawProperties > 0 {
            lines.append(
                "\(Self.count(tally.rawProperties, "property", "properties")) set in raw JSON, with the reason")
        }
        if tally.rawSections > 0 {
            lines.append(
                "\(Self.count(tally.rawSections, "section or loop", "sections or loops")) in raw JSON, with the reason")
        }
        self.lines = lines + migration.notes.map { "  \($0)" }
    }

    private static func count(_ number: Int, _ word: String, _ plural: String? = nil) -> String {
        "\(number) \(number == 1 ? word : plural ?? word + "s")"
    }
}
