import ResourceInterfaces
import ResourceSchemas

/// Renders a service's file in the module of identities: what others need to refer to the service's types.
///
/// Every program that uses one service has the identities of all, so they are as little as they can be: that they are
/// resource types is said in the module of their service.
struct IdentityRenderer {
    private let namespace: String
    private let identities: [IdentityModel]

    init(namespace: String, identities: [IdentityModel]) {
        self.namespace = namespace
        self.identities = identities
    }

    func render() -> String {
        var writer = SwiftWriter()
        writer.line(GeneratedFile.header)
        writer.line()
        writer.line("import CloudFormation")
        writer.line()
        if let first = identities.first {
            writer.line("/// The resource types of `\(first.typeName.vendor)::\(first.typeName.service)`.")
            if namespace != SwiftName.type(first.typeName.service) {
                writer.line("///")
                writer.line(
                    "/// It is called so because `\(SwiftName.type(first.typeName.service))` is a module: that of the language."
                )
            }
        }
        writer.line("public enum \(namespace) {}")
        writer.line()
        if let first = identities.first { nameAsTemplatesDo(first.typeName, &writer) }
        writer.block("extension \(namespace)") { writer in
            for (index, identity) in identities.enumerated() {
                if index > 0 { writer.line() }
                declare(identity, &writer)
            }
        }
        for identity in identities {
            for (kind, conformance, member) in [
                (TypedReference.Kind.id, "ParameterIdentifiable", "parameterType"),
                (.name, "ParameterNameable", "nameParameterType"),
            ] {
                guard let parameterType = identity.parameterTypes[kind] else { continue }
                writer.line()
                writer.block("extension \(namespace).\(identity.swiftName): \(conformance)") { writer in
                    writer.line("public static var \(member): String { \(SwiftLiteral.string(parameterType)) }")
                }
            }
        }
        return writer.text
    }

    /// A service that cannot have its own name at the top level has it in `AWS`, where who knows the types by their
    /// names in templates looks for them.
    private func nameAsTemplatesDo(_ type: TypeName, _ writer: inout SwiftWriter) {
        let name = SwiftName.type(type.service)
        guard namespace != name else { return }
        writer.block("extension \(type.vendor)") { writer in
            writer.line("/// `\(type.vendor).\(name).\(type.resource)` is `\(type)`.")
            writer.line("public typealias \(name) = \(namespace)")
        }
        writer.line()
    }

    private func declare(_ identity: IdentityModel, _ writer: inout SwiftWriter) {
        writer.line("/// `\(identity.typeName)`")
        guard identity.isResource else {
            writer.line("public enum \(identity.swiftName) {}")
            return
        }
        writer.block("public struct \(identity.swiftName): Sendable") { writer in
            writer.line("public let properties: Properties")
            writer.line("public init(properties: Properties) { self.properties = properties }")
        }
    }
}
