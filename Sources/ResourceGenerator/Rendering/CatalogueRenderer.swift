import Foundation
import ResourceSchemas

/// Renders what is known of every type as one text, which commands look types up in, what is known of actions as
/// another, the values that regions offer as a third, what is known of changes as a fourth, and the assembler's file that puts them into the executable.
///
/// Texts and no Swift: compiling seven megabytes of literals takes longer than an app, and looking a type up in the
/// text takes no time. A type has a line, so that a schema release shows as those.
struct CatalogueRenderer {
    static let directory = "Sources/AWSResourceData"
    static let textFile = "catalogue.tsv"
    static let actionsFile = "actions.tsv"
    static let valuesFile = "values.tsv"
    static let changesFile = "changes.tsv"

    static func files(
        of services: [ServiceModel], _ actions: ActionReference, rules: RuleSet = RuleSet(),
        changes: [TypeName: ChangeFacts] = [:], release: String
    ) throws -> [GeneratedFile] {
        let types = try text(of: services, rules: rules.schemas, release: release)
        let texts = [
            GeneratedFile(path: "\(directory)/\(textFile)", content: types),
            GeneratedFile(path: "\(directory)/\(actionsFile)", content: actions.text(release: release)),
            GeneratedFile(path: "\(directory)/\(valuesFile)", content: ValueListRenderer(rules.lists).text),
            GeneratedFile(path: "\(directory)/\(changesFile)", content: try text(of: changes, release: release)),
        ]
        let assembler = AssemblerFile(directory: directory, name: "catalogue.S", prefix: "aws_resource")
        return texts + [assembler.file(of: texts)]
    }

    /// The release in a line, then the types in the order of their names, each with its facts and schema, and its rules
    /// where it has any.
    private static func text(
        of services: [ServiceModel], rules: [TypeName: JSONTree], release: String
    ) throws -> String {
        let lines = try services.flatMap(\.resources).map { resource in
            let columns = [try json(resource.facts), try json(resource.schema)]
            return (
                name: resource.typeName.description,
                columns: columns + (try rules[resource.typeName].map { [try json($0)] } ?? [])
            )
        }
        // By bytes, as they are looked up.
        let sorted = lines.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return "\(release)\n"
            + sorted.map { ([$0.name] + $0.columns).joined(separator: "\t") + "\n" }.joined()
    }

    /// The release in a line, then the types in the order of their names, each with what is known of changes of it.
    private static func text(of changes: [TypeName: ChangeFacts], release: String) throws -> String {
        let lines = changes.map { ($0.key.description, $0.value) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        return "\(release)\n" + (try lines.map { "\($0)\t\(try json($1))\n" }.joined())
    }

    /// On one line.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// JSON with everything but printable ASCII escaped, so that it stays one line whoever reads lines.
    private static func escaped(_ json: String) -> String {
        var result = ""
        for unit in json.utf16 {
            if let scalar = Unicode.Scalar(unit), (0x20..<0x7F).contains(unit) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }
}
