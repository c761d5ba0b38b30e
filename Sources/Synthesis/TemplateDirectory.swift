import CloudFormation
import Diagnostics
import FileSystem

/// The folder of synthesized templates. The files that bear the name of a root stack of the app belong to synthesis,
/// as in `Shop.Network.template.json`; all others are somebody else's.
public struct TemplateDirectory: Sendable {
    /// What a template file is, compared with what was synthesized.
    public enum Status: String, Sendable {
        case unchanged, changed, new
        /// A stack of the app was written to this file once, and is no more.
        case obsolete
    }

    /// A template file beside what it ought to hold.
    public struct Comparison: Sendable {
        /// As in `Shop.Network.template.json`.
        public let fileName: String
        /// How the file compares with what was synthesized.
        public let status: Status
        /// What the file holds; nil where there is none.
        let old: [UInt8]?
        /// What it ought to hold; nil for an obsolete one.
        let new: [UInt8]?

        /// From what the file holds to what it ought to hold.
        public var difference: LineDiff {
            LineDiff(from: String(decoding: old ?? [], as: UTF8.self), to: String(decoding: new ?? [], as: UTF8.self))
        }
    }

    /// From the working directory, or absolute.
    public let path: String

    /// - Parameter path: a folder, which need not exist before something is written.
    public init(path: String) {
        self.path = path
    }

    /// Compares the folder with an assembly: its templates in their order, then obsolete files by name.
    ///
    /// - Throws: ``TemplateDirectoryError`` when a file exists and cannot be read.
    public func compare(with assembly: Assembly) throws -> [Comparison] {
        var comparisons: [Comparison] = []
        for template in assembly.templates {
            let old = try contents(of: template.fileName)
            let status: Status = old.map { $0.hasSameBytes(as: template.contents) ? .unchanged : .changed } ?? .new
            comparisons.append(
                Comparison(fileName: template.fileName, status: status, old: old, new: template.contents))
        }
        let current = Set(assembly.templates.map(\.fileName))
        let roots = Set(assembly.templates.compactMap(\.stackPath.first))
        for fileName in try templateFiles().sorted()
        where !current.contains(fileName) && roots.contains(String(fileName.prefix { $0 != "." })) {
            comparisons.append(
                Comparison(fileName: fileName, status: .obsolete, old: try contents(of: fileName), new: nil))
        }
        return comparisons
    }

    /// Makes the folder hold what the comparison says. Touches only files whose content changes, and each of them at
    /// once, so that an interruption leaves no half-written template.
    ///
    /// - Throws: ``TemplateDirectoryError`` naming the file that cannot be written.
    public func write(_ comparisons: [Comparison]) throws {
        if comparisons.contains(where: { $0.status == .new }) {
            try attempt("make", path) { () throws(SystemError) in try SystemFiles.makeFolder(path) }
        }
        let ours = Set(comparisons.map(\.fileName))
        SystemFiles.removeAbandonedDrafts(in: path) { ours.contains($0) }
        for comparison in comparisons {
            let file = location(of: comparison.fileName)
            switch comparison.status {
            case .unchanged: break
            case .changed, .new:
                try attempt("write", file) { () throws(SystemError) in
                    try SystemFiles.replace(file, with: comparison.new ?? [])
                }
            case .obsolete:
                try attempt("remove", file) { () throws(SystemError) in try SystemFiles.remove(file) }
            }
        }
    }

    private func location(of fileName: String) -> String { path + "/" + fileName }

    private func contents(of fileName: String) throws -> [UInt8]? {
        let file = location(of: fileName)
        return try attempt("read", file) { () throws(SystemError) in try SystemFiles.contents(of: file) }
    }

    private func templateFiles() throws -> [String] {
        let names = try attempt("list", path) { () throws(SystemError) in try SystemFiles.names(in: path) }
        return names.filter { $0.hasSuffix(".template.json") }
    }

    private func attempt<Result>(
        _ act: String, _ file: String, _ body: () throws(SystemError) -> Result
    ) throws(TemplateDirectoryError) -> Result {
        do {
            return try body()
        } catch {
            throw TemplateDirectoryError(act: act, file: file, reason: "\(error)")
        }
    }
}

/// A template file or its folder could not be used.
public struct TemplateDirectoryError: Error, CustomStringConvertible {
    let act: String
    let file: String
    let reason: String

    public var description: String { "cannot \(act) \(file): \(reason)" }

    /// What an error tells, this or another one.
    static func problems(of error: any Error) -> [Diagnostic] {
        guard let error = error as? TemplateDirectoryError else { return Diagnostic.all(of: error) }
        let isReading = ["read", "list"].contains(error.act)
        return [Diagnostic(isReading ? "unreadable-file" : "unwritable-file", error.description)]
    }
}
