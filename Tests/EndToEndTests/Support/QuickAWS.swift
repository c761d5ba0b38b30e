import Foundation
import XCTest

/// An `aws` that is loaded already, for tests that run many commands; see `aws_server.py`.
final class QuickAWS: Sendable {
    private let lifeline = Pipe()
    private let server: Program
    /// A shell command that runs it.
    let command: String

    init(for workspace: Workspace) async throws {
        let script = Project.root + "/Tests/EndToEndTests/Support/aws_server.py"
        // A path of a socket may have a hundred characters.
        let socket = "/tmp/aws-\(UUID().uuidString.prefix(8))"
        let python = try Project.python()
        command = "'\(python)' -S -E '\(script)' run '\(socket)'"
        server = try Program(
            python, [script, "serve", socket], environment: workspace.cloud.variables,
            input: lifeline)
        try await eventually("the AWS CLI is loaded\n\(server.errors)") { server.output == "ready\n" }
        workspace.quickAWS = self
    }

    func stop() { try? lifeline.fileHandleForWriting.close() }
}
