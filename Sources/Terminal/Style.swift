import Diagnostics

/// How a piece of text stands out, where the terminal can show it.
public enum Style: Sendable {
    case plain, bold, dim, good, warning, bad, accent

    /// The ANSI "select graphic rendition" parameter, nil for plain text.
    var code: String? {
        switch self {
        case .plain: nil
        case .bold: "1"
        case .dim: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "1;31"
        case .accent: "36"
        }
    }
}

/// A piece of text on one line, and how it stands out.
///
/// Control characters in it are made visible, newlines too: it may quote a name or a message from elsewhere, which must
/// neither command the terminal nor begin a line of its own.
public struct StyledText: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What is written, without control characters.
    public let text: String
    /// How it stands out.
    public let style: Style

    /// - Parameter text: one line; control characters in it are made visible.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text.withoutControlCharacters
        self.style = style
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text with its control sequences, or alone where colours are off.
    func rendered(inColour: Bool) -> String {
        guard inColour, let code = style.code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
