import FileSystem
import JSON

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
    private let isConfidential: Bool
    private var problems: [Diagnostic] = []

    /// Parses a file and reports every key that an object gives twice.
    ///
    /// - Parameter isConfidential: whether no diagnostic may show the file's text.
    /// - Throws: ``DiagnosticError`` for what is no JSON.
    package init(_ bytes: [UInt8], name: String, isConfidential: Bool = false) throws {
        self.name = name
        self.isConfidential = isConfidential
        do {
            root = try JSONValue(parsing: bytes, limits: JSONLimits(bytes: Self.maximumBytes))
        } catch {
            throw DiagnosticError(
                Diagnostic(
                    "invalid-json", "the file is not valid JSON: \(error.problem)",
                    at: .file(FilePosition(path: name, error.place, isConfidential: isConfidential))))
        }
        for (first, again) in root.repeatedKeys { reportRepetition(of: again, first: first.place) }
    }

    /// The bytes of a file; one that is too large is not read, and a pipe to which nobody writes is given up.
    ///
    /// - Throws: ``DiagnosticError`` for a file that cannot be read.
    package static func bytes(of path: String) throws -> [UInt8] {
        do {
            return try SystemFiles.contents(ofGiven: path, atMost: maximumBytes)
        } catch {
            throw DiagnosticError(error.diagnostic(ofFile: path))
        }
    }

    /// Where something stands in the file; nil for the file as a whole.
    package func place(_ place: JSONPlace?) -> Diagnostic.Place {
        .file(FilePosition(path: name, place, isConfidential: isConfidential))
    }

    /// Remembers a problem.
    ///
    /// - Parameters:
    ///   - problem: cause, offending value and what is allowed.
    ///   - place: where it stands; nil for what is missing from the whole file.
    ///   - code: of a kind in the ``DiagnosticCatalogue``.
    package mutating func report(_ problem: String, at place: JSONPlace?, code: String = "invalid-value") {
        problems.append(Diagnostic(code, problem, at: self.place(place)))
    }

    /// Reports a key that takes the place of another one.
    package mutating func reportRepetition(of key: JSONValue, first: JSONPlace) {
        report(
            "the key '\(Self.shown(key.string ?? ""))' is given twice, first in line \(first.line); leave one of them out",
            at: key.place, code: "duplicate-key")
    }

    /// Throws what was reported, in the file's order; nothing when that is nothing.
    package func throwProblems() throws {
        guard !problems.isEmpty else { return }
        var seen: Set<Diagnostic> = []
        let sorted = problems.filter { seen.insert($0).inserted }.sorted { $0.positionInFile < $1.positionInFile }
        let others = sorted.count - Self.maximumProblems
        let rest = Diagnostic(
            "more-problems", "there are \(others) problems more, which are told once these are mended", at: place(nil))
        throw DiagnosticError(sorted.prefix(Self.maximumProblems) + (others > 0 ? [rest] : []))
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

extension Diagnostic {
    /// What is about the whole file comes first.
    fileprivate var positionInFile: (Int, Int) {
        guard case .file(let position)? = place else { return (0, 0) }
        return (position.line ?? 0, position.column ?? 0)
    }
}

extension FilePosition {
    /// A place in a JSON file; nil for the file as a whole.
    package init(path: String, _ place: JSONPlace?, isConfidential: Bool = false) {
        self.init(path: path, line: place?.line, column: place?.column, isConfidential: isConfidential)
    }
}

extension SystemFiles.Refusal {
    /// What a person is told of a file that cannot be used.
    ///
    /// - Parameters:
    ///   - mostBytes: how much of it would have been read.
    ///   - name: where another file names it; the file itself without one.
    package func diagnostic(
        ofFile path: String, mostBytes: Int = UserFile.maximumBytes, namedAt name: NestedName? = nil
    ) -> Diagnostic {
        let message =
            switch self {
            case .missing: "there is no such file"
            case .isFolder: "it is a folder; a file is expected"
            case .tooLarge: "the file has more than \(mostBytes) bytes, which is the most that is read"
            case .isSilent(let seconds): "it is a pipe, and nobody wrote to it for \(seconds) seconds"
            case .unreadable(let reason): "the file cannot be read: \(reason)"
            }
        return Diagnostic(
            self == .tooLarge ? "file-too-large" : "unreadable-file", (name == nil ? "" : "\(path): ") + message,
            at: name?.place ?? .file(FilePosition(path: path)), logicalID: name?.logicalID, property: name?.property,
            path: name?.logicalID)
    }
}
