import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A local cloud with a port and a folder of its own.
final class LocalCloud: @unchecked Sendable {
    /// One for the whole run of the tests, stopped when that is over.
    static func shared() async throws -> LocalCloud { try await sharedStart.value }

    private static let sharedStart = Task {
        let cloud = try await LocalCloud()
        await MainActor.run { XCTestObservationCenter.shared.addTestObserver(Stopper(cloud)) }
        return cloud
    }

    let endpoint: String
    /// Its files and those of the tests that use it; goes when it stops.
    let directory: String
    /// Whom it lets in: a file in the format of the AWS CLI's own.
    var credentialsFile: String { directory + "/cloud/credentials" }
    /// The AWS CLI for all who call it.
    let aws: QuickAWS
    private let program: Program
    /// It lives as long as this pipe is open: when the tests die in whatever way, the cloud stops and its files go too.
    private let lifeline = Pipe()

    /// - Parameter resourceSeconds: how long each resource takes.
    init(resourceSeconds: Double = 0) async throws {
        let port = try await Self.freePort()
        endpoint = "http://localhost:\(port)"
        directory = NSTemporaryDirectory() + "/end-to-end-\(UUID().uuidString)"
        let environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": Project.root + "/Tools"]) { $1 }
        program = try Program(
            "/bin/sh",
            [
                "-c", #""$@" & cloud=$!; cat > /dev/null; kill $cloud; wait $cloud; rm -rf "$0""#, directory,
                Project.python(), "-m",
                "localcloud", "run", "--port", "\(port)", "--state-dir", directory + "/cloud", "--resource-seconds",
                "\(resourceSeconds)",
            ],
            environment: environment, input: lifeline)
        aws = try await QuickAWS(credentialsFile: directory + "/cloud/credentials")
        try await eventually("the local cloud answers at \(endpoint)\n\(program.output)\(program.errors)") {
            (try? await control("status", method: "GET")) == 200
        }
    }

    /// What programs other than this project's commands need to call it.
    var variables: [String: String] {
        var environment = Workspace.environment([
            "AWS_ENDPOINT_URL": endpoint, "AWS_SHARED_CREDENTIALS_FILE": credentialsFile,
        ])
        for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] { environment[name] = nil }
        return environment
    }

    /// The status of a request for what AWS has no call for, such as `back-date-snapshot?name=n&days=8`.
    func control(_ name: String, method: String = "POST") async throws -> Int {
        try await ask("/_localcloud/\(name)", method: method).status
    }

    /// What is answered to a request without a signature, which AWS would serve to everybody: an API, a site.
    func ask(
        _ path: String, _ headers: [String: String] = [:], method: String = "GET"
    ) async throws -> (status: Int, body: String) {
        var request = URLRequest(url: try XCTUnwrap(URL(string: endpoint + path)))
        request.httpMethod = method
        let secret = try String(contentsOfFile: credentialsFile, encoding: .utf8).firstMatch(
            of: #/aws_secret_access_key = (\S+)/#)
        request.setValue(try XCTUnwrap(secret).1.description, forHTTPHeaderField: "X-Local-Cloud-Token")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    /// What it wrote.
    var log: String { program.output + program.errors }

    func stop() {
        aws.stop()
        try? lifeline.fileHandleForWriting.close()
        while program.isRunning { Thread.sleep(forTimeInterval: 0.02) }
    }

    /// A port that nothing listens on.
    static func freePort() async throws -> Int {
        let code = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        let outcome = try await Program.run(try Project.python(), ["-c", code])
        return try XCTUnwrap(Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)), outcome.transcript)
    }

    private final class Stopper: NSObject, XCTestObservation {
        let cloud: LocalCloud
        init(_ cloud: LocalCloud) { self.cloud = cloud }
        func testBundleDidFinish(_ testBundle: Bundle) { cloud.stop() }
    }
}

/// Plain requests.
enum HTTP {
    static func get(_ address: String) async throws -> (status: Int, body: String) {
        let url = try XCTUnwrap(URL(string: address))
        let (data, response) = try await URLSession.shared.data(from: url)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }
}
