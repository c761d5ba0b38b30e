/// A problem in what the user wrote or in what is deployed: of synthesis, of a file, of a deployment, of an audit.
public struct Diagnostic: Sendable, Hashable, Error {
    /// Another place that has to do with the problem.
    public struct Note: Sendable, Hashable {
        /// What stands there, in a few words.
        public let message: String
        /// Nil where that is in no file.
        public let place: Place?

        public init(_ message: String, at place: Place? = nil) {
            self.message = message
            self.place = place
        }

        public init(_ message: String, at location: SourceLocation) {
            self.init(message, at: .source(location))
        }
    }

    /// How bad it is.
    public let severity: Severity
    /// Stable, for searching and suppressing: `logical-id-collision`. ``DiagnosticCatalogue`` has them all.
    public let code: String
    /// Cause, offending value, and what is allowed.
    public let message: String
    /// What the user has to look at first; nil where that is in no file.
    public let place: Place?
    /// The key in the template's `Resources`, or another section's.
    public let logicalID: String?
    /// Where in the resource, as in `Properties.Tags.0.Key`.
    public let property: String?
    /// The construct path, as in `Shop/Network/VPC`.
    public let path: String?
    /// What is deployed and has the problem; nil for a problem of what somebody wrote.
    public let resource: DeployedResource?
    /// Other places, in the order in which they are told.
    public let notes: [Note]
    /// What to do about it.
    public let fix: String?
    /// What mends it, where that is mechanical: all of it together, or none.
    public let edits: [Edit]
    /// Whether the line that it is about may show a secret, and is kept out of what is printed, which stays in logs.
    public let isConfidential: Bool

    public init(
        _ code: String, _ message: String, severity: Severity = .error, at place: Place? = nil,
        logicalID: String? = nil, property: String? = nil, path: String? = nil, resource: DeployedResource? = nil,
        notes: [Note] = [], fix: String? = nil, edits: [Edit] = [], isConfidential: Bool = false
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.place = place
        self.logicalID = logicalID
        self.property = property
        self.path = path
        self.resource = resource
        self.notes = notes
        self.fix = fix
        self.edits = edits
        self.isConfidential = isConfidential
    }

    /// A problem in a line of Swift.
    public init(
        _ code: String, _ message: String, severity: Severity = .error, at location: SourceLocation,
        logicalID: String? = nil, property: String? = nil, path: String? = nil, notes: [Note] = [], fix: String? = nil,
        isConfidential: Bool = false
    ) {
        self.init(
            code, message, severity: severity, at: .source(location), logicalID: logicalID, property: property,
            path: path, notes: notes, fix: fix, isConfidential: isConfidential)
    }

    /// The user's line of Swift; nil where the problem is elsewhere.
    public var location: SourceLocation? {
        if case .source(let location)? = place { location } else { nil }
    }

    /// The same with more notes at the end.
    ///
    /// - Parameter severity: another one; nil for its own.
    package func noting(_ others: [Note], severity: Severity? = nil) -> Diagnostic {
        Diagnostic(
            code, message, severity: severity ?? self.severity, at: place, logicalID: logicalID, property: property,
            path: path,
            resource: resource, notes: notes + others, fix: fix, edits: edits, isConfidential: isConfidential)
    }

    /// The same without what mends it.
    package var withoutEdits: Diagnostic {
        Diagnostic(
            code, message, severity: severity, at: place, logicalID: logicalID, property: property, path: path,
            resource: resource, notes: notes, fix: fix, isConfidential: isConfidential)
    }

    /// What the resource that it is about is called, where there is one.
    package var subject: String? { resource?.name ?? path }
}

extension Diagnostic: CustomStringConvertible {
    /// The problem as compilers print theirs, without colours. Lines of Swift are as `#fileID` gives them.
    public var description: String {
        var lines = [(place.map { "\($0): " } ?? "") + "\(severity.label): \(message) [\(code)]"]
        if let path { lines.append("  path: \(path)") }
        if let property { lines.append("  property: \(property)") }
        for note in notes {
            lines.append("  " + (note.place.map { "\($0): " } ?? "") + "note: \(note.message)")
        }
        if let fix { lines.append("  fix: \(fix)") }
        return lines.joined(separator: "\n")
    }
}
