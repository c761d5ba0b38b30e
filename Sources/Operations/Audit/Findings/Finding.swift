import AWSAccess

/// How bad something is.
enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing.
    case info
    /// Untidy, or a little money.
    case low
    /// A weakness that needs another one to hurt, or real money.
    case medium
    /// Open to anyone, or lost for good when something fails.
    case high

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A kind of problem, under a code that stays the same for ever.
struct Rule: Sendable, Equatable {
    /// `SEC` security, `OPS` operations, `FIN` money, `AUD` the audit itself; and a number.
    let code: String
    /// What is wrong, in a few words without a full stop.
    let title: String
    /// How bad it is unless the finding says otherwise.
    let severity: Severity
    /// Why it matters, in a sentence.
    let reason: String
}

/// A problem of one resource.
struct Finding: Sendable, Equatable {
    let rule: Rule
    let severity: Severity
    let resource: ResourceReference
    /// What is the case, with the offending values, and why it matters.
    let why: String
    /// What to do about it.
    let fix: Fix

    /// - Parameters:
    ///   - fix: what to do, in words; with a command, what goes before it.
    ///   - command: what does it, to be pasted into a shell as it is.
    init(
        _ rule: Rule, _ resource: ResourceReference, severity: Severity? = nil, _ detail: String,
        fix words: String? = nil,
        command: String? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.resource = resource
        why = "\(detail); \(rule.reason)"
        fix = Fix(words: words, command: command)
    }

    private init(_ finding: Finding, fix: Fix) {
        rule = finding.rule
        severity = finding.severity
        resource = finding.resource
        why = finding.why
        self.fix = fix
    }

    /// The same with a command that goes where the audit looked: in another region or account the resource is not, or
    /// another one of its name.
    func fixed(over connection: AWSConnection) -> Finding {
        Finding(self, fix: Fix(words: fix.words, command: fix.command.map { "\($0) \(connection.shownArguments)" }))
    }

    /// The worst first, then by code and resource.
    static func order(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        return (left.rule.code, left.resource.name, left.why) < (right.rule.code, right.resource.name, right.why)
    }
}

/// What to do about a finding: words, a command, or words that end in one.
struct Fix: Sendable, Equatable, CustomStringConvertible {
    let words: String?
    /// To be pasted into a shell as it is.
    let command: String?

    var description: String { [words, command].compactMap(\.self).joined(separator: ": ") }
}
