import Diagnostics

extension CommandSyntax {
    /// The first line of the help: what to type.
    public var usage: String {
        let arguments = positionals.map(\.usage)
        return (["usage: \(name)"] + arguments + ["[options]"]).joined(separator: " ")
    }

    /// The whole help text, ending in a newline.
    public var help: String {
        var lines = [summary, "", usage]
        if !positionals.isEmpty {
            lines += ["", "ARGUMENTS"] + Self.aligned(positionals.map { ($0.name, $0.help) })
        }
        lines +=
            ["", "OPTIONS"]
            + Self.aligned(
                options.map { option in
                    (["--" + option.name, option.placeholder].compactMap(\.self).joined(separator: " "), option.help)
                })
        if !examples.isEmpty {
            lines += ["", "EXAMPLES"] + Self.aligned(examples.map { ($0.commandLine, $0.explanation) })
        }
        for note in notes { lines += ["", note] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Rows in two columns, as every part of a help text has them.
    package static func aligned(_ rows: [(String, String)]) -> [String] {
        let width = rows.map(\.0.displayWidth).max() ?? 0
        return rows.map { "  " + $0.0.padded(toDisplayWidth: width) + "  " + $0.1 }
    }
}
