import Foundation

/// Finds keys that a JSON object has twice. Parsers take one of the two values and say nothing, which would deploy
/// another value than the one its author last looked at.
enum RepeatedKeys {
    /// - Parameter data: valid JSON.
    /// - Returns: each repetition with the line in which it stands.
    static func find(in data: Data) -> [(key: String, line: Int)] {
        var found: [(key: String, line: Int)] = []
        /// The keys of each object that is open; nil for a list.
        var open: [Set<String>?] = []
        var line = 1
        var expectsKey = false
        var text: [UInt8]?
        var isEscaped = false
        for byte in data {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if let read = text {
                if byte != UInt8(ascii: "\"") || isEscaped {
                    text = read + [byte]
                    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                    continue
                }
                text = nil
                guard expectsKey, let last = open.indices.last else { continue }
                expectsKey = false
                let key = String(decoding: read, as: UTF8.self)
                if open[last]?.insert(key).inserted == false { found.append((key, line)) }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): text = []
            case UInt8(ascii: "{"):
                open.append([])
                expectsKey = true
            case UInt8(ascii: "["):
                open.append(nil)
                expectsKey = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: ","): expectsKey = open.last.map { $0 != nil } ?? false
            default: break
            }
        }
        return found
    }
}
