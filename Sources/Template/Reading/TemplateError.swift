import JSON

/// Why a text is no template: everything that is wrong with it.
public struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        public let file: String
        public let place: JSONPlace
        /// What was met, and what is expected.
        public let message: String

        /// As compilers print it.
        public var description: String { "\(file):\(place): error: \(message)" }
    }

    /// In the order of the text; at least one.
    public let problems: [Problem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
