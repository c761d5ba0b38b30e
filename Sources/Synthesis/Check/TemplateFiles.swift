import Checks
import Diagnostics
import FileSystem
import Template

/// Reads templates from files, with those that they nest by their files.
struct TemplateFiles {
    /// Those around others first, each once.
    private(set) var templates: [CheckedTemplate] = []
    /// Those that no other one nests.
    var roots: [CheckedTemplate] { templates.filter { !nested.contains($0.file) } }
    /// Why a file could not be read.
    private(set) var problems: [Diagnostic] = []

    private(set) var paths: Set<String> = []
    /// Far more than anybody nests.
    private static let deepest = 100
    /// What was read, by path.
    private(set) var contents: [String: [UInt8]] = [:]
    /// The files that others nest.
    private var nested: Set<String> = []

    mutating func read(_ path: String) {
        read(path, named: nil, around: [])
    }

    /// - Parameters:
    ///   - name: where another file names it.
    ///   - around: the files in which it is nested, without symbolic links, which could hide a circle.
    private mutating func read(_ path: String, named name: NestedName?, around: Set<String>) {
        let file = (try? SystemFiles.linkless(path)) ?? path
        if around.contains(file) {
            return report("\(path) is nested in itself", at: name, fix: "nest no file in itself")
        }
        guard around.count < Self.deepest else {
            return report(
                "\(path) is nested in \(around.count) others; at most \(Self.deepest) are followed", at: name,
                fix: "nest it less deep")
        }
        guard paths.insert(path).inserted else { return }
        do {
            let bytes = try read(contentsOf: path, named: name)
            contents[path] = bytes
            let template = try Template(parsing: bytes, file: path)
            templates.append(CheckedTemplate(template, file: path, byteCount: bytes.count))
            for (logicalID, address) in template.filesOfAllStacks {
                let inner = Template.path(of: address, in: path)
                nested.insert(inner)
                let place = template.origin(of: Template.pathOfAddress(of: logicalID))?.place
                read(
                    inner, named: NestedName(place, logicalID: logicalID, property: "Properties.TemplateURL"),
                    around: around.union([file]))
            }
        } catch {
            problems += error.diagnostics
        }
    }

    private mutating func report(_ message: String, at name: NestedName?, fix: String) {
        problems.append(
            Diagnostic(
                "template-file", message, at: name?.place, logicalID: name?.logicalID, property: name?.property,
                path: name?.logicalID, fix: fix))
    }

    private func read(contentsOf path: String, named name: NestedName?) throws(DiagnosticError) -> [UInt8] {
        do {
            return try SystemFiles.contents(ofGiven: path, atMost: Template.Limits.readBytes)
        } catch {
            throw DiagnosticError(
                error.diagnostic(ofFile: path, mostBytes: Template.Limits.readBytes, namedAt: name))
        }
    }
}

extension Template {
    /// The files of nested stacks, those of stacks that loops make among them.
    fileprivate var filesOfAllStacks: [(logicalID: String, file: String)] {
        hasLoops ? LoopExpansion(of: self) { _ in .null }.template.nestedFiles : nestedFiles
    }
}
