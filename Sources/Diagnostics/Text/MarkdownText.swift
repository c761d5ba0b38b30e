extension String {
    /// The text for a cell of a table, or a line, of GitHub's Markdown: no markup, no second line, no control characters
    /// and none of what GitHub makes links of by itself ("Autolinked references and URLs" and "Mentioning people and teams" in its
    /// documentation). Names and tags in an account are anybody's. An empty comment parts what a backslash does not: it
    /// is not seen.
    package var asMarkdownText: String {
        var text = ""
        var previous: Unicode.Scalar = " "
        for scalar in withoutTerminalCommands.unicodeScalars {
            if scalar.makesLink(after: previous) { text += "<!---->" }
            switch scalar {
            case "|", "\\", "`", "*", "_", "~", "[", "]": text += "\\" + String(scalar)
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "&": text += "&amp;"
            case "\n", "\t": text += " "
            default: text.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether the two may be of what GitHub makes a link of: a mention or an address of mail, an issue's number, the
    /// address of a page.
    fileprivate func makesLink(after previous: Unicode.Scalar) -> Bool {
        switch previous {
        case "@": properties.isAlphabetic || properties.numericType != nil
        case "#": properties.numericType != nil
        case ":": self == "/"
        case "w", "W": self == "."
        default: false
        }
    }
}
