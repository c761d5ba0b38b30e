import Foundation
import XCTest

/// The pinned AWS CLI, loaded already, for all that runs many commands; see `aws_server.py`. What a start of its own does
/// with a user's configuration is what ``ForeignConfigurationTests`` are about.
final class QuickAWS: Sendable {
    /// A folder with an executable `aws`.
    let folder: String
    private let lifeline = Pipe()
    private let server: Program
    private static let script = Project.root + "/Tests/EndToEndTests/Support/aws_server.py"

    /// - Parameter credentialsFile: where it looks for credentials from the beginning; everything else is that of
    ///   whoever runs a command.
    init(credentialsFile: String) async throws {
        // A path of a socket may have a hundred characters.
        folder = "/tmp/aws-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let python = try Project.python()
        let executable = """
            #!/bin/sh
            exec '\(python)' -S -E '\(Self.script)' run '\(folder)' "$@"

            """
        try Data(executable.utf8).write(to: URL(fileURLWithPath: folder + "/aws"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/aws")
        server = try Program(
            python, [Self.script, "serve", folder],
            environment: Workspace.environment(["AWS_SHARED_CREDENTIALS_FILE": credentialsFile, "HOME": folder]),
            input: lifeline)
        try await eventually("the AWS CLI is loaded\n\(server.errors)") { server.output == "ready\n" }
    }

    /// Runs several commands in one process: a JSON list of their arguments in, a JSON list of their results out.
    func batch(_ commands: Data, environment: [String: String]) async throws -> Program.Outcome {
        try await Program.run(
            try Project.python(), ["-S", "-E", Self.script, "batch", folder], environment: environment, input: commands)
    }

    func stop() { try? lifeline.fileHandleForWriting.close() }
}
