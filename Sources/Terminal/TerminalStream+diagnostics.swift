import Diagnostics

extension TerminalStream {
    /// Writes a line of a rendered diagnostic or explanation.
    public func print(_ line: TextLine) {
        print(line.map { StyledText($0.text, $0.role.style) })
    }
}

extension TextPiece.Role {
    /// How it stands out on a terminal.
    fileprivate var style: Style {
        switch self {
        case .plain: .plain
        case .heading: .bold
        case .severity(let severity): severity.style
        case .aside: .dim
        case .fix: .accent
        case .bad: .bad
        case .good: .good
        }
    }
}

extension Diagnostic.Severity {
    /// How it stands out on a terminal.
    public var style: Style {
        switch self {
        case .error, .high: .bad
        case .medium: .warning
        case .low: .accent
        case .info: .dim
        }
    }
}
