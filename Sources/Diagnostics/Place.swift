extension Diagnostic {
    /// Where something stands that somebody wrote.
    public enum Place: Sendable, Hashable, CustomStringConvertible {
        /// A line of Swift.
        case source(SourceLocation)
        /// A position in another file, such as a template or a file with parameters.
        case file(FilePosition)

        /// As in `Stacks/NetworkStack.swift:42` and `parameters/dev.json:7:16`.
        public var description: String {
            switch self {
            case .source(let location): "\(location)"
            case .file(let position): "\(position)"
            }
        }
    }
}

/// A position in a file, as `parameters/dev.json:7:16`.
public struct FilePosition: Sendable, Hashable, CustomStringConvertible {
    /// The file as messages show it, from the project's root.
    public let path: String
    /// Counted from 1; nil for the file as a whole.
    public let line: Int?
    /// In Unicode code points from 1; nil for the line as a whole.
    public let column: Int?
    /// Whether the file's text is kept out of what is printed, which stays in logs: somebody may have written a secret
    /// where none belongs.
    public let isConfidential: Bool

    public init(path: String, line: Int? = nil, column: Int? = nil, isConfidential: Bool = false) {
        self.path = path
        self.line = line
        self.column = line == nil ? nil : column
        self.isConfidential = isConfidential
    }

    public var description: String {
        ([path] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
}
