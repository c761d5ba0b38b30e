import Diagnostics
import FileSystem
import Template
import Terminal

/// What a command line says of where templates are going to be deployed, and with which values.
struct Surrounding {
    /// Nil where nobody gives values.
    let given: GivenValues?
    let region: String?
    /// The file that gives the values.
    let path: String?

    /// For a ``CommandSyntax``.
    static let options: [CommandSyntax.Option] = [
        .value("env", "NAME", "decide by the values of an environment, named after its file"),
        .value("parameters", "FILE", "decide by these values: an environment's file, or one that the AWS CLI takes"),
        .value("region", "REGION", "where it is going to be, such as eu-west-3"),
    ]

    /// - Parameter folder: with one file an environment.
    /// - Throws: ``UsageError``; ``DiagnosticError`` for an environment that there is not, and a file that is wrong.
    init(_ arguments: Arguments, environments folder: String) throws {
        let environment = arguments.value("env")
        if environment != nil, arguments.value("parameters") != nil {
            throw UsageError("--env and --parameters both give values; leave one of them out")
        }
        let path = try environment.map { try Self.file(ofEnvironment: $0, in: folder) } ?? arguments.value("parameters")
        let file = try path.map(ParameterFile.init)
        let region = arguments.value("region") ?? file?.region
        if let region, !Self.isRegion(region) {
            throw UsageError("--region is '\(region)'; allowed: an AWS region such as eu-west-3")
        }
        given = file?.given
        self.region = region
        self.path = path
    }

    /// Only names that are listed are opened: "../secrets" is simply unknown.
    private static func file(ofEnvironment name: String, in folder: String) throws -> String {
        let files = (try? SystemFiles.names(in: folder)) ?? []
        let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
        guard names.contains(name) else {
            let question = Suggestion.question(for: name, in: names)
            let known = names.map(UserFile.shown).joined(separator: ", ")
            throw DiagnosticError(
                Diagnostic(
                    "unknown-environment",
                    "unknown environment '\(UserFile.shown(name))'; \(question)"
                        + (names.isEmpty
                            ? "there is no file in '\(folder)'" : "there are: \(known) (files in \(folder)/)")
                ))
        }
        return "\(folder)/\(name).json"
    }

    /// Whether a text has the form of a region's name.
    private static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
    }
}
