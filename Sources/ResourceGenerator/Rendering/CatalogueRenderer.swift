import Foundation
import ResourceSchemas

/// Renders the module in which commands look up what is known of a type: one file a service, one for the whole.
///
/// Facts and schemas stand in string literals: they compile quickly, lie in the executable until somebody asks, and
/// cannot be missing from where a program was copied to. A type has two lines, so that a schema release shows as those.
struct CatalogueRenderer {
    /// The module's name.
    static let module = "AWSResourceCatalogue"
    static let catalogueFile = "Catalogue.swift"

    static func entriesFile(ofModule module: String) -> String { "\(module).swift" }

    /// The file that finds a type's service.
    static func catalogue(of services: [ServiceModel], release: String) -> String {
        var writer = SwiftWriter()
        writer.line(GeneratedFile.header)
        writer.line()
        writer.line("import ResourceSchemas")
        writer.line()
        writer.block("extension ResourceCatalogue") { writer in
            writer.line("/// CloudFormation's resource types as of \(release).")
            writer.line("public static let aws = ResourceCatalogue(release: \(SwiftWriter.literal(release))) { type in")
            writer.indented { writer in
                writer.line("switch \"\\(type.vendor)::\\(type.service)\" {")
                for service in services {
                    writer.line(
                        "case \"\(service.vendor)::\(service.name)\": Entries.\(function(of: service))(type.resource)")
                }
                writer.line("default: nil")
                writer.line("}")
            }
            writer.line("}")
        }
        writer.line()
        writer.line("enum Entries {}")
        return writer.text
    }

    /// The file with what is known of a service's types.
    static func entries(of service: ServiceModel) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func literal(_ value: some Encodable) throws -> String {
            "##\"" + escaped(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\"##"
        }
        var writer = SwiftWriter()
        writer.line(GeneratedFile.header)
        writer.line()
        writer.line("import ResourceSchemas")
        writer.line()
        let lines = try service.resources.map { resource in
            (name: resource.typeName.resource, facts: try literal(resource.facts), schema: try literal(resource.schema))
        }
        writer.block("extension Entries") { writer in
            writer.block("static func \(function(of: service))(_ resource: String) -> ResourceCatalogue.Entry?") {
                writer in
                writer.line("switch resource {")
                for line in lines {
                    writer.line("case \(SwiftWriter.literal(line.name)): ResourceCatalogue.Entry(")
                    writer.indented { writer in
                        writer.line("facts: \(line.facts),")
                        writer.line("schema: \(line.schema))")
                    }
                }
                writer.line("default: nil")
                writer.line("}")
            }
        }
        return writer.text
    }

    /// JSON with everything but printable ASCII escaped, some of which Swift accepts in no literal.
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

    private static func function(of service: ServiceModel) -> String {
        SwiftName.escaped(SwiftName.member(service.module))
    }
}
