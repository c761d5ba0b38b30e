import Environments
import Foundation
import Synchronization
import Terminal

/// How far a number of files has got: how many, how fast, how long still.
///
/// Nothing is shown of what takes less than a second.
final class TransferProgress: Sendable {
    private struct State {
        var display: ProgressDisplay
        var files = 0
        var bytes = 0
        /// Of files that are not through yet, by the batch they are in.
        var partial: [Int: Int] = [:]
        var shownAt: Date
        /// What had been done at some moments of the last seconds, from which the rate is told.
        var samples: [(at: Date, files: Int, bytes: Int)]
    }

    private static let ratedSeconds = 10.0
    /// Less says nothing about what is still to come.
    private static let leastRatedSeconds = 2.0

    private let verb: String
    private let totalFiles: Int
    private let totalBytes: Int
    private let pause: Double
    private let now: @Sendable () -> Date
    private let state: Mutex<State>

    /// - Parameters:
    ///   - verb: what is done to the files, such as `sent`.
    ///   - stream: a person sees it redrawn five times a second, a log gets a line every five seconds.
    init(_ verb: String, files: Int, bytes: Int, on stream: TerminalStream, now: @escaping @Sendable () -> Date) {
        self.verb = verb
        totalFiles = files
        totalBytes = bytes
        pause = stream.isInteractive ? 0.2 : 5
        self.now = now
        let start = now()
        // The first picture comes after a second.
        let shownAt = start.addingTimeInterval(1 - pause)
        state = Mutex(State(display: ProgressDisplay(on: stream), shownAt: shownAt, samples: []))
    }

    /// A file is through, which may have been counted as a part of its batch until now.
    func finished(bytes: Int, of batch: Int = 0) {
        state.withLock { state in
            state.partial[batch] = nil
            state.files += 1
            state.bytes = state.bytes.addingClamped(bytes)
            show(&state)
        }
    }

    /// So many bytes of a batch are through that belong to files which are not.
    func partial(bytes: Int, of batch: Int) {
        state.withLock { state in
            state.partial[batch] = bytes
            show(&state)
        }
    }

    /// Leaves the last picture where it stands.
    func finish() { state.withLock { $0.display.finish() } }

    /// Prints a line that stays.
    func note(_ text: String) { state.withLock { $0.display.note([StyledText(text)]) } }

    private func show(_ state: inout State) {
        let now = now()
        // Rates are those since the first file was through: what comes before is the start of a command.
        if state.samples.isEmpty { state.samples.append((now, state.files, state.bytes)) }
        guard now.timeIntervalSince(state.shownAt) >= pause else { return }
        state.shownAt = now
        let bytes = min(totalBytes, state.bytes.addingClamped(state.partial.values.clampedSum))
        state.samples.append((now, state.files, bytes))
        while state.samples.count > 2, now.timeIntervalSince(state.samples[1].at) >= Self.ratedSeconds {
            state.samples.removeFirst()
        }
        let line = line(files: state.files, bytes: bytes, since: state.samples[0], now: now)
        state.display.show(lines: [[StyledText(line)]], changes: [line])
    }

    private func line(files: Int, bytes: Int, since: (at: Date, files: Int, bytes: Int), now: Date) -> String {
        let done =
            "\(verb) \(files) of \(Quantity.files(totalFiles)), \(Quantity.bytes(bytes)) of \(Quantity.bytes(totalBytes))"
        let seconds = now.timeIntervalSince(since.at)
        guard seconds >= Self.leastRatedSeconds else { return done }
        let fileRate = Double(files - since.files) / seconds
        let byteRate = Double(bytes - since.bytes) / seconds
        let rates = ", \(Int(clamping: fileRate)) files/s, \(Quantity.bytes(Int(clamping: byteRate)))/s"
        // Many small files go by their number, a few large ones by their bytes: whichever takes longer.
        let left = max(
            fileRate > 0 ? Double(totalFiles - files) / fileRate : 0,
            byteRate > 0 ? Double(totalBytes - bytes) / byteRate : 0)
        return done + rates + (left > 0 ? ", about \(Quantity.seconds(left)) left" : "")
    }
}
