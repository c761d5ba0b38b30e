import Foundation

/// A program while it runs, and what it has written so far.
final class Program: @unchecked Sendable {
    /// How a program ended.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// For the message of an assertion.
        var transcript: String { "status \(status)\n--- output\n\(output)--- errors\n\(errors)---" }
    }

    struct TookTooLong: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let lock = NSLock()
    private var written: [Int: Data] = [:]
    private var openStreams = 2
    private var isOver = false

    /// Starts a program. Without a pipe for its input, it reads nothing and has no terminal.
    init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        directory: String? = nil,
        input: Pipe? = nil
    ) throws {
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        if let environment { process.environment = environment }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        process.standardInput = input ?? FileHandle.nullDevice
        let streams = [Pipe(), Pipe()]
        process.standardOutput = streams[0]
        process.standardError = streams[1]
        process.terminationHandler = { [weak self] _ in
            guard let self else { return }
            lock.withLock { isOver = true }
        }
        try Self.withAllSignals { try process.run() }
        for (index, stream) in streams.enumerated() {
            Thread.detachNewThread { [self] in
                while case let data = stream.fileHandleForReading.availableData, !data.isEmpty {
                    lock.withLock { written[index, default: Data()] += data }
                }
                lock.withLock { openStreams -= 1 }
            }
        }
    }

    /// Runs a program to its end.
    static func run(
        _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        directory: String? = nil,
        input: Data? = nil
    ) async throws -> Outcome {
        let pipe = input.map { _ in Pipe() }
        let program = try Program(executable, arguments, environment: environment, directory: directory, input: pipe)
        if let pipe, let input {
            try pipe.fileHandleForWriting.write(contentsOf: input)
            try pipe.fileHandleForWriting.close()
        }
        return try await program.outcome()
    }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { lock.withLock { !isOver } }
    var output: String { text(of: 0) }
    var errors: String { text(of: 1) }

    /// What Ctrl+C in a terminal sends.
    func interrupt() { kill(identifier, SIGINT) }
    /// Ends it at once, if it runs.
    func end() { if isRunning { kill(identifier, SIGKILL) } }

    /// Waits for its end.
    func outcome() async throws -> Outcome {
        do {
            try await eventually("\(process.executableURL?.lastPathComponent ?? "the program") ends") {
                lock.withLock { isOver && openStreams == 0 }
            }
        } catch {
            end()
            throw TookTooLong(description: "\(error)\n--- output\n\(output)--- errors\n\(errors)")
        }
        return Outcome(status: process.terminationStatus, output: output, errors: errors)
    }

    /// A program inherits the signals that the thread which starts it blocks, and those of the tests block nearly all.
    /// One that is started from a shell can be interrupted.
    private static func withAllSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var former = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &former)
        defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
        try body()
    }

    private func text(of stream: Int) -> String {
        lock.withLock { String(decoding: written[stream] ?? Data(), as: UTF8.self) }
    }
}

/// Waits until something is so, for as long as a busy machine may need.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw Program.TookTooLong(description: "waited three minutes in vain: \(what)")
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}
