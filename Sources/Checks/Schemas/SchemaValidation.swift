import Diagnostics
import JSON
import Template

/// Holds the properties of one resource against the schema of its type.
///
/// What is not known before a deployment is passed over, as a part; conditions are followed into both branches, but not
/// into one that the conditions around it rule out.
struct SchemaValidation {
    let type: TypeSchema
    let schemas: TypeSchemas
    private(set) var problems: [SchemaProblem] = []
    /// Of the value that is being looked at. One that goes in and out, since there are very many.
    var path: Template.Path

    init(_ type: TypeSchema, _ schemas: TypeSchemas, at path: Template.Path) {
        self.type = type
        self.schemas = schemas
        self.path = path
    }

    /// - Parameter facts: what is known of conditions there.
    mutating func validate(
        _ value: Template.Expression, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        let schema = type.resolved(schema)
        switch value {
        case .call(.if, let arguments):
            // Alternatives are asked of each branch, which may fit one of its own.
            return validate(branchesOf: arguments, schema, facts)
        case .ref, .getAtt, .sub, .call, .malformed: break
        case .null:
            report("null-value", "the value is null, which CloudFormation refuses", fix: "leave it out")
        case .list(let elements):
            guard accepts("array", schema, value) else { return }
            validate(elements, schema, facts)
        case .object(let object):
            guard !object.hasMacros, accepts("object", schema, value) else { return }
            validate(object, schema, facts)
        case .string, .number, .boolean:
            guard let text = value.scalarText, !text.contains("{{resolve:"),
                acceptsScalar(text, schema, value)
            else { return }
            validate(text, of: value, schema)
        }
        validateAlternatives(value, schema, facts)
    }

    private mutating func validate(
        branchesOf arguments: [Template.Expression], _ schema: JSONValue,
        _ facts: ConditionFacts<String>
    ) {
        guard let condition = arguments[0].string else { return }
        var facts = facts
        let known = facts.value(of: condition)
        for (index, holds) in [(1, true), (2, false)] where known != !holds {
            var facts = facts
            facts.assume(condition, is: holds)
            path.append(.key("Fn::If"))
            path.append(.index(index))
            validate(arguments[index], schema, facts)
            path.removeLast()
            path.removeLast()
        }
    }

    /// - Parameter step: to what is wrong, where that is not the value itself.
    mutating func report(
        _ code: String, _ message: String, at step: Template.Path.Step? = nil, fix: String,
        severity: Diagnostic.Severity = .error
    ) {
        var path = path
        if let step { path.append(step) }
        problems.append(
            SchemaProblem(
                code: code, message: message, path: path, fix: fix, severity: severity,
                isConfidential: type.isWriteOnly(path)))
    }

    /// A value as messages show it. What AWS itself never shows again is a secret.
    func shown(_ text: String) -> String { type.isWriteOnly(path) ? "the value" : "\"\(text.prefix(80))\"" }

    // MARK: - Alternatives

    private mutating func validateAlternatives(
        _ value: Template.Expression, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        for part in schema["allOf"]?.elements.map(Array.init) ?? [] { validate(value, part, facts) }
        for key in ["anyOf", "oneOf"] {
            guard let alternatives = schema[key]?.elements.map(Array.init), !alternatives.isEmpty else { continue }
            var found: [[SchemaProblem]] = []
            for alternative in alternatives {
                var validation = SchemaValidation(type, schemas, at: path)
                validation.validate(value, alternative, facts)
                found.append(validation.problems)
                if validation.problems.isEmpty { break }
            }
            guard found.allSatisfy({ !$0.isEmpty }) else { continue }
            // The one that comes nearest says what is wrong.
            if let nearest = found.min(by: { $0.count < $1.count }) { problems += nearest }
        }
    }
}

extension Template.Object {
    /// Whether loops or macros make some of the members.
    fileprivate var hasMacros: Bool { entries.contains { $0.key.hasPrefix("Fn::") } }
}
