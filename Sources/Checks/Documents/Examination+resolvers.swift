import Diagnostics
import Template

extension Examination {
    /// A resolver is of a field that the API's schema has ("CreateResolver" in the AWS AppSync API reference).
    mutating func checkResolvers() {
        let schemas = grouped(
            "AWS::AppSync::GraphQLSchema", by: "ApiId", type: "AWS::AppSync::GraphQLApi", for: "AWS::AppSync::Resolver")
        var definitions: [WiredResource: GraphQLDefinition?] = [:]
        for (resolver, wiring) in cases(of: "AWS::AppSync::Resolver") {
            guard let api = resolver.value("ApiId"), let type = wiring.text(resolver.value("TypeName")),
                let field = wiring.text(resolver.value("FieldName")),
                let all = schemas[wiring.identity(of: api, type: "AWS::AppSync::GraphQLApi")], all.count == 1
            else { continue }
            let schema = all[0]
            if definitions[schema] == nil {
                definitions.updateValue(
                    wiring.text(schema.value("Definition")).flatMap(GraphQLDefinition.init), forKey: schema)
            }
            guard let definition = definitions[schema] ?? nil, definition.fields[type]?.contains(field) != true else {
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
