extension DiagnosticCatalogue {
    /// The catalogue as a page: docs/diagnostics.md.
    public static var page: String {
        var page = """
            # Diagnostics

            Every problem that this package reports has a code, which stays the same for ever. `swift run synth --explain
            CODE`, and every other command, says the same as this page, which is made with `make docs`.

            Severities, from the gravest: `error` stops what was asked for, and cannot be suppressed; `high`, `medium` and
            `low` are printed as warnings, `info` as a note. How one is accepted, with a reason and for a time, stands in
            [the README](../README.md#accepting-a-diagnostic).

            """
        for family in families {
            page += "\n## \(family.title)\n\n\(family.summary)\n"
            for kind in family.kinds { page += "\n" + kind.markdown }
        }
        return page
    }
}

extension DiagnosticKind {
    fileprivate var markdown: String {
        var text = "### \(code)\n\n\(title) (\(severity.rawValue)). \(reason.asSentence)\n"
        if let example {
            text += "\n```\n\(example.bad)\n```\n"
            if let good = example.good { text += "\nBetter:\n\n```\n\(good)\n```\n" }
        }
        return text
    }
}
