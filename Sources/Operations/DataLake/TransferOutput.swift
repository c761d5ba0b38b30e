import Foundation

/// Reads what `aws s3 cp` writes while it runs: a line for every object that arrived, and progress that ends in a
/// carriage return.
///
/// The command writes names as they are. A name that ends a line could write the next one itself, and say of any object
/// that it arrived: only the text about files without such names is read (``UploadBatch/hasPlainNames``). Within a line
/// nothing can be forged, since the mark before the key has two slashes, which no path has.
struct TransferOutput: Sendable {
    enum Event: Sendable, Equatable {
        /// An object arrived; its key.
        case arrived(ObjectKey)
        /// So many bytes are through, of everything that this command sends.
        case completed(bytes: Int)
    }

    private let marker: String
    private var pending: [UInt8] = []

    init(bucket: String) { marker = " to s3://\(bucket)/" }

    /// Takes the next piece, which may end anywhere.
    mutating func read(_ piece: Data) -> [Event] {
        var events: [Event] = []
        for byte in piece {
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                pending.append(byte)
                continue
            }
            if let event = event(in: String(decoding: pending, as: UTF8.self)) { events.append(event) }
            pending.removeAll(keepingCapacity: true)
        }
        return events
    }

    private func event(in line: String) -> Event? {
        if line.hasPrefix("upload: "), let range = line.range(of: marker, options: .literal) {
            // Blanks cover what was left of a longer line of progress.
            var key = line[range.upperBound...]
            while key.utf8.last == UInt8(ascii: " ") { key.removeLast() }
            return .arrived(ObjectKey(String(key)))
        }
        if let match = line.prefixMatch(of: #/Completed (?<amount>[0-9.]+) (?<unit>Bytes|KiB|MiB|GiB|TiB)\//#),
            let amount = Double(match.amount),
            let power = ["Bytes", "KiB", "MiB", "GiB", "TiB"].firstIndex(of: match.unit)
        {
            return .completed(bytes: Int(clamping: amount * pow(1024, Double(power))))
        }
        return nil
    }
}
