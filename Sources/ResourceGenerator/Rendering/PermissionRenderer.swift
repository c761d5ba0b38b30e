import Foundation
import PermissionFacts
import ResourceSchemas

/// Renders what the handlers of every type call as a text, the types behind the formats of ARNs as another one, and the
/// assembler's file that puts both into the executables that ask for it: few do.
enum PermissionRenderer {
    static let directory = "Sources/AWSPermissionData"
    static let handlersFile = "handlers.tsv"

    static func files(of model: PermissionModel, release: String) throws -> [GeneratedFile] {
        let handlers = try model.facts.map { ($0.key.description, try CatalogueRenderer.json($0.value)) }
        let formats = model.owners.map { ($0.key, $0.value.map(\.description).joined(separator: " ")) }
        let texts = [
            GeneratedFile(path: "\(directory)/\(handlersFile)", content: text(handlers, release)),
            GeneratedFile(path: "\(directory)/formats.tsv", content: text(formats, release)),
        ]
        let assembler = AssemblerFile(directory: directory, name: "permissions.S", prefix: "aws_permission")
        return texts + [assembler.file(of: texts)]
    }

    /// The release in a line, then the lines in the order of their keys' bytes, as they are looked up.
    private static func text(_ lines: [(key: String, value: String)], _ release: String) -> String {
        let sorted = lines.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return "\(release)\n" + sorted.map { "\($0.key)\t\($0.value)\n" }.joined()
    }

    /// What a text has of every type's handlers; nil for one that this version has not written.
    static func handlers(_ text: String) -> [TypeName: HandlerFacts]? {
        var facts: [TypeName: HandlerFacts] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let columns = line.split(separator: "\t")
            guard columns.count == 2, let type = TypeName(String(columns[0])),
                let read = try? HandlerFacts(json: Array(columns[1].utf8))
            else { return nil }
            facts[type] = read
        }
        return facts
    }
}
