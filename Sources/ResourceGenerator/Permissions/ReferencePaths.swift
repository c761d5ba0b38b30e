import ResourceSchemas

/// The properties of a type that refer to resources, by their paths: `Roles/*` refers to `AWS::IAM::Role`.
struct ReferencePaths {
    /// In no order.
    private(set) var all: [(path: String, target: TypeName)] = []
    private let reader: SchemaReader
    /// How often each definition was entered.
    private var visits: [String: Int] = [:]

    init(_ schema: ObjectSchema) {
        reader = SchemaReader(schema)
        visit(schema.body, at: "", depth: 0)
    }

    /// Definitions may contain themselves, and stand in many places: neither is followed for ever.
    private static let deepest = 6
    private static let mostVisits = 8

    private mutating func visit(_ schema: PropertySchema, at path: String, depth: Int) {
        for target in Self.targets(of: schema) { all.append((path, target)) }
        guard depth < Self.deepest else { return }
        if let definition = schema.reference {
            visits[definition, default: 0] += 1
            guard visits[definition, default: 0] <= Self.mostVisits else { return }
        }
        let resolved = reader.resolved(schema)
        if resolved.target != schema.target {
            for target in Self.targets(of: resolved) { all.append((path, target)) }
        }
        if case .schema(let items) = resolved.items { visit(items, at: path + "/*", depth: depth + 1) }
        guard let members = reader.members(of: resolved) else { return }
        // In an order, since not every place of a definition is entered.
        for (name, member) in members.properties.sorted(by: { $0.key < $1.key }) {
            visit(member, at: path.isEmpty ? name : "\(path)/\(name)", depth: depth + 1)
        }
    }

    /// Of `ID AWS::EC2::VPC|Name AWS::S3::Bucket` both types.
    private static func targets(of schema: PropertySchema) -> [TypeName] {
        (schema.target ?? "").split(separator: "|").compactMap { part in
            part.split(separator: " ").last.flatMap { TypeName(String($0)) }
        }
    }
}
