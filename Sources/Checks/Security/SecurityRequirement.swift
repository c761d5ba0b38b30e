import Template

/// What the properties of a resource are to be, as far as a template shows it.
///
/// Paths have slashes between keys: `BucketEncryption/ServerSideEncryptionConfiguration`.
indirect enum SecurityRequirement: Sendable {
    /// Something stands there, and no empty list.
    case isSet(String)
    /// It is one of these texts.
    ///
    /// - Parameter standard: what counts where nothing stands there; nil for none of them.
    case isOne(of: [String], at: String, standard: String? = nil)
    /// It is a number that is at least as large.
    case isAtLeast(Double, at: String, standard: Double)
    /// It is a text of a certain kind.
    ///
    /// - Parameter words: what it is to be, as in `set Port to ...`.
    case isText(_ words: String, at: String, @Sendable (String) -> Bool)
    /// All elements of a list are so, if there are any.
    case every(String, Self)
    /// An element of a list is so.
    case some(String, Self)
    case not(Self)
    case all([Self])
    case any([Self])
    /// With what to do where it is not so, for what no property alone tells.
    case explained(_ fix: String, Self)
    /// What several resources say together.
    case together(@Sendable (SecurityContext) -> SecurityFinding)

    /// Whether other resources may decide it.
    var asksOthers: Bool {
        switch self {
        case .isSet, .isOne, .isAtLeast, .isText: false
        case .every(_, let part), .some(_, let part), .not(let part), .explained(_, let part): part.asksOthers
        case .all(let parts), .any(let parts): parts.contains(where: \.asksOthers)
        case .together: true
        }
    }

    static func isTrue(_ path: String, standard: Bool = false) -> Self {
        .isOne(of: ["true"], at: path, standard: standard ? "true" : "false")
    }

    static func isFalse(_ path: String, standard: Bool = false) -> Self {
        .isOne(of: ["false"], at: path, standard: standard ? "true" : "false")
    }

    static func begins(with prefixes: [String], at path: String) -> Self {
        .isText("one that begins with \(prefixes[0])", at: path) { text in prefixes.contains { text.hasPrefix($0) } }
    }

    /// Where the first one holds, the second one is to hold.
    static func when(_ condition: Self, _ requirement: Self) -> Self { .any([.not(condition), requirement]) }
}

/// What an answer is, while conditions are not decided yet.
enum SecurityFinding: Sendable, Equatable {
    case passes
    /// - Parameter path: within the properties, to what is to be changed.
    case fails(at: [Template.Path.Step])
    /// What decides it, as in `the parameter Encrypted`; each once.
    case unknown([String])
    /// The condition decides.
    case depends(on: String)

    /// No: what holds fails, and what fails holds.
    func negated(at path: [Template.Path.Step]) -> Self {
        switch self {
        case .passes: .fails(at: path)
        case .fails: .passes
        case .unknown, .depends: self
        }
    }
}
