/// An audit as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code scanning services read.
///
/// A cloud resource is in no file: its logical location names it, and the environment's file stands in for the
/// physical one, which those services demand.
struct SARIFLog: Encodable {
    struct Message: Encodable { let text: String }
    struct Configuration: Encodable { let level: String }
    struct RuleDescriptor: Encodable {
        struct Properties: Encodable {
            let tags: [String]
            /// 0.0 to 10.0, which GitHub sorts by.
            let securitySeverity: String
            enum CodingKeys: String, CodingKey {
                case tags
                case securitySeverity = "security-severity"
            }
        }
        let id: String
        let shortDescription: Message
        let fullDescription: Message
        let defaultConfiguration: Configuration
        let properties: Properties
    }
    struct Driver: Encodable {
        let name: String
        let rules: [RuleDescriptor]
    }
    struct Tool: Encodable { let driver: Driver }
    struct ArtifactLocation: Encodable { let uri: String }
    struct Region: Encodable { let startLine: Int }
    struct PhysicalLocation: Encodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }
    struct LogicalLocation: Encodable {
        let name: String
        let fullyQualifiedName: String
        let kind: String
    }
    struct Location: Encodable {
        let physicalLocation: PhysicalLocation
        let logicalLocations: [LogicalLocation]
    }
    struct AcceptedReason: Encodable {
        let kind: String
        let status: String
        let justification: String
    }
    struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Message
        let locations: [Location]
        let partialFingerprints: [String: String]
        let suppressions: [AcceptedReason]
    }
    struct Invocation: Encodable {
        let executionSuccessful: Bool
        let endTimeUtc: String
    }
    struct Run: Encodable {
        let tool: Tool
        let invocations: [Invocation]
        let results: [Result]
    }

    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    init(_ audit: AuditResult) {
        let rules = Rule.all
        let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.code, $0) })
        func result(_ finding: Finding, _ suppression: Suppression? = nil) -> Result {
            Result(
                ruleId: finding.rule.code, ruleIndex: indices[finding.rule.code] ?? 0, level: finding.severity.level,
                message: Message(text: "\(finding.resource.shown): \(finding.why). Fix: \(finding.fix)"),
                locations: [
                    Location(
                        physicalLocation: PhysicalLocation(
                            artifactLocation: ArtifactLocation(uri: audit.environmentFile), region: Region(startLine: 1)),
                        logicalLocations: [
                            LogicalLocation(
                                name: finding.resource.name, fullyQualifiedName: "\(audit.stack)/\(finding.resource.id)", kind: "resource")
                        ])
                ],
                partialFingerprints: ["resource/v1": "\(audit.stack) \(finding.rule.code) \(finding.resource.id)"],
                suppressions: suppression.map { [AcceptedReason(kind: "external", status: "accepted", justification: $0.reason)] } ?? [])
        }
        let results = (audit.findings + audit.unchecked).map { result($0) } + audit.suppressed.map { result($0.finding, $0.suppression) }
        runs = [
            Run(
                tool: Tool(driver: Driver(name: "audit-infra", rules: rules.map(\.descriptor))),
                invocations: [
                    Invocation(executionSuccessful: true, endTimeUtc: audit.now.formatted(.iso8601))
                ],
                results: results)
        ]
    }
}

extension Severity {
    /// SARIF's level.
    fileprivate var level: String {
        switch self {
        case .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }

    fileprivate var score: String {
        switch self {
        case .high: "8.0"
        case .medium: "5.0"
        case .low: "2.0"
        case .info: "0.0"
        }
    }
}

extension Rule {
    fileprivate var descriptor: SARIFLog.RuleDescriptor {
        let kind = ["SEC": "security", "OPS": "operations", "FIN": "cost"][String(code.prefix(3))] ?? "audit"
        return SARIFLog.RuleDescriptor(
            id: code, shortDescription: .init(text: title), fullDescription: .init(text: "\(title): \(reason)."),
            defaultConfiguration: .init(level: severity.level), properties: .init(tags: [kind], securitySeverity: severity.score))
    }
}
