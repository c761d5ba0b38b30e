/// A run as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code scanning services read.
public struct SARIFLog {
    /// One problem.
    public struct Result {
        let diagnostic: Diagnostic
        let suppression: Suppression?
        let resource: (name: String, qualifiedName: String)?
        let fingerprint: String?

        /// - Parameters:
        ///   - resource: its names; without it those of the diagnostic.
        ///   - fingerprint: the only thing by which GitHub knows a problem again. It computes one of a line of a file
        ///     itself; elsewhere, problems of one code in one file would be one alert without it.
        public init(
            _ diagnostic: Diagnostic, suppression: Suppression? = nil,
            resource: (name: String, qualifiedName: String)? = nil, fingerprint: String? = nil
        ) {
            self.diagnostic = diagnostic
            self.suppression = suppression
            self.resource = resource ?? diagnostic.path.map { (diagnostic.logicalID ?? $0, $0) }
            self.fingerprint = fingerprint
        }
    }

    private let tool: String
    private let rules: [DiagnosticKind]
    private let results: [Result]
    private let file: String
    private let category: String?
    private let endTime: String?

    /// - Parameters:
    ///   - tool: the command, as it is typed.
    ///   - rules: what the tool looks for.
    ///   - file: what problems are said to be in that are in no file: code scanning takes none without one, and every
    ///     app has a manifest.
    ///   - category: what tells two runs of a tool apart, such as the audits of two environments.
    ///   - endTime: as in RFC 3339.
    public init(
        tool: String, rules: [DiagnosticKind], results: [Result], file: String = "Package.swift",
        category: String? = nil,
        endTime: String? = nil
    ) {
        self.tool = tool
        self.rules = rules
        self.results = results
        self.file = file
        self.category = category
        self.endTime = endTime
    }

    /// The log as it is written.
    public func document(_ sources: SourceFiles) -> String {
        let indices = Dictionary(rules.enumerated().map { ($1.code, $0) }) { first, _ in first }
        let run: [(String, RenderedJSON?)] = [
            (
                "tool",
                .object([
                    ("driver", .object([("name", .text(tool)), ("rules", .list(rules.map(\.descriptor)))]))
                ])
            ),
            ("automationDetails", category.map { .object([("id", .text("\(tool)/\($0)/"))]) }),
            (
                "invocations",
                .list([
                    .object([("executionSuccessful", .boolean(true)), ("endTimeUtc", endTime.map { .text($0) })])
                ])
            ),
            ("columnKind", "unicodeCodePoints"),
            ("results", .list(results.map { $0.json(ruleIndex: indices[$0.diagnostic.code], orIn: file, sources) })),
        ]
        return RenderedJSON.object([
            ("$schema", "https://json.schemastore.org/sarif-2.1.0.json"), ("version", "2.1.0"),
            ("runs", .list([.object(run)])),
        ]).document
    }
}

extension DiagnosticReport {
    func sarif(by tool: String) -> SARIFLog {
        let found = Set((standing + accepted.map(\.diagnostic)).map(\.code))
        return SARIFLog(
            tool: tool, rules: DiagnosticCatalogue.families.flatMap(\.kinds).filter { found.contains($0.code) },
            results: standing.map { .init($0) } + accepted.map { .init($0.diagnostic, suppression: $0.suppression) })
    }
}
