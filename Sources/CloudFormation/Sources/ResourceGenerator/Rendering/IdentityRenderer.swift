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
        }
        writer.line("public enum \(namespace) {}")
        writer.line()
        writer.block("extension \(namespace)") { writer in
            for (index, identity) in identities.enumerated() {
                if index > 0 { writer.line() }
                declare(identity, &writer)
            }
        }
        for identity in identities {
            guard let parameterType = identity.parameterType else { continue }
            writer.line()
            writer.block("extension \(namespace).\(identity.swiftName): ParameterIdentifiable") { writer in
                writer.line("public static var parameterType: String { \(SwiftWriter.literal(parameterType)) }")
            }
        }
        return writer.text
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
