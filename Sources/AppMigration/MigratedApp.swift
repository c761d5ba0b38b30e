import AWSAccess
import Foundation
import Migration
import NewApp

/// A migrated template as an app of its own: the package that `new-app` makes, with the template's stacks.
struct MigratedApp {
    let name: AppName
    let migration: Migration
    /// What the root's parameters are given, in an environment of the deployed stack; nil for a template in a file.
    let deployed: DeployedStack?

    /// A stack that is deployed: where, and with which values.
    struct DeployedStack: Sendable {
        let stackName: String
        let connection: AWSConnection
        let parameters: [String: String]
    }

    var contents: AppContents {
        var files = migration.files.map { AppContents.File(path: "Stacks/\($0.name)", text: $0.text) }
        files.append(AppContents.File(path: "Tests/StacksTests/\(name.text)Tests.swift", text: test))
        files += environments
        return AppContents(files: files, libraries: migration.modules)
    }

    private var test: String {
        """
        import Stacks
        import TemplateTesting
        import XCTest

        final class \(name.text)Tests: XCTestCase {
            func testCommittedTemplatesAreCurrent() throws {
                try \(name.text).app().expectTemplates(recordedBy: "swift run Infra synth")
            }
        }

        """
    }

    // MARK: - Environments

    private var environments: [AppContents.File] {
        let region = deployed?.connection.region ?? "eu-west-3"
        let connection = deployed?.connection
        let place = [
            ("profile", connection?.profile), ("endpoint", connection?.endpoint),
            ("credentials", connection?.credentialsFile),
        ].compactMap { key, value in value.map { (key, $0) } }
        let values = deployed?.parameters ?? [:]
        return [
            environment("dev", stackName: deployed?.stackName ?? "\(name.kebab)-dev", region, values, more: place),
            environment(
                "local", stackName: "\(name.kebab)-local", region, values,
                more: [("endpoint", "http://localhost:\(name.port)"), ("credentials", ".local/cloud/credentials")]),
        ]
    }

    private func environment(
        _ environment: String, stackName: String, _ region: String, _ values: [String: String],
        more: [(String, String)] = []
    ) -> AppContents.File {
        func string(_ text: String) -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
        }
        var lines = [("region", region), ("stackName", stackName)] + more
        lines = lines.map { ($0.0, string($0.1)) }
        let given = values.sorted { $0.key < $1.key }.map { "    \(string($0.key)): \(string($0.value))" }
        let parameters = given.isEmpty ? "{}" : "{\n\(given.joined(separator: ",\n"))\n  }"
        let text = (lines + [("parameters", parameters)]).map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n")
        return AppContents.File(path: "parameters/\(environment).json", text: "{\n\(text)\n}\n")
    }
}
