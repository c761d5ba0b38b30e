import ResourceInterfaces
import ResourceSchemas

/// Renders the file of one resource type in its service's module.
struct ResourceRenderer {
    private let resource: ResourceModel
    private let name: String
    private let spelling: TypeSpelling

    init(_ resource: ResourceModel, in service: ServiceModel) {
        self.resource = resource
        name = "\(service.namespace).\(resource.swiftName)"
        spelling = TypeSpelling(resource, namespace: service.namespace)
    }

    func render() -> String {
        var writer = SwiftWriter()
        writer.line(GeneratedFile.header)
        writer.line()
        writer.block("extension \(name): \(spelling.language("ResourceType"))") { writer in
            facts(&writer)
            writer.line()
            initializer(&writer)
            for enumeration in resource.enumerations { marker(enumeration, &writer) }
            for structure in resource.structures { declare(structure, &writer) }
        }
        attributes(&writer)
        constants(resource.enumerations, &writer)
        for structure in resource.structures { constants(of: structure, &writer) }
        return writer.text
    }

    // MARK: Facts

    /// What the language needs to know of the type.
    private func facts(_ writer: inout SwiftWriter) {
        let tagging =
            switch resource.facts.tagging {
            case .none: ".none"
            case .list(let property): ".list(\"\(property)\")"
            case .map(let property): ".map(\"\(property)\")"
            case .groupList(let property): ".groupList(\"\(property)\")"
            }
        let flag = spelling.swift("Bool")
        writer.line("public static var typeName: \(spelling.swift("String")) { \"\(resource.typeName)\" }")
        writer.line("public static var tagging: \(spelling.language("Tagging")) { \(tagging) }")
        if resource.facts.hasSnapshots { writer.line("public static var hasSnapshots: \(flag) { true }") }
    }

    // MARK: Initializers

    private func initializer(_ writer: inout SwiftWriter) {
        let properties = Self.ordered(resource.properties)
        writer.line("/// \(DocComment.page(of: resource.typeName))")
        if !properties.isEmpty { writer.line("///") }
        DocComment.parameters(properties, &writer, others: resource.takesOtherProperties)
        initializer(properties, spelling, &writer, others: resource.takesOtherProperties) { writer, local in
            writer.line("self.init(properties: \(local))")
        }
    }

    /// Required properties come first; both groups in CloudFormation's alphabetical order.
    static func ordered(_ properties: [PropertyModel]) -> [PropertyModel] {
        properties.filter(\.isRequired) + properties.filter { !$0.isRequired }
    }

    private func initializer(
        _ properties: [PropertyModel], _ spelling: TypeSpelling, _ writer: inout SwiftWriter, others: Bool = false,
        finish: (inout SwiftWriter, String) -> Void
    ) {
        var parameters = properties.map { property in
            let type = spelling.spell(property.type)
            return "\(SwiftName.escaped(property.swiftName)): \(property.isRequired ? type : type + "? = nil")"
        }
        if others {
            parameters.append(
                "\(ResourceInterface.otherProperties): KeyValuePairs<String, \(spelling.language("JSON"))> = [:]")
        }
        if parameters.count > 1 {
            writer.line("public init(")
            writer.indented { writer in
                for (index, parameter) in parameters.enumerated() {
                    writer.line(parameter + (index + 1 < parameters.count ? "," : ""))
                }
            }
            writer.line(") {")
        } else {
            writer.line("public init(\(parameters.joined())) {")
        }
        writer.indented { writer in
            let type = spelling.language("Properties")
            guard !properties.isEmpty || others else { return finish(&writer, "\(type)()") }
            // A property may be called like the local variable.
            let local = properties.contains { $0.swiftName == "properties" } ? "allProperties" : "properties"
            writer.line("var \(local) = \(type)()")
            for property in properties.sorted(by: { $0.name < $1.name }) {
                let argument = SwiftName.escaped(property.swiftName)
                let value = property.isRequired ? "\(argument).expression" : "\(argument)?.expression"
                writer.line("\(local).set(\"\(property.name)\", \(value))")
            }
            if others {
                writer.line(
                    "for (name, value) in \(ResourceInterface.otherProperties) { \(local).set(name, value.expression) }"
                )
            }
            finish(&writer, local)
        }
        writer.line("}")
    }

    // MARK: Property types

    private func declare(_ structure: StructureModel, _ writer: inout SwiftWriter) {
        let spelling = self.spelling.within(structure.path)
        writer.line()
        writer.line("/// `\(resource.typeName).\(structure.name)`")
        writer.block("public struct \(structure.path.last ?? ""): \(spelling.language("TemplateValue"))") { writer in
            let expression = spelling.language("Expression")
            writer.line("public let expression: \(expression)")
            writer.line()
            writer.line("public init(expression: \(expression)) { self.expression = expression }")
            writer.line()
            let properties = Self.ordered(structure.properties)
            DocComment.parameters(properties, &writer)
            initializer(properties, spelling, &writer) { writer, local in
                writer.line("self.expression = \(local).expression")
            }
            for enumeration in structure.enumerations { marker(enumeration, &writer) }
            for nested in structure.structures { declare(nested, &writer) }
        }
    }

    // MARK: Enumerations

    private func marker(_ enumeration: EnumerationModel, _ writer: inout SwiftWriter) {
        let spelling = self.spelling.within(Array(enumeration.path.dropLast()))
        writer.line()
        writer.line("/// The known values of `\(enumeration.name)`; any other string is accepted too.")
        writer.line("public enum \(enumeration.path.last ?? ""): \(spelling.language("Enumeration")) {}")
    }

    private func constants(_ enumerations: [EnumerationModel], _ writer: inout SwiftWriter) {
        for enumeration in enumerations {
            writer.line()
            let kind = ([name] + enumeration.path).joined(separator: ".")
            writer.block("extension Value where Kind == \(kind)") { writer in
                // `.none` would otherwise be the optional's, and the property gone without a word.
                if let none = enumeration.constants.first(where: { $0.swiftName == "noneValue" }) {
                    writer.line("@available(*, unavailable, renamed: \"\(none.swiftName)\")")
                    writer.line("public static var none: Self { Self(\(SwiftLiteral.string(none.value))) }")
                }
                for constant in enumeration.constants {
                    let value = SwiftLiteral.string(constant.value)
                    writer.line("public static var \(SwiftName.escaped(constant.swiftName)): Self { Self(\(value)) }")
                }
            }
        }
    }

    private func constants(of structure: StructureModel, _ writer: inout SwiftWriter) {
        constants(structure.enumerations, &writer)
        for nested in structure.structures { constants(of: nested, &writer) }
    }

    // MARK: Attributes

    private func attributes(_ writer: inout SwiftWriter) {
        guard !resource.attributes.isEmpty else { return }
        writer.line()
        writer.block("extension Resource where Type == \(name)") { writer in
            for (index, attribute) in resource.attributes.enumerated() {
                if index > 0 { writer.line() }
                let type = TypeSpelling.fileScope.spell(attribute.type)
                let (doc, body) =
                    switch attribute.source {
                    case .reference:
                        ("`\(attribute.name)`, which `Ref` returns\(Self.form(of: attribute)).", "reference()")
                    case .attribute(let path): ("`\(attribute.name)`", "attribute(\"\(path)\")")
                    }
                writer.line("/// \(doc)")
                writer.line("public var \(SwiftName.escaped(attribute.swiftName)): \(type) { \(body) }")
            }
        }
    }

    /// What a reference is, where its name says something else: the ARN that a type calls its name.
    private static func form(of attribute: AttributeModel) -> String {
        guard case .reference(let reference) = attribute.type,
            let said = TypedReference.Kind.said(by: attribute.name), said != reference.kind
        else { return "" }
        return switch reference.kind {
        case .arn: ", an ARN"
        case .id: ", an identifier"
        case .name: ", a name"
        }
    }
}
