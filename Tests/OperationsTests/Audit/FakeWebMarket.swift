import AWSAccessTesting
import CloudFormation
import Foundation
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

/// WebMarket+ as AWS would describe it when it is deployed correctly, to be changed in one place by each test.
struct FakeWebMarket {
    private(set) var answers: [String: String]
    private var errors: [String: String] = [:]
    var environment = "dev"
    var isProtected = false
    /// What the app says to the audit.
    var app = WebMarketPlus.operations
    /// Contents of files beside the environment's, by name.
    var files: [String: String] = [:]
    /// Wednesday, 11:00 in Paris: somebody works.
    var now = "2026-11-25T10:00:00Z"
    /// The ARN of the role that CloudFormation acts as.
    var executionRole: String?
    /// What the templates need, where the command knows it.
    var roles: AuditCommand.Roles?
    /// What is deployed, where the command knows it.
    var assembly: (@Sendable () -> Assembly)?

    init() { answers = Self.correct }

    /// Replaces a piece of an answer.
    mutating func replace(
        _ words: String, _ old: String, with new: String, file: StaticString = #filePath, line: UInt = #line
    ) {
        guard let text = answers[words], text.contains(old) else {
            return XCTFail("'\(old)' is not in the answer to '\(words)'", file: file, line: line)
        }
        answers[words] = text.replacingOccurrences(of: old, with: new)
    }

    static let executionRoleARN = "arn:aws:iam::123456789012:role/deployment/web-dev-execution"

    /// Has the environment name the role that CloudFormation acts as, and the account have it.
    mutating func giveExecutionRole(
        _ statements: String, attached: String? = nil, boundary: String? = nil, arn: String = executionRoleARN
    ) {
        executionRole = Self.executionRoleARN
        let attachment = attached.map { #"{"PolicyName":"\#($0)","PolicyArn":"arn:aws:iam::aws:policy/\#($0)"}"# } ?? ""
        let limit = boundary.map { #","PermissionsBoundary":{"PermissionsBoundaryArn":"\#($0)"}"# } ?? ""
        replace(
            "iam get-account-authorization-details", #"{"RoleDetailList":["#,
            with: """
                {"RoleDetailList":[{"RoleName":"web-dev-execution","Arn":"\(arn)","AssumeRolePolicyDocument":{"Statement":[]},
                "RolePolicyList":[{"PolicyName":"own","PolicyDocument":{"Statement":[\(statements)]}}],
                "AttachedManagedPolicies":[\(attachment)]\(limit)},
                """)
    }

    /// Answers something else.
    mutating func answer(_ words: String, _ text: String) { answers[words] = text }

    /// Refuses a command, with what the CLI writes.
    mutating func fail(_ words: String, _ text: String) { errors[words] = text }

    /// Refuses a command for want of a permission.
    mutating func deny(_ words: String, _ action: String) {
        fail(
            words,
            "An error occurred (AccessDenied) when calling the X operation: User: arn:aws:iam::1:user/x is not authorized to perform: \(action)"
        )
    }

    func fake() -> FakeAWS {
        let aws = FakeAWS()
        for (words, text) in errors.sorted(by: { $0.key.count > $1.key.count }) { aws.on(words, error: text) }
        // What says more comes first.
        for (words, text) in answers.sorted(by: { $0.key.count > $1.key.count }) { aws.on(words, text) }
        return aws
    }

    /// Writes the environment's files and gives their folder, with a slash at its end.
    func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("parameters"), withIntermediateDirectories: true)
        let role = executionRole.map { " \"roleArn\": \"\($0)\"," } ?? ""
        let text = """
            {"region": "eu-west-3", "stackName": "web-dev", "protected": \(isProtected),\(role)
             "tags": {"Project": "web", "Environment": "\(environment)"}}
            """
        for (name, contents) in files.merging(["parameters/dev.json": text], uniquingKeysWith: { $1 }) {
            try Data(contents.utf8).write(to: folder.appendingPathComponent(name))
        }
        return folder.path + "/"
    }

    /// Runs the command.
    func run(_ arguments: String...) async throws -> (status: ExitCode, output: String, errors: String, aws: FakeAWS) {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let screen = TestTerminal()
        let aws = fake()
        let now = try XCTUnwrap(ServiceTime(now)).date
        let parsed = try AuditCommand.syntax.parse(
            ["--env", "dev"] + arguments.map { $0.replacingOccurrences(of: "FOLDER/", with: folder) })
        let context = CommandContext(
            terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder + "parameters"),
            aws: {
                AWSCLI(
                    connection: $0, runner: aws, executables: ["/fake/aws"],
                    sleep: { _ in try Task.checkCancellation() })
            },
            now: { now })
        let assembly = assembly
        let status = await AuditCommand(app, root: folder, assembly: { assembly?() }, roles: roles).run(
            parsed, in: context)
        let shorten = { (text: String) in text.replacingOccurrences(of: folder, with: "") }
        return (status, shorten(screen.output), shorten(screen.errors), aws)
    }

    /// The report that the command writes as JSON.
    func report(_ arguments: String..., file: StaticString = #filePath, line: UInt = #line) async throws -> Report {
        let outcome = try await run(arguments)
        XCTAssertEqual(outcome.status, .success, outcome.errors, file: file, line: line)
        return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    private func run(_ arguments: [String]) async throws -> (status: ExitCode, output: String, errors: String) {
        let outcome =
            arguments.isEmpty
            ? try await run("--offline", "--format", "json")
            : arguments.count == 1
                ? try await run("--format", "json", arguments[0])
                : try await run("--format", "json", arguments[0], arguments[1])
        return (outcome.status, outcome.output, outcome.errors)
    }

    /// What a change makes the audit find besides what it finds in the correct deployment.
    static func findings(
        isProtected: Bool = false, _ change: (inout FakeWebMarket) throws -> Void
    ) async throws -> [Report.Finding] {
        var web = FakeWebMarket()
        web.isProtected = isProtected
        let before = try await web.report().findings.map(\.code)
        try change(&web)
        return try await web.report().findings.filter { !before.contains($0.code) }
    }

    /// The report, as programs read it.
    struct Report: Decodable {
        struct Resource: Decodable {
            let name: String
            let id: String
            let type: String
        }
        struct Finding: Decodable {
            let code: String
            let severity: String
            let resource: Resource
            let message: String
            let fix: String
            let suppression: Acceptance?

            /// The message without the resource that it begins with.
            var why: String { message.components(separatedBy: ": ").dropFirst().joined(separator: ": ") }
        }
        struct Acceptance: Decodable { let reason: String }
        struct Amounts: Decodable, Equatable {
            let hourly: Decimal
            let hourlyAtMost: Decimal?
            let monthly: Decimal
            let monthlyAtMost: Decimal?
            let unknown: Int
        }
        struct Cost: Decodable {
            struct Source: Decodable {
                let usd: Decimal
                let origin: String
                let source: String
                let date: String?
            }
            let item: String
            let tier: String
            let resource: Resource
            let quantity: Decimal?
            let hourly: Decimal?
            let monthly: Decimal?
            let monthlyAtMost: Decimal?
            let price: Source?
            let what: String
        }
        struct Costs: Decodable {
            let description: Amounts
            let others: Amounts
            let total: Amounts
            let tiers: [String: Amounts]
            let items: [Cost]
            let priceListProblem: String?
        }
        let costs: Costs
        let diagnostics: [Finding]
        let suppressed: [Finding]

        var findings: [Finding] { diagnostics.filter { $0.code != "AUD001" } }
        var notChecked: [Finding] { diagnostics.filter { $0.code == "AUD001" } }
    }
}

extension [FakeWebMarket.Report.Finding] {
    /// A finding that should be there; an empty one where it is not, for assertions to fail on.
    func at(_ index: Int) -> Element {
        let none = FakeWebMarket.Report.Resource(name: "", id: "", type: "")
        return indices.contains(index)
            ? self[index]
            : Element(code: "", severity: "", resource: none, message: "(no finding)", fix: "", suppression: nil)
    }
}
