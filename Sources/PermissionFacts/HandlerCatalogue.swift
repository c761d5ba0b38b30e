import JSON
import ResourceSchemas

/// What CloudFormation's handlers call, by resource type.
///
///     HandlerCatalogue.aws.facts(of: "AWS::SQS::Queue")?.actions[.delete]    // ["sqs:DeleteQueue", ...]
///
/// It lies in the executable as text, of which the types that somebody asks for are decoded.
public struct HandlerCatalogue: Sendable {
    private let find: @Sendable (String) -> HandlerFacts?
    private let owners: @Sendable (String) -> [String]

    /// - Parameters:
    ///   - find: what is known of a type; nil for one of which nothing is.
    ///   - owners: the types whose ARNs have a format.
    public init(
        find: @escaping @Sendable (String) -> HandlerFacts?, owners: @escaping @Sendable (String) -> [String]
    ) {
        self.find = find
        self.owners = owners
    }

    /// A catalogue that consists of these types.
    public init(_ types: [String: HandlerFacts]) {
        var owners: [String: [String]] = [:]
        for (type, facts) in types.sorted(by: { $0.key < $1.key }) {
            for format in facts.names?.formats ?? [] { owners[format, default: []].append(type) }
        }
        self.init(find: { types[$0] }, owners: { [owners] in owners[$0] ?? [] })
    }

    /// A catalogue whose two texts lie in the executable: the release in the first line, then a line a type with its facts
    /// as JSON, and a line an ARN's format with the types between spaces.
    package init(types: CatalogueText, formats: CatalogueText) {
        self.init(
            find: { types.fields(of: $0).first.flatMap { try? JSONValue(parsing: Array($0)).decoded() } },
            owners: { format in
                formats.fields(of: format).first.map {
                    String(decoding: $0, as: UTF8.self).split(separator: " ").map(String.init)
                } ?? []
            })
    }

    /// What is known of a type; nil where nobody has written down what its handlers call.
    public func facts(of type: String) -> HandlerFacts? { find(type) }

    /// The types whose ARNs have a format of the service authorization reference, such as `sqs:*:*:*`.
    public func types(withFormat format: String) -> [String] { owners(format) }
}
