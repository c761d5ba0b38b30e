import CloudFormation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The folder of synthesized templates. All `*.template.json` in it belong to synthesis.
public struct TemplateDirectory: Sendable {
    /// What a template file is, compared with what was synthesized.
    public enum Status: String, Sendable {
        case unchanged, changed, new
        /// No stack of the app is written to this file any more.
        case obsolete
    }

    /// A template file beside what it ought to hold.
    public struct Comparison: Sendable {
        public let fileName: String
        public let status: Status
        /// What the file holds; nil where there is none.
        let old: [UInt8]?
        /// What it ought to hold; nil for an obsolete one.
        let new: [UInt8]?
    }

    public let path: String

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
            let status: Status = old.map { $0 == template.contents ? .unchanged : .changed } ?? .new
            comparisons.append(
                Comparison(fileName: template.fileName, status: status, old: old, new: template.contents))
        }
        let current = Set(assembly.templates.map(\.fileName))
        for fileName in try templateFiles().sorted() where !current.contains(fileName) {
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
            try attempt("make", path) {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
        }
        for comparison in comparisons {
            let file = location(of: comparison.fileName)
            switch comparison.status {
            case .unchanged: break
            case .changed, .new:
                try attempt("write", file) {
                    try Data(comparison.new ?? []).write(to: URL(filePath: file), options: .atomic)
                }
            case .obsolete:
                try attempt("remove", file) { try FileManager.default.removeItem(atPath: file) }
            }
        }
    }

    private func location(of fileName: String) -> String { path + "/" + fileName }

    private func contents(of fileName: String) throws -> [UInt8]? {
        let file = location(of: fileName)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        return try attempt("read", file) { try [UInt8](Data(contentsOf: URL(filePath: file))) }
    }

    private func templateFiles() throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try attempt("list", path) {
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".template.json") }
        }
    }

    private func attempt<Result>(_ act: String, _ file: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw TemplateDirectoryError(act: act, file: file, reason: error.systemReason)
        }
    }
}

/// A template file or its folder could not be used.
public struct TemplateDirectoryError: Error, CustomStringConvertible {
    let act: String
    let file: String
    let reason: String

    public var description: String { "cannot \(act) \(file): \(reason)" }
}

extension Error {
    /// What the operating system said, without Foundation's wrapping.
    fileprivate var systemReason: String {
        guard let error = (self as? CocoaError)?.underlying as? POSIXError, let text = strerror(error.code.rawValue) else {
            return "\(self)"
        }
        return String(cString: text)
    }
}
