import Diagnostics

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where a command writes: standard output, standard error, or a test's recording.
///
/// It is the one door through which text goes out. Much of that text is from elsewhere (AWS's messages, names of files
/// and resources, values of options), and an escape sequence in it would command the terminal, of whoever reads a log
/// later too. So control characters are made visible here, and the only escape sequences written are those of styles
/// and of redrawing. Lines are kept where text has lines of its own: in a message and in a document. A name that is
/// quoted in a table or a styled line stays on that line.
public struct TerminalStream: Sendable {
    /// Whether a person looks at it, so that lines can be redrawn.
    public let isInteractive: Bool
    /// Whether styles are shown: interactive, `NO_COLOR` unset or empty, and `TERM` not `dumb`.
    public let usesColour: Bool
    /// How many cells a line has, when it is written.
    public var width: Int { measureWidth() }
    private let measureWidth: @Sendable () -> Int
    private let sink: @Sendable (String) -> Void
    private let picture = Picture()
    private let failure: WriteFailure?

    /// Why something that was written is lost, such as on a full disk; nil when nothing is. A reader that went away (`|
    /// head`) has what it wanted.
    public var writeProblem: String? { failure?.reason }

    /// A stream over any sink.
    public init(isInteractive: Bool, usesColour: Bool, width: Int, write: @escaping @Sendable (String) -> Void) {
        self.isInteractive = isInteractive
        self.usesColour = usesColour
        self.measureWidth = { width }
        sink = write
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
        sink = { text in
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
    public static let standardOutput = TerminalStream(descriptor: STDOUT_FILENO)

    /// Standard error of this process.
    public static let standardError = TerminalStream(descriptor: STDERR_FILENO)

    /// Writes a document, such as JSON for another program or a help text. Not a byte of it is changed, except on a
    /// screen.
    public func write(document text: String) {
        write(isInteractive ? text.withoutTerminalCommands : text)
    }

    /// Writes a line, or the lines of a message.
    public func print(_ message: String = "") {
        write(message.withoutTerminalCommands + "\n")
    }

    /// Writes a message of one or several lines, of which the later ones are indented: text from elsewhere in it must
    /// not pass for a message of its own.
    public func print(message: String, after label: StyledText? = nil) {
        let lines = message.withoutTerminalCommands.split(separator: "\n", omittingEmptySubsequences: false)
        let start = label.map { $0.rendered(inColour: usesColour) + " " } ?? ""
        let others = lines.dropFirst().map { ($0.isEmpty || $0.hasPrefix(" ") ? "" : "  ") + $0 }
        write(start + ([String(lines.first ?? "")] + others).joined(separator: "\n") + "\n")
    }

    /// Writes pieces of text as one line.
    public func print(_ pieces: [StyledText]) {
        write(styled(pieces) + "\n")
    }

    /// Writes pieces of text as one line; on a screen that is too narrow for it as several, broken between words.
    public func print(wrapped pieces: [StyledText]) {
        for line in isInteractive ? pieces.wrapped(toWidth: width) : [pieces] { print(line) }
    }

    /// Writes the beginning of a line, such as a question.
    func print(_ text: StyledText, terminator: String) {
        write(styled([text]) + terminator)
    }

    /// Writes a table.
    public func print(_ table: Table) {
        write(table.lines(inColour: usesColour).map { $0 + "\n" }.joined())
    }

    /// Begins a new screen, where a person looks at one; elsewhere an empty line sets apart what follows.
    public func clear() {
        keepPicture()
        if isInteractive { sink("\u{1B}[H\u{1B}[2J\u{1B}[3J") } else { write("\n") }
    }

    /// Draws lines over those that were drawn last.
    func draw(_ lines: [[StyledText]]) {
        picture.replace(with: lines.map { styled($0) + "\n" }, on: sink)
    }

    /// Leaves what was drawn last where it stands, below which all goes on.
    public func keepPicture() {
        picture.keep()
    }

    private func write(_ text: String) {
        picture.write(text, on: sink)
    }

    private func styled(_ pieces: some Sequence<StyledText>) -> String {
        pieces.map { $0.rendered(inColour: usesColour) }.joined()
    }
}

/// The first error of a stream.
private final class WriteFailure: Sendable {
    private let error = Locked<Int32?>(nil)

    func note(_ number: Int32) { error.withLock { $0 = $0 ?? number } }

    var reason: String? { error.withLock(\.self).map { String(cString: strerror($0)) } }
}

/// `write(2)`, under a name that a method called `write` does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
