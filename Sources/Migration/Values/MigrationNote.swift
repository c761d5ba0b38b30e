import Diagnostics

/// Something that was said in raw JSON, since no type says it.
public struct MigrationNote: Sendable, Equatable, CustomStringConvertible {
    /// Where it stands in the template; nil where nobody knows.
    public let place: Diagnostic.Place?
    /// As in `Resources/Data/Properties/NewSetting`.
    public let path: String
    /// Why.
    public let reason: String

    public var description: String {
        let position = if case .file(let file)? = place { "\(file.path):\(file.line ?? 1): " } else { "" }
        return "\(position)\(path): \(reason)"
    }
}
