import AWSAccess
import CloudFormation
import Diagnostics

/// A problem of one resource.
struct Finding: Sendable, Equatable {
    let rule: DiagnosticKind
    let severity: Diagnostic.Severity
    let resource: ResourceReference
    /// What is the case, with the offending values, and why it matters.
    let why: String
    /// What to do about it.
    private(set) var fix: Fix
    /// What in Swift made the resource; nil where that is not known.
    private(set) var origin: ResourceOrigin?

    /// - Parameters:
    ///   - fix: what to do, in words; with a command, what goes before it.
    ///   - command: what does it, to be pasted into a shell as it is.
    init(
        _ rule: DiagnosticKind, _ resource: ResourceReference, severity: Diagnostic.Severity? = nil, _ detail: String,
        fix words: String? = nil,
        command: String? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.resource = resource
        why = "\(detail); \(rule.reason)"
        fix = Fix(words: words, command: command)
    }

    /// The same with a command that goes where the audit looked: in another region or account the resource is not, or
    /// another one of its name.
    func fixed(over connection: AWSConnection) -> Finding {
        var finding = self
        finding.fix = Fix(words: fix.words, command: fix.command.map { "\($0) \(connection.shownArguments)" })
        return finding
    }

    /// The same with the line of Swift that made the resource, where an assembly tells.
    func traced(in assembly: Assembly?) -> Finding {
        var finding = self
        finding.origin = assembly?.resource(at: resource.name).map {
            ResourceOrigin(location: $0.location, path: $0.path)
        }
        return finding
    }

    /// What the resource is called.
    var resourceNames: [String] { [resource.name, resource.id] + (origin.map { [$0.path] } ?? []) }

    /// The finding as any other problem is reported.
    ///
    /// - Parameter file: the environment's, where a resource is of no line of Swift: it is in no file, and code
    ///   scanning demands one.
    func diagnostic(orIn file: String) -> Diagnostic {
        Diagnostic(
            rule.code, "\(resource.shown): \(why)", severity: severity,
            at: origin.map { .source($0.location) } ?? .file(FilePosition(path: file)),
            logicalID: origin.map { _ in String(resource.name.split(separator: "/").last ?? "") }, path: origin?.path,
            fix: "\(fix)")
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

/// What in Swift made a resource.
struct ResourceOrigin: Sendable, Equatable {
    let location: SourceLocation
    /// The construct path.
    let path: String
}

extension Diagnostic.Severity {
    /// What a finding can be: what is deployed is no error.
    static var ofFindings: [Diagnostic.Severity] { allCases.filter { $0 < .error } }
}
