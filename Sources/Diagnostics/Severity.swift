extension Diagnostic {
    /// How bad something is, on one scale for mistakes in what the user wrote and for what an audit finds.
    public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
        /// Worth knowing.
        case info
        /// Untidy, or a little money.
        case low
        /// A weakness that needs another one to hurt, real money, or what the user will hardly have meant.
        case medium
        /// Open to anyone, or lost for good when something fails.
        case high
        /// It cannot go on like this: AWS would refuse it, or it has no meaning. The only one that nobody can accept.
        case error

        /// What a compiler calls a warning.
        public static var warning: Severity { .medium }

        /// The word that a compiler would use.
        public var label: String {
            switch self {
            case .error: "error"
            case .high, .medium, .low: "warning"
            case .info: "note"
            }
        }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }
}

extension Diagnostic.Severity {
    /// What annotations and code scanning know. They have one scale for all tools, on which what is open to anyone is
    /// as bad as what cannot go on.
    enum Level: String {
        case error, warning, note
    }

    var level: Level {
        switch self {
        case .error, .high: .error
        case .medium: .warning
        case .low, .info: .note
        }
    }
}
