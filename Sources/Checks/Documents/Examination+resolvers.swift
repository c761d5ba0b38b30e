import Diagnostics
import Template

extension Examination {
    /// A resolver is of a field that the API's schema has ("CreateResolver" in the AWS AppSync API reference).
    mutating func checkResolvers() {
        let schemas = grouped(
            "AWS::AppSync::GraphQLSchema", by: "ApiId", type: "AWS::AppSync::GraphQLApi", for: "AWS::AppSync::Resolver")
        // By the number of the schema.
        var definitions: [Int: GraphQLDefinition?] = [:]
        for (resolver, wiring) in cases(of: "AWS::AppSync::Resolver") {
            guard let api = resolver.value("ApiId"), let type = wiring.text(resolver.value("TypeName")),
                let field = wiring.text(resolver.value("FieldName"))
            else { continue }
            let own = schemas[wiring.identity(of: api, type: "AWS::AppSync::GraphQLApi")]
            guard own.count == 1, let schema = own.first else { continue }
            if definitions[schema.number] == nil {
                definitions.updateValue(
                    wiring.text(schema.value("Definition")).flatMap(GraphQLDefinition.init), forKey: schema.number)
            }
            guard let definition = definitions[schema.number] ?? nil, definition.fields[type]?.contains(field) != true
            else {
                continue
            }
            let known = definition.fields[type]?.sorted() ?? definition.fields.keys.sorted()
            let isOfType = definition.fields[type] != nil
            report(
                "unknown-field",
                isOfType ? "the type \(type) has no field \(field)" : "the schema has no type \(type)", at: resolver,
                .key(isOfType ? "FieldName" : "TypeName"), notes: [("the schema", schema)],
                fix: Suggestion.choice(for: isOfType ? field : type, in: known))
        }
    }
}
