import Foundation
import Synchronization

/// Runs programs as child processes.
public struct ProcessRunner: CommandRunner {
    public init() {}

    public func run(_ command: Command) async throws -> CommandResult {
        try await run(command) { _ in }
    }

    public func run(_ command: Command, onOutput: @escaping @Sendable (Data) -> Void) async throws -> CommandResult {
        try Task.checkCancellation()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command.executable)
        process.arguments = command.arguments
        var environment = ProcessInfo.processInfo.environment
        for (name, value) in command.environment { environment[name] = value }
        process.environment = environment
        let input = command.input.map { _ in Pipe() }
        if let input { process.standardInput = input } else { process.standardInput = FileHandle.nullDevice }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        let (exits, exit) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { process in
            let bySignal = process.terminationReason == .uncaughtSignal
            exit.yield(bySignal ? 128 + process.terminationStatus : process.terminationStatus)
            exit.finish()
        }
        try process.run()
        if let input, let data = command.input { Self.write(data, to: input.fileHandleForWriting) }
        let identifier = process.processIdentifier
        let givenUp = GivenUp()
        return try await withTaskCancellationHandler {
            // Both pipes are drained while the program runs: it stops when one of them is full.
            async let written = Self.readToEnd(output.fileHandleForReading, orUntil: givenUp, onOutput)
            async let complained = Self.readToEnd(errors.fileHandleForReading, orUntil: givenUp) { _ in }
            let result = await CommandResult(
                status: exits.first { _ in true } ?? -1, output: written,
                errors: String(decoding: complained, as: UTF8.self))
            try Task.checkCancellation()
            return result
        } onCancel: {
            // Ctrl+C does not reach the child, which is in a process group of its own. Nor would a polite signal: it
            // inherits the signals that this process ignores (see Interruption) and those that its thread blocks.
            // `aws` has nothing to put away; its helpers, in the same group, go with it.
            kill(-identifier, SIGKILL)
            kill(identifier, SIGKILL)
            givenUp.set()
        }
    }

    /// Writes on a thread of its own, because a program may read late, or never.
    private static func write(_ data: Data, to handle: FileHandle) {
        Thread.detachNewThread {
            // The signal of a pipe that nobody reads any more would end this process; held back, it goes with the
            // thread.
            var brokenPipe = sigset_t()
            sigemptyset(&brokenPipe)
            sigaddset(&brokenPipe, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &brokenPipe, nil)
            // A program that does not want all of it says why by its status.
            try? handle.write(contentsOf: data)
            try? handle.close()
        }
    }

    /// Reads on a thread of its own, because reading a pipe blocks.
    private static func readToEnd(
        _ handle: FileHandle, orUntil givenUp: GivenUp, _ onPiece: @escaping @Sendable (Data) -> Void
    ) async -> Data {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var data = Data()
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while true {
                    // A helper in a session of its own outlives the program, and holds its end of the pipe.
                    var place = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
                    guard poll(&place, 1, 250) != 0 else {
                        if givenUp.isSet { break }
                        continue
                    }
                    // Not FileHandle's read(upToCount:), which may wait until there is that much.
                    let count = read(handle.fileDescriptor, &buffer, buffer.count)
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { break }
                    let piece = Data(buffer[..<count])
                    data += piece
                    onPiece(piece)
                }
                try? handle.close()
                continuation.resume(returning: data)
            }
        }
    }
}

/// Whether a program was given up.
private final class GivenUp: Sendable {
    private let flag = Mutex(false)
    var isSet: Bool { flag.withLock { $0 } }
    func set() { flag.withLock { $0 = true } }
}
