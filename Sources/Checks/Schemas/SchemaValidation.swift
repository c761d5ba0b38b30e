import Diagnostics
import Patterns
import Template

/// Holds the properties of one resource against the schema of its type.
///
/// What is not known before a deployment is passed over, as a part; conditions are followed into both branches, but not
/// into one that the conditions around it rule out.
struct SchemaValidation {
    let type: TypeSchema
    let schemas: TypeSchemas
    var problems: [SchemaProblem] = []
    /// The values that are not written out, where something may follow from what they come to.
    private(set) var uses: [SchemaUse] = []
    /// The property that is being looked at, and the schema that names it.
    var property: (schema: Schema, index: Int)?
    /// Of the value that is being looked at. One that goes in and out, since there are very many.
    var path: Template.Path
    /// What is known of conditions there.
    var facts: ConditionFacts<String>
    /// Whether more than a value itself decided that nothing is wrong with it.
    var dependsOnPlace = false
    /// How many conditions are being tried both ways, one within the other.
    var forks = 0
    /// Whether somebody wrote the template, and no program made it.
    let isOfFile: Bool
    /// The text that a function comes to, where that is known; nil for anything else.
    let textOfFunction: (Template.Expression) -> String?

    init(
        _ type: TypeSchema, _ schemas: TypeSchemas, at path: Template.Path, _ facts: ConditionFacts<String>,
        isOfFile: Bool = true, textOfFunction: @escaping (Template.Expression) -> String? = { _ in nil }
    ) {
        self.type = type
        self.isOfFile = isOfFile
        self.textOfFunction = textOfFunction
        self.schemas = schemas
        self.path = path
        self.facts = facts
    }

    mutating func validate(_ value: Template.Expression, _ schema: Schema) {
        let before = problems.count
        validateKeywords(of: schema, value)
        explain(problemsFrom: before, by: schema)
    }

    /// Whether nothing is found in a value, and the same would be wherever it stood.
    mutating func isSound(_ validate: (inout Self) -> Void) -> Bool {
        let (problemCount, useCount, dependedOnPlace) = (problems.count, uses.count, dependsOnPlace)
        dependsOnPlace = false
        validate(&self)
        let isSound = problems.count == problemCount && uses.count == useCount && !dependsOnPlace && forks == 0
        dependsOnPlace = dependsOnPlace || dependedOnPlace
        return isSound
    }

    /// Has a schema say what the problems with it are.
    mutating func explain(problemsFrom first: Int, by schema: Schema) {
        guard problems.count > first, let finding = schema.finding else { return }
        for index in first..<problems.count { problems[index].explain(finding) }
    }

    /// What the property refers to that is being looked at; nil where nothing is known of that.
    var reference: PropertyReference? { property.flatMap { $0.schema.properties?.reference(at: $0.index) } }

    private mutating func validateKeywords(of schema: Schema, _ value: Template.Expression) {
        if schema.isForbidden, reportForbidden(value) { return }
        if let content = schema.conditions?.content { validate(documentIn: value, content) }
        switch value {
        case .call(.if, let arguments):
            // Alternatives are asked of each branch, which may fit one of its own.
            return validate(branchesOf: arguments, schema)
        case .ref("AWS::NoValue"): return
        case .ref, .getAtt, .malformed: return note(value, schema)
        case .sub, .call:
            note(value, schema)
            return validate(textOf: value, schema)
        case .null:
            report(
                "null-value", "the value is null, which CloudFormation refuses",
                fix: isRequired ? "write a value: it is required" : "leave it out",
                mend: isRequired ? nil : .removal)
        case .list(let elements):
            guard accepts(.array, schema, value) else { return }
            validate(elements, schema)
        case .object(let object):
            guard !object.hasMacros, accepts(.object, schema, value) else { return }
            validate(object, schema)
        case .string, .number, .boolean:
            guard let text = value.scalarText, isValid(text, value, schema) else { return }
            if text.hasPrefix("arn:") { note(value, schema) }
        }
        if schema.hasAlternatives { validateAlternatives(value, schema) }
        if let conditions = schema.conditions { validate(value, conditions) }
    }

    /// Whether nothing is wrong with a text, number or boolean.
    private mutating func isValid(_ text: String, _ value: Template.Expression, _ schema: Schema) -> Bool {
        let before = problems.count
        if acceptsScalar(text, schema, value) { validate(text, of: value, schema) }
        if problems.count == before, value.string != nil, !text.isEmpty { validateIdentifier(text) }
        guard problems.count > before else { return true }
        // What stands in the place of a dynamic reference is known at the deployment.
        if text.hasDynamicReference { problems.removeSubrange(before...) }
        return false
    }

    private mutating func validate(branchesOf arguments: [Template.Expression], _ schema: Schema) {
        guard let condition = arguments[0].string else { return }
        let around = facts
        let known = facts.value(of: condition)
        for (index, holds) in [(1, true), (2, false)] where known != !holds {
            facts.assume(condition, is: holds)
            path.append(.key("Fn::If"))
            path.append(.index(index))
            validate(arguments[index], schema)
            path.removeLast()
            path.removeLast()
            facts = around
        }
    }

    /// What a function comes to, where that is certain: of mappings and lists that are written out.
    private mutating func validate(textOf function: Template.Expression, _ schema: Schema) {
        // Most is said of no text, and to follow a function takes long.
        guard schema.saysSomethingOfTexts || reference?.format != nil else { return }
        // Whether a list may stand there is asked of what is noted.
        guard schema.takesText, let text = textOfFunction(function) else {
            if let text = PartialText(function) { validate(text, of: function, schema) }
            return
        }
        let before = problems.count
        validateKeywords(of: schema, .string(text))
        // To correct what is computed is no matter of one place.
        for index in before..<problems.count { problems[index].mend = nil }
    }

    private mutating func note(_ value: Template.Expression, _ schema: Schema) {
        // What a rule asks under a condition it asks of some values of a parameter, and not of the default perhaps.
        guard forks == 0 else { return }
        uses.append(SchemaUse(value: value, path: path, schema: schema, target: reference?.targets))
    }

    /// - Parameter step: to what is wrong, where that is not the value itself.
    mutating func report(
        _ code: String, _ message: String, at step: Template.Path.Step? = nil, fix: String,
        mend: Mend? = nil, severity: Diagnostic.Severity = .error
    ) {
        var path = path
        if let step { path.append(step) }
        problems.append(
            SchemaProblem(
                code: code, message: message, path: path, fix: fix, mend: mend, severity: severity,
                isConfidential: type.isWriteOnly(path)))
    }

    /// Whether the property that is being looked at has to be there.
    var isRequired: Bool {
        let keys = path.steps.filter { step in
            if case .key(let key) = step { !key.hasPrefix("Fn::") } else { false }
        }
        guard case .key(let name)? = keys.last else { return false }
        if let (schema, index) = property, let own = schema.properties?.name(at: index), own == name,
            schema.requires(name)
        {
            return true
        }
        // What asks for more of a property may be another schema than the one that requires it.
        return keys.count == 4 && type.body.requires(name)
    }

    /// As the end of a fix, where the property may be left out.
    func orLeaveOut(_ what: String) -> String { isRequired ? "" : ", or leave \(what) out" }

    /// A value as messages show it. What AWS itself never shows again is a secret.
    func shown(_ text: String) -> String { type.isWriteOnly(path) ? "the value" : "\"\(text.prefix(80))\"" }

    // MARK: - Alternatives

    private mutating func validateAlternatives(_ value: Template.Expression, _ schema: Schema) {
        if let parts = schema.all {
            for index in 0..<parts.count {
                guard case .object(let object) = value else {
                    validate(value, parts.schema(at: index))
                    continue
                }
                if !parts.isIdle(at: index, on: object) { validate(value, object, parts, at: index) }
            }
        }
        for alternatives in schema.choices {
            // Each of two branches may fit an alternative of its own.
            if case .depends = fit(value, anyOf: alternatives) {
                decide({ $0.fit(value, anyOf: alternatives) }) { validation, fits in
                    if !fits { validation.validate(value, nearestOf: alternatives) }
                }
            } else {
                validate(value, nearestOf: alternatives)
            }
        }
    }

    private mutating func validate(
        _ value: Template.Expression, _ object: Template.Object, _ parts: SchemaParts, at index: Int
    ) {
        guard let deciding = parts.decidingProperties(of: object, at: index) else {
            return validate(value, parts.schema(at: index))
        }
        if parts.isSound(deciding, at: index) { return }
        if isSound({ $0.validate(value, parts.schema(at: index)) }) { parts.addSound(deciding, at: index) }
    }

    private mutating func validate(_ value: Template.Expression, nearestOf alternatives: [Schema]) {
        let before = (problems: problems.count, uses: uses.count)
        var found: [[SchemaProblem]] = []
        for alternative in alternatives {
            uses.removeSubrange(before.uses...)
            validate(value, alternative)
            found.append(Array(problems[before.problems...]))
            problems.removeSubrange(before.problems...)
            if found.last?.isEmpty == true { break }
        }
        guard found.allSatisfy({ !$0.isEmpty }) else { return }
        let missing = found.compactMap { $0.count == 1 ? $0[0].missing : nil }
        if missing.count == found.count, missing.count > 1, Set(found.map { $0[0].path }).count == 1 {
            return reportMissing(anyOf: missing)
        }
        // The one that comes nearest says what is wrong.
        let nearest = found.min { one, other in
            (one.count(where: \.isOfShape), one.count) < (other.count(where: \.isOfShape), other.count)
        }
        if let nearest { problems += nearest }
    }
}

extension Template.Expression {
    /// Whether it says as little as nothing would, to most services. An empty object does say something: `Allow: {}`.
    var isBlank: Bool { self == [] || self == "" }
}

extension Template.Object {
    /// Whether loops or macros make some of the members.
    var hasMacros: Bool { hasKey(startingWith: "Fn::") }
}
