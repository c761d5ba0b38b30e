import AWSAccessTesting
import AppDeclaration
import Foundation
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

/// A bucket behind a played AWS CLI, a folder to send to it, and the command that does.
///
/// Its entity tags say nothing of the content, as with KMS keys.
final class FakeBucket: @unchecked Sendable {
    struct Object: Equatable {
        var content: Data
        var type: String
        var etag: String
    }

    let aws = FakeAWS()
    let folder: String
    private let lock = NSLock()
    private var stored: [ObjectKey: Object] = [:]
    private var writes = 0
    /// What the service answers instead of taking an object.
    private var refusal: (@Sendable (String) -> String?)?
    private var time = Date(timeIntervalSince1970: 1_790_000_000)
    /// Seconds that every look at the clock takes.
    var clockStep = 0.0

    init(_ test: XCTestCase, files: [String: String] = [:]) throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        folder = root + "/assets"
        test.addTeardownBlock { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/parameters", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let environment = #"{"region": "eu-west-3", "stackName": "web-dev"}"#
        try Data(environment.utf8).write(to: URL(fileURLWithPath: root + "/parameters/dev.json"))
        for (path, text) in files { try write(path, text) }
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: ["S3BucketName": "lake"]))
        answer("s3api list-objects-v2") { $0.list($1) }
        answer("s3api get-object") { $0.get($1) }
        answer("s3api put-object") { try $0.put($1) }
        answer("s3api delete-objects") { try $0.delete($1) }
        answer("s3 cp") { try $0.copy($1) }
    }

    private func answer(_ words: String, _ body: @escaping @Sendable (FakeBucket, [String]) throws -> CommandResult) {
        aws.on(words) { [unowned self] command in try body(self, command.arguments) }
    }

    // MARK: What a test does

    func write(_ path: String, _ text: String) throws {
        let file = "\(folder)/\(path)"
        if let slash = path.lastIndex(of: "/") {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(path[..<slash])", withIntermediateDirectories: true)
        }
        // Foundation's would wait for the disk, thousands of times in some tests.
        let stream = try XCTUnwrap(fopen(file, "w"))
        fputs(text, stream)
        fclose(stream)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }

    /// Puts an object into the bucket as somebody else would.
    func store(_ key: String, _ text: String, type: String = "binary/octet-stream") {
        store(key, Data(text.utf8), type: type)
    }

    private func store(_ key: String, _ content: Data, type: String) {
        lock.withLock {
            writes += 1
            stored[ObjectKey(key)] = Object(content: content, type: type, etag: "\"\(writes)\"")
        }
    }

    func discard(_ key: String) { lock.withLock { stored[ObjectKey(key)] = nil } }

    /// Has the service refuse objects: the answer is its complaint, nil where it takes the object.
    func refuse(_ complaint: (@Sendable (String) -> String?)?) { lock.withLock { refusal = complaint } }

    var objects: [String: Object] {
        lock.withLock { Dictionary(stored.map { ($0.key.description, $0.value) }) { first, _ in first } }
    }
    private func object(_ key: String) -> Object? { lock.withLock { stored[ObjectKey(key)] } }
    /// The keys of all objects but the manifest, sorted.
    var keys: [String] { objects.keys.filter { !$0.hasSuffix(".manifest.json") }.sorted() }
    var manifest: Manifest? { object("catalogue/.manifest.json").flatMap { try? Manifest(reading: $0.content) } }
    /// The commands that change something.
    var changes: [String] {
        aws.lines.filter { $0.hasPrefix("s3 cp") || $0.hasPrefix("s3api put") || $0.hasPrefix("s3api delete") }
    }

    struct Outcome {
        let status: ExitCode
        let output: String
        let errors: String
    }

    func populate(
        _ arguments: String..., app: OperatedApp = WebMarketPlus.operations, answer: String? = nil,
        runner: (any CommandRunner)? = nil
    ) async throws -> Outcome {
        let screen = TestTerminal()
        let all = ["--env", "dev", "--assets", folder] + arguments
        let cli = runner.map {
            AWSCLI(
                connection: AWSConnection(region: "eu-west-3"), runner: $0, executables: ["/fake/aws"], sleep: { _ in })
        }
        let context = CommandContext(
            terminal: screen.terminal(answer: answer),
            environments: EnvironmentDirectory(path: folder + "/../parameters"),
            aws: { [aws] _ in cli ?? aws.cli() }, now: { self.now() })
        let status = await PopulateCommand(app).run(
            try PopulateCommand(app).syntax.parse(all), in: context)
        return Outcome(status: status, output: screen.output, errors: screen.errors)
    }

    private func now() -> Date {
        lock.withLock {
            time += clockStep
            return time
        }
    }

    // MARK: What the service does

    private func value(_ option: String, _ arguments: [String]) -> String {
        arguments.firstIndex(of: option).map { arguments[$0 + 1] } ?? ""
    }

    private func list(_ arguments: [String]) -> CommandResult {
        struct Listed: Encodable {
            let key: ObjectKey
            let size: Int
            let etag: String
        }
        let prefix = value("--prefix", arguments)
        let listed = lock.withLock { stored }.filter { $0.key.description.hasPrefix(prefix) }
            .map { Listed(key: $0.key, size: $0.value.content.count, etag: $0.value.etag) }
        guard !listed.isEmpty, let data = try? JSONEncoder().encode(listed) else { return .success("null\n") }
        return CommandResult(status: 0, output: data)
    }

    private func get(_ arguments: [String]) -> CommandResult {
        guard let object = object(value("--key", arguments)) else {
            return .refused("NoSuchKey", "GetObject", "The specified key does not exist.")
        }
        // The file comes before the connection's options.
        let file = arguments[arguments.firstIndex(of: "--region").map { $0 - 1 } ?? 0]
        try? object.content.write(to: URL(fileURLWithPath: file))
        return .stored(object.etag)
    }

    private func put(_ arguments: [String]) throws -> CommandResult {
        let key = value("--key", arguments)
        let expected = arguments.contains("--if-none-match") ? nil : value("--if-match", arguments)
        guard object(key)?.etag == expected else {
            return .refused(
                "PreconditionFailed", "PutObject", "At least one of the pre-conditions you specified did not hold")
        }
        let content = try Data(contentsOf: URL(fileURLWithPath: value("--body", arguments)))
        store(key, content, type: value("--content-type", arguments))
        return .stored(object(key)?.etag ?? "")
    }

    private func delete(_ arguments: [String]) throws -> CommandResult {
        struct Request: Decodable {
            struct Object: Decodable { let Key: String }
            let Objects: [Object]
        }
        let file = value("--delete", arguments).dropFirst("file://".count)
        let request = try JSONDecoder().decode(Request.self, from: Data(contentsOf: URL(fileURLWithPath: String(file))))
        var errors: [String] = []
        for key in request.Objects.map(\.Key) {
            if let complaint = lock.withLock({ refusal })?(key) {
                errors.append(#"{"Key":"\#(key)","Code":"AccessDenied","Message":"\#(complaint)"}"#)
            } else {
                discard(key)
            }
        }
        return .success(errors.isEmpty ? "" : #"{"Errors":[\#(errors.joined(separator: ","))]}"#)
    }

    private func copy(_ arguments: [String]) throws -> CommandResult {
        let directory = arguments[2]
        let destination = arguments[3].dropFirst("s3://lake/".count)
        var result = CommandResult(status: 0)
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory).sorted() {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(directory)/\(path)", isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            let key = String(destination) + path
            if let complaint = lock.withLock({ refusal })?(key) {
                result.errors += "upload failed: ../\(path) to s3://lake/\(key) \(complaint)\n"
                result.status = 1
                continue
            }
            let file = try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\(path)")
            store(key, try Data(contentsOf: URL(fileURLWithPath: file)), type: value("--content-type", arguments))
            result.output += Data("upload: ../\(path) to s3://lake/\(key)\n".utf8)
        }
        return result
    }
}

extension CommandResult {
    fileprivate static func stored(_ etag: String) -> CommandResult {
        .success(#"{"ETag": "\#(etag.replacingOccurrences(of: "\"", with: "\\\""))"}"#)
    }

    fileprivate static func refused(_ code: String, _ operation: String, _ message: String) -> CommandResult {
        CommandResult(
            status: 254, errors: "An error occurred (\(code)) when calling the \(operation) operation: \(message)")
    }
}

/// Stops in the middle of a transfer, as Ctrl+C does: what the service took until then has arrived, and was told.
/// Transfers run beside each other: one that brought nothing waits for one that did, or the run could stop before that.
struct InterruptedRunner: CommandRunner {
    let bucket: FakeBucket

    func run(_ command: Command) async throws -> CommandResult { try await bucket.aws.run(command) }

    func run(_ command: Command, onOutput: @escaping @Sendable (Data) -> Void) async throws -> CommandResult {
        guard command.arguments.starts(with: ["s3", "cp"]) else { return try await run(command) }
        let output = try await run(command).output
        while bucket.keys.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        onOutput(output)
        throw CancellationError()
    }
}
