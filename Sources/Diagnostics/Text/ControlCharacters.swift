extension String {
    /// The text on one line, with `␊` for a newline, `␛` for an escape and so on. For names that somebody else chose.
    public var withoutControlCharacters: String { withoutControlCharacters { _ in false } }

    /// The text with its lines and tabs, and everything else that a terminal would obey made visible.
    package var withoutTerminalCommands: String { withoutControlCharacters { $0 == 0x0A || $0 == 0x09 } }

    private func withoutControlCharacters(except isKept: (UInt32) -> Bool) -> String {
        func isReplaced(_ scalar: Unicode.Scalar) -> Bool { scalar.commandsTerminal && !isKept(scalar.value) }
        guard unicodeScalars.contains(where: isReplaced) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard isReplaced(scalar) else {
                shown.append(scalar)
                continue
            }
            // Unicode has a picture of each control character of ASCII, in their order.
            shown.append((scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) : nil) ?? "\u{FFFD}")
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal does something else with it than to show it: control characters, separators of lines, and
    /// what changes the direction of the text after it, so that it reads as something else.
    fileprivate var commandsTerminal: Bool {
        switch value {
        case 0x20..<0x7F: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
