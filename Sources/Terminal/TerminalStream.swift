#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where a command writes: standard output, standard error, or a test's recording.
public struct TerminalStream: Sendable {
    /// Whether a person looks at it, so that lines can be redrawn.
    public let isInteractive: Bool
    /// Whether styles are shown: interactive, `NO_COLOR` unset or empty, and `TERM` not `dumb`.
    public let usesColour: Bool
    /// How many cells a line has, when it is written.
    public var width: Int { measureWidth() }
    private let measureWidth: @Sendable () -> Int
    private let write: @Sendable (String) -> Void
    private let failure: WriteFailure?

    /// Why something that was written is lost, such as on a full disk; nil when nothing is. A reader that went away (`| head`) has
    /// what it wanted.
    public var writeProblem: String? { failure?.reason }

    /// A stream over any sink.
    public init(isInteractive: Bool, usesColour: Bool, width: Int, write: @escaping @Sendable (String) -> Void) {
        self.isInteractive = isInteractive
        self.usesColour = usesColour
        self.measureWidth = { width }
        self.write = write
        failure = nil
    }

    /// A stream over a file descriptor of this process.
    init(descriptor: Int32) {
        let isInteractive = isatty(descriptor) == 1
        let environment = ProcessEnvironment()
        self.isInteractive = isInteractive && environment["TERM"] != "dumb"
        self.usesColour = self.isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
        self.measureWidth = {
            var size = winsize()
            let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            return known ? Int(size.ws_col) : 100
        }
        let failure = WriteFailure()
        self.failure = failure
        self.write = { text in
            var text = text
            text.withUTF8 { bytes in
                var rest = UnsafeRawBufferPointer(bytes)
                while let start = rest.baseAddress, !rest.isEmpty {
                    let count = systemWrite(descriptor, start, rest.count)
                    if count < 0 && errno == EINTR { continue }
                    // A reader that went away (`| head`) is no reason to fail: what was asked for goes on.
                    guard count > 0 else {
                        if count < 0, errno != EPIPE { failure.note(errno) }
                        return
                    }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                }
            }
        }
    }

    /// Standard output of this process.
    public static var standardOutput: TerminalStream { TerminalStream(descriptor: STDOUT_FILENO) }

    /// Standard error of this process.
    public static var standardError: TerminalStream { TerminalStream(descriptor: STDERR_FILENO) }

    /// Writes text as it is.
    public func write(raw text: String) {
        write(text)
    }

    /// Writes a line.
    public func print(_ line: String = "") {
        write(line + "\n")
    }

    /// Writes pieces of text as one line.
    public func print(_ pieces: [StyledText]) {
        write(styled(pieces) + "\n")
    }

    /// Writes a table.
    public func print(_ table: Table) {
        write(table.lines(inColour: usesColour).map { $0 + "\n" }.joined())
    }

    /// Pieces of text as they look on this stream.
    public func styled(_ pieces: [StyledText]) -> String {
        pieces.map { $0.rendered(inColour: usesColour) }.joined()
    }
}

/// The first error of a stream. Its lock is the C library's, because the library of Swift's own is one more to load for `synth`.
private final class WriteFailure: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var error: Int32?

    init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    func note(_ number: Int32) {
        pthread_mutex_lock(lock)
        error = error ?? number
        pthread_mutex_unlock(lock)
    }

    var reason: String? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return error.map { String(cString: strerror($0)) }
    }
}

/// `write(2)`, under a name that a method called `write` does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
