import Foundation
import XCTest

/// A folder to run the commands in: a copy of `parameters/`, a home without anyone's configuration, and a place for
/// temporary files that must be empty afterwards.
final class Workspace: @unchecked Sendable {
    let path: String
    let cloud: LocalCloud
    /// Where commands look for `aws`.
    private(set) var searchPath: String

    /// - Parameter project: the value of `ProjectName`, so that tests do not meet; nil for the project's own.
    init(cloud: LocalCloud, project: String? = nil) throws {
        path = cloud.directory + "/workspace-\(UUID().uuidString)"
        self.cloud = cloud
        searchPath = cloud.aws.folder + ":/usr/bin:/bin"
        try FileManager.default.createDirectory(atPath: path + "/tmp", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Project.root + "/parameters", toPath: path + "/parameters")
        try edit("local") { $0.use(cloud) }
        if let project { for name in ["local", "dev", "prod"] { try edit(name) { $0.set("ProjectName", project) } } }
    }

    /// An environment's file.
    struct Environment {
        fileprivate(set) var contents: [String: Any]

        subscript(key: String) -> Any? {
            get { contents[key] }
            set { contents[key] = newValue }
        }

        /// Has the environment in a local cloud.
        mutating func use(_ cloud: LocalCloud) {
            contents["endpoint"] = cloud.endpoint
            contents["credentials"] = cloud.credentialsFile
        }

        mutating func set(_ parameter: String, _ value: Any) {
            var parameters = contents["parameters"] as? [String: Any] ?? [:]
            parameters[parameter] = value
            contents["parameters"] = parameters
        }
    }

    /// Changes an environment's file.
    func edit(_ name: String, _ change: (inout Environment) -> Void) throws {
        let file = URL(fileURLWithPath: "\(path)/parameters/\(name).json")
        let contents = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
        var environment = Environment(contents: try XCTUnwrap(contents))
        change(&environment)
        try JSONSerialization.data(withJSONObject: environment.contents, options: [.prettyPrinted, .sortedKeys]).write(
            to: file)
    }

    /// Puts a shell script in front of the real `aws`; it finds that as `$REAL_AWS`, and may write to `$RECORD`.
    ///
    /// - Parameter real: another than the one of the local cloud, which is the pinned version 1 without its start.
    func replaceAWS(_ script: String, real: String? = nil) throws {
        let folder = path + "/bin"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let contents = """
            #!/bin/sh
            REAL_AWS='\(real ?? cloud.aws.folder + "/aws")'
            RECORD='\(path)/record'
            \(script)

            """
        try Data(contents.utf8).write(to: URL(fileURLWithPath: folder + "/aws"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/aws")
        searchPath = folder + ":/usr/bin:/bin"
    }

    /// Has every use of `aws` recorded.
    func recordAWS() throws {
        try replaceAWS(#"printf '%s\n' "$*" >> "$RECORD"; exec "$REAL_AWS" "$@""#)
    }

    /// Leaves no `aws` to be found.
    func removeAWS() { searchPath = path + "/nowhere" }

    /// What was recorded.
    var record: String { (try? String(contentsOfFile: path + "/record", encoding: .utf8)) ?? "" }

    /// What commands left in the folder for temporary files.
    var leftFiles: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path + "/tmp")) ?? ["the folder itself is gone"]
    }

    /// Starts a command; those of the local cloud are told where this one is.
    func start(
        _ command: String, _ arguments: String..., variables: [String: String] = [:], local: Bool = true
    ) throws -> Program {
        try start(command, arguments, variables: variables, local: local)
    }

    /// Runs a command.
    func run(
        _ command: String, _ arguments: String..., variables: [String: String] = [:], local: Bool = true
    ) async throws -> Program.Outcome {
        try await start(command, arguments, variables: variables, local: local).outcome()
    }

    /// Runs a line as a shell does, which finds the `aws` of the project and the local cloud.
    func shell(_ line: String) async throws -> Program.Outcome {
        try await Program.run(
            "/bin/sh", ["-c", line], environment: cloud.variables.merging(["PATH": searchPath, "HOME": path]) { $1 })
    }

    /// Runs a command with arguments that are put together.
    func run(
        _ command: String, _ arguments: [String], variables: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await start(command, arguments, variables: variables, local: true).outcome()
    }

    private func start(
        _ command: String, _ arguments: [String], variables: [String: String], local: Bool
    ) throws -> Program {
        let own = ["PATH": searchPath, "HOME": path, "TMPDIR": path + "/tmp"]
        return try Program(
            try Project.executable(command), arguments + (local ? ["--endpoint", cloud.endpoint] : []),
            environment: Self.environment(own.merging(variables) { $1 }), directory: path)
    }

    /// This process's environment without what would lead to anyone's real account, and with keys that lead nowhere.
    static func environment(_ variables: [String: String]) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("AWS_") && $0.key != "DB_PASSWORD"
        }
        environment["AWS_ACCESS_KEY_ID"] = "test"
        environment["AWS_SECRET_ACCESS_KEY"] = "test"
        environment["AWS_DEFAULT_REGION"] = "eu-west-3"
        environment["AWS_CONFIG_FILE"] = "/nonexistent"
        environment["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent"
        environment["AWS_EC2_METADATA_DISABLED"] = "true"
        environment["NO_PROXY"] = "localhost,127.0.0.1"
        return environment.merging(variables) { $1 }
    }
}
