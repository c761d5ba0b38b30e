/// A line of Swift, as `Stacks/NetworkStack.swift:42`. It goes into diagnostics and never into a template.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// Module and file, as `#fileID` gives them: the same on every machine.
    public let fileID: String
    /// Counted from 1.
    public let line: Int

    public init(fileID: String, line: Int) {
        self.fileID = fileID
        self.line = line
    }

    /// The module that the file belongs to.
    public var module: Substring { fileID.prefix { $0 != "/" } }

    public var description: String { "\(fileID):\(line)" }
}
