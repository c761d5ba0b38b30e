import AWSAccess
import Deployment
import Diagnostics
import Environments
import Foundation
import Migration
import Template
import Terminal

/// `adopt --env NAME TYPE=ID`: writes what was made by hand in Swift, and takes it into a deployed stack.
public struct AdoptCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "adopt", summary: "Writes resources that were made by hand in Swift, and imports them.",
        positionals: [
            .init("TYPE=ID", "a type and what identifies the one that exists; several parts as 'A|B'", isRepeated: true)
        ],
        options: EnvironmentOptions.options + [
            .value("stack", "PATH", "the nested stack that takes them, as in Data (default: the root)"),
            .value("name", "NAME", "what the Swift's type is called (default: after the resource)"),
            .flag("dry-run", "shows the Swift, and writes and imports nothing"),
            .flag("yes", "do not ask"),
            OutputFormat.option(.ofDiagnostics, of: "problems"),
        ],
        examples: [
            .init("adopt --env dev AWS::DynamoDB::Table=notes", "the table notes, in the root stack"),
            .init(
                "adopt --env dev AWS::S3::Bucket=our-lake --stack Storage --dry-run", "its Swift, for a nested stack"),
        ],
        notes: [
            """
            The Swift goes to a file of its own in Stacks, with a line that calls it where the stack is made. Everything is kept
            when it leaves the stack (deletionPolicy: .retain). Then the app is built, and 'import' takes it over.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates
    private let folder: String
    private let runAgain: @Sendable (_ words: [String]) throws -> Int32

    /// - Parameters:
    ///   - templates: synthesizes the app's stacks.
    ///   - folder: the app's.
    ///   - runAgain: starts a command in that folder, which builds the app with what is written, and gives its exit status;
    ///     nil for the process that does.
    public init(
        templates: @escaping @Sendable () throws -> DeployableTemplates, folder: String = ".",
        runAgain: (@Sendable ([String]) throws -> Int32)? = nil
    ) {
        self.templates = templates
        self.folder = folder
        self.runAgain = runAgain ?? { try Self.start($0, in: folder) }
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: .ofDiagnostics)
        let names = try arguments.positionals.map(AdoptedResource.Name.init)
        try await context.reporting(as: format, by: Self.syntax.name) { context, _ in
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let path = arguments.value("stack") ?? ""
            let stack = try AdoptingStack(at: path, in: templates(), folder: folder)
            let adoption = try await Adoption(
                of: names, into: stack, named: arguments.value("name"), environment, with: context.aws(connection))
            let output = context.terminal.output
            guard !arguments.flag("dry-run") else {
                output.write(document: adoption.file.text)
                output.print("Stacks/\(adoption.file.name), called by:  \(adoption.call)")
                return
            }
            try adoption.write()
            output.print("Stacks/\(adoption.file.name) is written")
            let command = environment.commandLine(
                "import \(adoption.imports.map { "'\($0)'" }.joined(separator: " "))", through: connection)
            guard adoption.isCalled else {
                output.print("add where \(path.isEmpty ? "the root stack" : path) is made:  \(adoption.call)")
                for argument in adoption.arguments { output.print("  \(argument)") }
                return output.print("then:  \(command)")
            }
            output.print("and called where \(path.isEmpty ? "the root stack" : path) is made:  \(adoption.call)")
            let words = environment.commandLine("import", through: connection).split(separator: " ").map(String.init)
            let status = try runAgain(words + (arguments.flag("yes") ? ["--yes"] : []) + adoption.imports)
            guard status == 0 else {
                throw CommandError(
                    "not-importable", "the import ended with \(status); what it said stands above",
                    hints: ["the Swift is written: mend it, and run \(command)"])
            }
            output.print(
                "'\(environment.commandLine("synth", through: connection))' writes the templates that are reviewed")
        }
    }

    private static func start(_ words: [String], in folder: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
