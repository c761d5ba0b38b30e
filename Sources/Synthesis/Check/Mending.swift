import Diagnostics
import FileSystem
import Terminal

/// What mends problems mechanically, in the files as they were when the problems were found.
struct Mending {
    private let sources: SourceFiles
    /// By file, none of which overlap.
    private let changes: [(path: String, changes: [FileChange])]

    /// - Parameter sources: with the files as they were read.
    init(_ problems: [Diagnostic], _ sources: SourceFiles) {
        self.sources = sources
        let all = problems.flatMap(sources.changes).withoutOverlaps
        changes = Dictionary(grouping: all, by: \.path).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var isEmpty: Bool { changes.isEmpty }
    /// How many places are changed.
    var count: Int { changes.reduce(0) { $0 + $1.changes.count } }
    /// Whether lines of Swift are among them.
    var concernsSwift: Bool { changes.contains { $0.path.hasSuffix(".swift") } }

    func show(on terminal: Terminal) {
        for (path, changes) in changes {
            guard let old = sources.contents(of: path) else { continue }
            let new = changes.applied(to: old)
            terminal.output.print([StyledText(path, .bold)])
            let difference = LineDiff(
                from: String(decoding: old, as: UTF8.self), to: String(decoding: new, as: UTF8.self))
            for line in difference.lines { terminal.output.print([line.styled]) }
        }
    }

    /// Writes the files.
    ///
    /// - Returns: what could not be written, or is not as it was any more and was left alone.
    func apply() -> [Diagnostic] {
        changes.compactMap { path, changes in
            guard let old = sources.contents(of: path) else { return nil }
            do {
                let file = try SystemFiles.linkless(path)
                guard let current = try SystemFiles.contents(of: file), current.hasSameBytes(as: old) else {
                    return Diagnostic(
                        "changed-meanwhile", "\(path) is not as it was when it was checked, and was left alone",
                        at: .file(FilePosition(path: path)), fix: "check it again")
                }
                try SystemFiles.replace(file, with: changes.applied(to: old))
                return nil
            } catch {
                return Diagnostic(
                    "unwritable-file", "\(path) cannot be written: \(error)", at: .file(FilePosition(path: path)))
            }
        }
    }
}
