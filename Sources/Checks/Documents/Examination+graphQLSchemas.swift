import Diagnostics
import Template

extension Examination {
    /// The types that a schema's fields are of stand in it ("StartSchemaCreation" in the AWS AppSync API reference: a
    /// schema that does not hold together is refused).
    mutating func checkGraphQLSchemas() {
        for (schema, wiring) in cases(of: "AWS::AppSync::GraphQLSchema") {
            guard let text = wiring.text(schema.value("Definition")), let types = GraphQLTypes(text) else { continue }
            for name in types.undefined {
                report(
                    "unknown-graphql-type",
                    "the schema has no type \(name), and \(types.users[name] ?? "a field") is of it",
                    at: schema, .key("Definition"),
                    fix: Suggestion.fix(for: name, in: types.defined.sorted()) ?? "add \"type \(name) { ... }\"")
            }
        }
    }
}
