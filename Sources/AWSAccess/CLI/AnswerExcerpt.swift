import Diagnostics
import Foundation
import JSON

/// What stands around a place of an answer, on one line, and without what might be a secret: keys are shown, the texts
/// of values are not, nor any word that is as long as a credential.
struct AnswerExcerpt: CustomStringConvertible {
    /// How many characters are shown on either side at most.
    private static let width = 40

    let description: String

    init(of answer: [UInt8], at place: JSONPlace) {
        let lines = answer.split(separator: UInt8(ascii: "\n"), maxSplits: place.line, omittingEmptySubsequences: false)
        let line = place.line <= lines.count ? lines[place.line - 1] : []
        let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
        let (before, after) = Self.masked(scalars, splitAt: place.column - 1)
        let (start, end) = (before.suffix(Self.width), after.prefix(Self.width))
        let text =
            (start.count < before.count ? "…" : "") + start + end + (end.count < after.count ? "…" : "")
        description = "'\(text.withoutControlCharacters.trimmingCharacters(in: .whitespaces))'"
    }

    /// A line without the texts of values, in two parts. A string cannot go on from the line before.
    private static func masked(_ line: [Unicode.Scalar], splitAt column: Int) -> (before: String, after: String) {
        var parts = ("", "")
        var index = 0
        while index < line.count {
            let end = endOfToken(in: line, from: index)
            var token = String(String.UnicodeScalarView(line[index..<end]))
            if line[index] == "\"", !isKey(endingAt: end, in: line) {
                token = "\"…\""
            } else if isLikeCredential(token) {
                token = "…"
            }
            if index < column { parts.0 += token } else { parts.1 += token }
            index = end
        }
        return parts
    }

    /// The end of a string, of a word, or of one other character.
    private static func endOfToken(in line: [Unicode.Scalar], from start: Int) -> Int {
        var index = start + 1
        if line[start] == "\"" {
            while index < line.count, line[index] != "\"" { index += line[index] == "\\" ? 2 : 1 }
            return min(index + 1, line.count)
        }
        guard isOfWord(line[start]) else { return index }
        while index < line.count, isOfWord(line[index]) { index += 1 }
        return index
    }

    /// What credentials are made of: Base64 in both alphabets.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "+/=_-".unicodeScalars.contains(scalar))
    }

    private static func isKey(endingAt end: Int, in line: [Unicode.Scalar]) -> Bool {
        line[end...].first { $0 != " " } == ":"
    }

    /// Access keys have 20 characters, secret keys 40, tokens more.
    private static func isLikeCredential(_ token: String) -> Bool {
        token.unicodeScalars.count >= 20 && token.first != "\""
    }
}
