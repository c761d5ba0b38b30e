import FileSystem
import Template

/// Reads a template in a file with the files that it nests.
struct TemplateFileReader {
    /// The line of Swift that nests the first of them.
    let location: SourceLocation
    /// What files give others and those do not take.
    private(set) var problems: [Diagnostic] = []

    /// Far more than anybody nests, and an end where symbolic links hide a circle.
    private static let deepest = 16

    init(location: SourceLocation) {
        self.location = location
    }

    /// - Parameters:
    ///   - path: of the stack that the file is the template of.
    ///   - around: the paths of the files in which this one is nested.
    mutating func read(
        _ file: TemplateFile, as path: ConstructPath, around: [String] = []
    ) throws(TemplateFileProblem) -> (interface: TemplateInterface, record: TemplateFileRecord) {
        let contents = try file.contents()
        let interface = try TemplateInterface(of: contents, at: file.path)
        var nested: [TemplateFileRecord] = []
        for (logicalID, address) in interface.template.nestedFiles {
            let path = ConstructPath(parent: path, id: logicalID, location: location, isStack: true)
            nested.append(
                try read(address, as: path, in: interface.template, of: file.path, around: around + [file.path]))
        }
        guard !nested.isEmpty else {
            return (
                interface, TemplateFileRecord(path: path, template: interface.template, contents: contents, nested: [])
            )
        }
        let addresses = Dictionary(nested.map { ($0.path.id, "./" + $0.path.templateFileName) }) { first, _ in first }
        let copy = interface.template.text(contents, addressing: addresses)
        let template = try TemplateInterface(of: copy, at: file.path).template
        return (interface, TemplateFileRecord(path: path, template: template, contents: copy, nested: nested))
    }

    private mutating func read(
        _ address: String, as path: ConstructPath, in parent: Template, of parentFile: String, around: [String]
    ) throws(TemplateFileProblem) -> TemplateFileRecord {
        let place = parent.place(of: Template.pathOfAddress(of: path.id), in: parentFile)
        let file = Template.path(of: address, in: parentFile)
        do throws(TemplateFileProblem) {
            // The copy is named after it, and must not lie in another folder.
            guard path.id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
                throw TemplateFileProblem("is no logical ID", fix: "use letters A-Z, a-z and digits only")
            }
            guard !around.contains(file) else {
                throw TemplateFileProblem("contains it", fix: "nest no file in itself")
            }
            guard around.count < Self.deepest else {
                throw TemplateFileProblem(
                    "is nested \(around.count) files deep", fix: "nest \(Self.deepest - 1) files in one another at most"
                )
            }
            guard SystemFiles.exists(file) else {
                throw TemplateFileProblem("is not there", fix: "name it from the folder of \(parentFile)")
            }
            let read = try read(TemplateFile(file), as: path, around: around)
            let report = TemplateFileReport(file: file, path: path, location: location, parent: place)
            if let given = parent.resources[path.id]?.givenParameters {
                problems += report.problems(of: given, for: read.interface.parameters)
            }
            return read.record
        } catch {
            throw error.nested(file, as: path.id, at: place)
        }
    }
}

extension Template.Resource {
    /// What a nested stack gives its template; nil where a macro has a say in it.
    fileprivate var givenParameters: [(key: String, value: TemplateArgument)]? {
        guard let parameters = properties["Parameters"] else { return [] }
        guard let object = parameters.object, !object.entries.contains(where: { $0.key.hasPrefix("Fn::") }) else {
            return nil
        }
        return object.entries.map { ($0.key, TemplateArgument($0.value)) }
    }
}
