import AWSAccess
import AppDeclaration
import CloudFormation
import Diagnostics
import Environments
import Foundation
import AWSPriceList
import Permissions
import Prices
import Terminal

/// `audit-infra --env NAME`.
public struct AuditCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        AuditResult.tool,
        summary: "Says what an environment costs, what it wastes, and where it is open. It changes nothing.",
        options: EnvironmentOptions.options + AuditOptions.options,
        examples: [
            .init("audit-infra --env dev", "costs and findings"),
            .init("audit-infra --env prod --fail-on high", "for a pipeline: exit status 1 when something is wide open"),
            .init("audit-infra --env prod --format sarif > audit.sarif", "for code scanning"),
            .init("audit-infra --env dev --offline --lcu 0.2", "with the reference prices and little traffic"),
        ],
        notes: [
            """
            Prices come from --prices, from AWS's price list (needs pricing:GetProducts; never asked for the local cloud or
            with --offline), or from the reference table; the audit says which. What has no price is shown as unknown.
            """,
            """
            suppressions.json accepts findings, as does .suppress(...) in Swift:
              { "suppressions": [ { "code": "SEC050", "resource": "Compute/WebLoadBalancer", "environment": "dev",
                                    "reason": "dev has no domain", "expires": "2027-06-30" } ] }
            A reason is required; they are listed in the audit, and hold until they expire.
            """,
            """
            What may not be read is listed as not checked, with the severity of the gravest finding that may be missing,
            and counts for --fail-on.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    /// The folder of the project, with a slash at its end; empty for the current one.
    private let root: String
    private let app: OperatedApp

    /// What an environment's templates need of its roles, in a region.
    public typealias Roles = @Sendable (_ environment: EnvironmentFile, _ region: String) throws -> DeploymentRoles

    private let assembly: @Sendable () -> Assembly?
    private let roles: Roles?

    /// - Parameters:
    ///   - assembly: synthesizes what is deployed, so that findings lead to lines of Swift, and what the stacks accept is
    ///     accepted.
    ///   - roles: what the templates need; without it nothing is known of the execution role.
    public init(_ app: OperatedApp, assembly: @escaping @Sendable () -> Assembly? = { nil }, roles: Roles? = nil) {
        self.init(app, root: "", assembly: assembly, roles: roles)
    }

    init(
        _ app: OperatedApp, root: String, assembly: @escaping @Sendable () -> Assembly? = { nil }, roles: Roles? = nil
    ) {
        self.app = app
        self.root = root
        self.assembly = assembly
        self.roles = roles
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        if arguments.flag("rules") { return printRules(on: context.terminal.output) }
        let options = try AuditOptions(arguments)
        let result = try await context.reportingFailure(as: options.format, by: Self.syntax.name) {
            try await audit(arguments, options, in: context)
        }
        try print(result, as: options.format, on: context.terminal.output)
        if let threshold = options.threshold { try check(result, threshold) }
    }

    private func audit(
        _ arguments: Arguments, _ options: AuditOptions, in context: CommandContext
    ) async throws -> AuditResult {
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        // Files first: a typing mistake in one should not cost the time of all the calls.
        let sources = try PriceSources(arguments, described: app.describedPrices)
        let suppressions = try EnvironmentOptions.suppressions(
            arguments, on: environment, in: context, root: root)
        let audit = Audit(
            app: app, environment: environment, connection: connection, options: options, sources: sources,
            suppressions: suppressions, assembly: assembly(), roles: roles,
            terminal: context.terminal, aws: context.aws, now: context.now())
        do {
            return try await audit.run()
        } catch is CancellationError {
            throw Interrupted(description: "nothing was changed and nothing is reported; run it again")
        }
    }

    private func print(_ result: AuditResult, as format: OutputFormat, on stream: TerminalStream) throws {
        switch format {
        case .text, .env, .html: try result.printText(on: stream)
        case .json: try stream.print([], document: AuditDocument(result), as: .json)
        case .markdown: try result.printMarkdown(on: stream)
        case .sarif: stream.write(document: result.sarif.document(SourceFiles()))
        case .github:
            stream.write(document: result.report.document(as: .github, by: Self.syntax.name, SourceFiles()))
        }
    }

    private func check(_ result: AuditResult, _ threshold: Diagnostic.Severity) throws {
        let unchecked = result.unchecked.count { $0.severity >= threshold }
        let count = result.findings.count { $0.severity >= threshold } + unchecked
        guard count > 0 else { return }
        let more = unchecked == 0 ? "" : ", \(unchecked) of them because something could not be checked"
        throw CommandError(
            "audit-findings",
            "\(count) finding\(count == 1 ? " is" : "s are") \(threshold.rawValue)\(threshold == .high ? "" : " or worse")\(more) (--fail-on \(threshold.rawValue))"
        )
    }

    private func printRules(on stream: TerminalStream) {
        var table = Table(["Code", "Severity", "What is wrong", "Why it matters"])
        for rule in DiagnosticFamily.ofAudits {
            table.add([
                StyledText(rule.code), StyledText(rule.severity.rawValue, rule.severity.style), StyledText(rule.title),
                StyledText(rule.reason),
            ])
        }
        stream.print(table)
    }
}

extension AuditCommand: PermittedTool {
    var permissions: ToolPermissions { .auditInfra }
}
