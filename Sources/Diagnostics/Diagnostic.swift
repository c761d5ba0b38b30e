/// A problem in what the user wrote, printed the way compilers print theirs.
public struct Diagnostic: Sendable, Error, CustomStringConvertible {
    public enum Severity: String, Sendable {
        case error, warning
    }

    /// Another place that has to do with the problem.
    public struct Note: Sendable {
        public let message: String
        public let location: SourceLocation?

        public init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    public let severity: Severity
    /// Stable, for searching and suppressing: `logical-id-collision`.
    public let code: String
    /// Cause and offending value.
    public let message: String
    /// The user's line.
    public let location: SourceLocation
    /// The construct path, as in `WebMarketPlus/Network/VPC`.
    public let path: String
    public let notes: [Note]
    /// What to do about it.
    public let fix: String

    public init(
        _ code: String, _ message: String, severity: Severity = .error, at location: SourceLocation, path: String,
        notes: [Note] = [], fix: String
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.path = path
        self.notes = notes
        self.fix = fix
    }

    public var description: String {
        var lines = ["\(location): \(severity.rawValue): \(message) [\(code)]", "  path: \(path)"]
        for note in notes {
            lines.append("  " + (note.location.map { "\($0): note: " } ?? "note: ") + note.message)
        }
        lines.append("  fix: \(fix)")
        return lines.joined(separator: "\n")
    }
}
