import Foundation
import Terminal

/// `new-app PATH`.
public struct NewAppCommand: Sendable {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "swift run new-app", summary: "Makes an app of its own: a stack, environments, tests and a command.",
        positionals: [.init("PATH", "the folder, which is new")],
        options: [
            .value("name", "NAME", "what the app is called, as in WebShop (default: after the folder)"),
            .value(
                "product", "URL|PATH",
                "the product that it depends on (default: this clone's origin where a version is checked out, else its folder)"
            ),
            .value("version", "VERSION", "with a URL: the least version (default: the one that is checked out)"),
        ],
        examples: [
            .init("swift run new-app ../shop", "an app beside this clone, which it depends on"),
            .init(
                "swift run new-app ../shop --product https://git.example.com/cloudformation.git --version 1.0.0",
                "by URL"),
        ])

    private let clone: Clone

    /// - Parameter clone: the clone of this package that the command was built from.
    public init(clone: Clone = .current) { self.clone = clone }

    /// Makes the app and says what comes next.
    public func run(_ arguments: Arguments, on terminal: Terminal) -> ExitCode {
        do {
            let folder = arguments.positionals[0]
            let name =
                try arguments.value("name").map { try AppName($0) }
                ?? AppName(folder: URL(fileURLWithPath: folder).lastPathComponent)
            let app = NewApp(name, product: try Self.product(arguments, folder, clone: clone), clone: clone.path)
            try app.write(to: folder)
            terminal.output.print(
                """
                \(name.text) is in \(folder). Next:
                  cd \(folder)
                  make test                # builds it and runs its tests
                  make deploy ENV=local    # deploys it to an emulator on this machine
                  swift run Infra help     # what else there is
                """)
            return .success
        } catch let error as UsageError {
            arguments.syntax.report(error, on: terminal)
            return .usage
        } catch {
            terminal.reportError("\(error)")
            return .failure
        }
    }

    /// How an app in a folder depends on this package, by what a command's options say.
    package static func product(
        _ arguments: Arguments, _ folder: String, clone: Clone
    ) throws -> ProductReference {
        let product = arguments.value("product")
        guard let product, isURL(product) else {
            guard arguments.value("version") == nil else {
                throw UsageError("--version goes with the URL of a repository; name it with --product, or leave it out")
            }
            return product.map { .folder($0, from: folder) } ?? clone.reference(forAppIn: folder)
        }
        guard let version = arguments.value("version") ?? clone.version else {
            throw UsageError("--version is missing: no version is checked out here; name the least one of the product")
        }
        guard ProductReference.isVersion(version) else {
            throw UsageError("--version '\(version)' is no version; allowed: three numbers, as in 1.2.0")
        }
        return .repository(at: product, version: version)
    }

    /// Any with a scheme, and what Git takes for one: `git@example.com:team/kit.git`. A folder may have an @, too.
    private static func isURL(_ product: String) -> Bool {
        product.contains("://") || product.wholeMatch(of: #/[^/@:]+@[^/@:]+:.+/#) != nil
    }
}
