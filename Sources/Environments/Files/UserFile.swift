import AWSAccess
import Foundation
import JSON
import Terminal

/// A JSON file that a person wrote. Whoever reads it reports what is wrong in it, all of which is told at once, each
/// with its place: `parameters/dev.json:7:16: error: ...`.
package struct UserFile {
    /// What is enough for any of these files: 200 parameters of 4,096 bytes each.
    package static let maximumBytes = 1_048_576

    /// More than this nobody reads, and what is not JSON for this purpose at all has a problem in every word.
    private static let maximumProblems = 100

    /// The file as messages show it, such as `parameters/dev.json`.
    package let name: String
    package let root: JSONValue
    private var problems: [Problem] = []

    private struct Problem: Hashable {
        let place: JSONPlace?
        let text: String
    }

    /// Parses a file and reports every key that an object gives twice.
    ///
    /// - Throws: ``CommandError`` for what is no JSON.
    package init(_ bytes: [UInt8], name: String) throws {
        self.name = name
        do {
            root = try JSONValue(parsing: bytes, limits: JSONLimits(bytes: Self.maximumBytes))
        } catch {
            throw CommandError("\(name):\(error.place): error: the file is not valid JSON: \(error.problem)")
        }
        for (first, again) in root.repeatedKeys { reportRepetition(of: again, first: first.place) }
    }

    /// The bytes of a file; one that is too large is not read.
    ///
    /// - Throws: ``CommandError`` for a file that is too large or cannot be read.
    package static func bytes(of path: String) throws -> [UInt8] {
        do {
            guard let handle = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoPermission) }
            let data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
            guard data.count <= maximumBytes else {
                throw CommandError(
                    "\(path): error: the file has \(try handle.seekToEnd()) bytes; at most \(maximumBytes) are read")
            }
            return Array(data)
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(path): error: the file cannot be read; check its permissions")
        }
    }

    /// Remembers a problem.
    ///
    /// - Parameters:
    ///   - problem: cause, offending value and what is allowed.
    ///   - place: where it stands; nil for what is missing from the whole file.
    package mutating func report(_ problem: String, at place: JSONPlace?) {
        problems.append(Problem(place: place, text: problem))
    }

    /// Reports a key that takes the place of another one.
    package mutating func reportRepetition(of key: JSONValue, first: JSONPlace) {
        report(
            "the key '\(Self.shown(key.string ?? ""))' is given twice, first in line \(first.line); leave one of them out",
            at: key.place)
    }

    /// Throws what was reported, in the file's order; nothing when that is nothing.
    package func throwProblems() throws {
        guard !problems.isEmpty else { return }
        var seen: Set<Problem> = []
        let sorted = problems.filter { seen.insert($0).inserted }.sorted {
            guard let right = $1.place else { return false }
            return $0.place.map { $0 < right } ?? true
        }
        let told = sorted.prefix(Self.maximumProblems).map {
            "\(name)\($0.place.map { ":\($0)" } ?? ""): error: \($0.text)"
        }
        let others = sorted.count - told.count
        throw CommandError(
            problems: told
                + (others == 0
                    ? [] : ["\(name): error: there are \(others) problems more, which are told once these are mended"]))
    }

    /// A text of the file as messages show it: on one line, without control characters, and not longer than is read.
    package static func shown(_ text: String) -> String {
        // By code points: one character can have any number of accents. Cut first: what is cut off need not be
        // measured.
        let scalars = text.unicodeScalars
        guard scalars.dropFirst(120).isEmpty == false else { return text.withoutControlCharacters }
        return String(scalars.prefix(80)).withoutControlCharacters + "… (\(text.utf8.count) bytes)"
    }
}
