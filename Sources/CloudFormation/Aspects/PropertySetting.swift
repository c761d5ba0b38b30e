/// That an aspect, or an override of the resource itself, gave a property or a policy of deletion, or took it out.
public struct PropertySetting: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// For resources that do not give the property themselves.
        case `default`
        /// In the place of what was there.
        case override
        case removal
    }

    public enum Source: Sendable, Hashable {
        /// - Parameters:
        ///   - scope: the construct path of the scope whose resources it is about; nil for the whole app.
        ///   - location: the line that declares it.
        case aspect(scope: String?, at: SourceLocation)
        /// `override` and `removeProperty` of the resource itself.
        case resource
    }

    public enum Outcome: Sendable, Hashable {
        case stands
        /// The resource gives the property itself.
        case givesWayToResource
        /// Another setting took its place.
        case givesWay(to: SourceLocation)
    }

    /// As in `VersioningConfiguration.Status` and `DeletionPolicy`.
    public var property: String { Self.property(path) }
    /// The keys and indices of what is given, in the resource from the outside in: `Properties`, `VersioningConfiguration`,
    /// `Status`.
    public let path: [String]
    public let kind: Kind
    public let source: Source
    /// The line that says so.
    public let location: SourceLocation
    public internal(set) var outcome = Outcome.stands

    /// What is called a property in messages.
    static func property(_ path: [String]) -> String {
        path.dropFirst(path.first == "Properties" ? 1 : 0).joined(separator: ".")
    }
}
