import AWSAccess
import Diagnostics
import Environments
import Foundation
import Migration
import NewApp
import Template
import Terminal

/// `migrate`: makes an app of a template that is there.
public struct MigrateCommand: EnvironmentCommand {
    public var syntax: CommandSyntax { Self.syntax }
    private let clone: Clone

    /// What it understands.
    public static let syntax = CommandSyntax(
        "swift run migrate", summary: "Makes Swift of a CloudFormation template, and proves that it says the same.",
        positionals: [.init("TEMPLATE", "a template in JSON or YAML, with those that it nests", isRequired: false)],
        options: [
            .value("into", "PATH", "the folder of the app, which is new; or one that is there, which gets the stacks"),
            .value("stack", "NAME", "in the place of a file: a deployed stack, with those nested in it"),
            .value("region", "REGION", "where the stack is"),
            .value("profile", "PROFILE", "a profile of the AWS CLI"),
            .value("endpoint", "URL", "an emulator on this machine, in the place of AWS"),
            .value("credentials", "FILE", "the emulator's own"),
            .flag("check", "only says what would be raw, and what has no form in Swift"),
            .value(
                "name", "NAME",
                "what the app, or the stack in one that is there, is called (default: after the folder, or the file)"),
            .value("product", "URL|PATH", "the product that the app depends on (default: this clone)"),
            .value("version", "VERSION", "with a URL: the least version (default: the one that is checked out)"),
            .flag("no-proof", "leaves the app as it is written: nothing is built and compared"),
        ],
        examples: [
            .init("swift run migrate template.json --into ../shop", "an app beside this clone"),
            .init("swift run migrate template.yaml --check", "what would be raw"),
            .init("swift run migrate queue.yaml --into ../shop", "a nested stack more in the app that is in ../shop"),
            .init("swift run migrate --stack shop --region eu-west-3 --into ../shop", "a stack that runs"),
        ])

    /// - Parameter clone: the clone of this package that the command was built from.
    public init(clone: Clone = .current) { self.clone = clone }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let decoder = YAMLDecoder(clone: clone.path)
        switch (arguments.positionals.first, arguments.value("stack")) {
        case (let file?, nil):
            try await migrate(try SourceReader(decoder: decoder).read(file), arguments, deployed: nil, in: context)
        case (nil, let name?):
            guard let region = arguments.value("region") else {
                throw UsageError("say where the stack is with --region REGION")
            }
            let connection = AWSConnection(
                region: region, profile: arguments.value("profile"), endpoint: arguments.value("endpoint"),
                credentialsFile: arguments.value("credentials").map { URL(fileURLWithPath: $0).path })
            let found = try await DeployedSource(ofStack: name, with: context.aws(connection), decoder: decoder)
            let deployed = MigratedApp.DeployedStack(
                stackName: name, connection: connection, parameters: found.parameters)
            try await migrate(found.source, arguments, deployed: deployed, in: context)
        default: throw UsageError("name a template, or a deployed stack with --stack NAME")
        }
    }

    private func migrate(
        _ source: MigrationSource, _ arguments: Arguments, deployed: MigratedApp.DeployedStack?,
        in context: CommandContext
    ) async throws {
        let folder = arguments.value("into")
        if let folder, let app = try ExistingApp(in: folder) {
            guard deployed == nil else {
                throw UsageError(
                    "\(folder) is an app already, and what is deployed stays a stack of its own; name a folder that is new"
                )
            }
            return try add(source, to: app, arguments, context)
        }
        guard folder != nil || arguments.flag("check") else {
            throw UsageError("say where the app is to be with --into PATH, or ask what would be raw with --check")
        }
        let name = try arguments.value("name").map { try AppName($0) } ?? Self.name(of: folder ?? source.file)
        guard !Migration.isTaken(name.text, in: source) else {
            throw UsageError(
                "the name '\(name.text)' is that of a type which the template's Swift uses; choose one with --name")
        }
        let migration = Migration(source, named: name.text)
        let output = context.terminal.output
        for line in MigrationReport(migration).lines { output.print(line) }
        guard migration.problems.isEmpty else { throw DiagnosticError(migration.problems) }
        guard let folder, !arguments.flag("check") else { return }

        let app = MigratedApp(name: name, migration: migration, deployed: deployed)
        let product = try NewAppCommand.product(arguments, folder, clone: clone)
        try NewApp(name, product: product, clone: clone.path, contents: app.contents).writeAside(to: folder)
        output.print("\(name.text) is in \(folder)")
        guard !arguments.flag("no-proof") else { return }
        try prove(source, name, in: folder, context)
    }

    /// Adds a template's stacks to an app that is there.
    private func add(
        _ source: MigrationSource, to app: ExistingApp, _ arguments: Arguments, _ context: CommandContext
    ) throws {
        let name = try arguments.value("name").map { try AppName($0) } ?? Self.name(of: source.file)
        let typeNames = app.typeNames
        guard !Migration.isTaken(name.text, in: source), !typeNames.contains(name.text) else {
            throw UsageError(
                "the name '\(name.text)' is that of a type which is there already; choose one with --name")
        }
        let migration = Migration(source, named: name.text, as: .nestedStack, reserved: typeNames)
        let output = context.terminal.output
        for line in MigrationReport(migration).lines { output.print(line) }
        guard migration.problems.isEmpty else { throw DiagnosticError(migration.problems) }
        guard !arguments.flag("check") else { return }
        try app.add(migration.files)
        output.print("\(migration.files.map { "Stacks/\($0.name)" }.joined(separator: ", ")) in \(app.folder). Next:")
        output.print("  add where the app makes its stacks:  \(app.call(of: migration, named: name.text))")
        for argument in migration.given { output.print("    \(argument.name) is a \(argument.type)") }
        let products = app.products(for: migration.modules)
        if !products.isEmpty { output.print("  add to the target of the stacks in Package.swift:") }
        for product in products { output.print("    \(product)") }
        output.print(
            "  then prove it:  swift run Infra synth && swift run Infra plan \(source.file) Stacks/Templates/<Root>.\(name.text).template.json"
        )
    }

    private func prove(
        _ source: MigrationSource, _ name: AppName, in folder: String, _ context: CommandContext
    ) throws {
        let output = context.terminal.output
        output.print("building it, to compare what it makes with \(source.file)")
        try AppSynthesis(folder: folder).run()
        let proof = try MigrationProof(of: source, app: name.text, in: folder)
        for difference in proof.differences { output.print("  \(difference)") }
        for change in proof.changes { output.print("  a deployment would change \(change)") }
        guard proof.isGiven else {
            throw DiagnosticError(
                Diagnostic(
                    "not-migrated", "what \(folder) makes is not all that \(source.file) says: see above",
                    at: .file(FilePosition(path: source.file)), fix: "mend the Swift by hand, and compare with 'plan'"))
        }
        output.print("proved: what it makes equals \(source.file), and a plan from one to the other is empty")
    }

    private static func name(of path: String) throws -> AppName {
        let file = URL(fileURLWithPath: path).lastPathComponent
        let base = file.split(separator: ".").first.map(String.init) ?? file
        return try AppName(folder: base)
    }
}
