import Checks
import Diagnostics
import FileSystem
import Template

/// Reads templates from files, with those that they nest by their files.
struct TemplateFiles {
    /// Those around others first, each once.
    private(set) var templates: [CheckedTemplate] = []
    /// Why a file could not be read.
    private(set) var problems: [Diagnostic] = []

    /// Enough for any layout of the million bytes that CloudFormation takes.
    private static let mostBytes = 16 * 1024 * 1024
    private var paths: Set<String> = []

    mutating func read(_ path: String) {
        read(path, named: nil, around: [])
    }

    /// - Parameters:
    ///   - place: where another file names it.
    ///   - around: the files in which it is nested.
    private mutating func read(_ path: String, named place: Diagnostic.Place?, around: Set<String>) {
        if around.contains(path) {
            problems.append(
                Diagnostic("template-file", "\(path) is nested in itself", at: place, fix: "nest no file in itself"))
            return
        }
        guard paths.insert(path).inserted else { return }
        do {
            let bytes = try contents(of: path, named: place)
            let template = try Template(parsing: bytes, file: path)
            templates.append(CheckedTemplate(template, file: path, byteCount: bytes.count))
            for (logicalID, file) in template.nestedFiles {
                read(
                    Template.path(of: file, in: path),
                    named: template.origin(of: Template.pathOfAddress(of: logicalID))?.place,
                    around: around.union([path]))
            }
        } catch {
            problems += error.diagnostics
        }
    }

    private func contents(of path: String, named place: Diagnostic.Place?) throws(DiagnosticError) -> [UInt8] {
        do {
            return try SystemFiles.contents(ofGiven: path, atMost: Self.mostBytes)
        } catch {
            throw DiagnosticError(error.diagnostic(ofFile: path, mostBytes: Self.mostBytes, namedAt: place))
        }
    }
}
