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
            /// Above 0.0 and up to 10.0, which GitHub sorts by. It takes any rule that has one for a matter of
            /// security.
            let securitySeverity: String?
            enum CodingKeys: String, CodingKey {
                case tags
                case securitySeverity = "security-severity"
            }
        }
        let id: String
        let shortDescription: Message
        let fullDescription: Message
        let help: Message
        let defaultConfiguration: Configuration
        let properties: Properties
    }
    struct Driver: Encodable {
        let name: String
        let rules: [RuleDescriptor]
    }
    struct Tool: Encodable { let driver: Driver }
    struct ArtifactLocation: Encodable { let uri: String }
    struct Region: Encodable {
        let startLine = 1
        let startColumn = 1
        let endLine = 1
        let endColumn = 2
    }
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
    /// What tells the audits of two environments apart.
    struct AutomationDetails: Encodable { let id: String }
    struct Run: Encodable {
        let tool: Tool
        let automationDetails: AutomationDetails
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
        var fingerprints: [String: Int] = [:]
        /// The only one that GitHub looks at; without it, findings of one rule in one file would be one alert.
        func fingerprint(_ finding: Finding) -> String {
            let text = "\(audit.stack) \(finding.rule.code) \(finding.resource.id)"
            fingerprints[text, default: 0] += 1
            let count = fingerprints[text, default: 1]
            return count == 1 ? text : "\(text) \(count)"
        }
        func result(_ finding: Finding, _ suppression: Suppression? = nil) -> Result {
            Result(
                ruleId: finding.rule.code, ruleIndex: indices[finding.rule.code] ?? 0, level: finding.severity.level,
                message: Message(text: "\(finding.resource.shown): \(finding.why). Fix: \(finding.fix)"),
                locations: [
                    Location(
                        physicalLocation: PhysicalLocation(
                            artifactLocation: ArtifactLocation(uri: audit.environmentFile), region: Region()),
                        logicalLocations: [
                            LogicalLocation(
                                name: finding.resource.name,
                                fullyQualifiedName: "\(audit.stack)/\(finding.resource.id)", kind: "resource")
                        ])
                ],
                partialFingerprints: ["primaryLocationLineHash": fingerprint(finding)],
                suppressions: suppression.map {
                    [AcceptedReason(kind: "external", status: "accepted", justification: $0.reason)]
                } ?? [])
        }
        let results =
            (audit.findings + audit.unchecked).map { result($0) }
            + audit.suppressed.map { result($0.finding, $0.suppression) }
        runs = [
            Run(
                tool: Tool(driver: Driver(name: "audit-infra", rules: rules.map(\.descriptor))),
                automationDetails: AutomationDetails(id: "audit-infra/\(audit.stack)/"),
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
        case .info: "0.1"
        }
    }
}

extension Rule {
    fileprivate var descriptor: SARIFLog.RuleDescriptor {
        let kind = ["SEC": "security", "OPS": "operations", "FIN": "cost"][String(code.prefix(3))] ?? "audit"
        return SARIFLog.RuleDescriptor(
            id: code, shortDescription: .init(text: title), fullDescription: .init(text: "\(title): \(reason)."),
            help: .init(
                text: "\(reason.prefix(1).uppercased() + reason.dropFirst()). Each result says how to mend it."),
            defaultConfiguration: .init(level: severity.level),
            properties: .init(tags: [kind], securitySeverity: kind == "security" ? severity.score : nil))
    }
}
