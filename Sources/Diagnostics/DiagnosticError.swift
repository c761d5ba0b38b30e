/// Problems that stop what was asked for.
public struct DiagnosticError: Error, Equatable, CustomStringConvertible, Sendable {
    /// One or more, in the order in which they are told.
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    public init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
