import Diagnostics
import JSON
import ResourceSchemas
import Template

extension Examination {
    /// Types exist, and their properties are as their schemas have them.
    mutating func checkSchemas(_ schemas: TypeSchemas) {
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            let path = Template.Path(.resources, logicalID)
            guard let schema = schemas.schema(of: Self.schemaType(of: declared.type)) else {
                checkType(declared.type, schemas, at: path)
                continue
            }
            // A macro may rewrite what stands here.
            guard !isRewritten else { continue }
            var facts = conditionFacts
            if let condition = resource.condition {
                // What is never made cannot be wrong.
                if facts.value(of: condition) == false { continue }
                facts.assume(condition, is: true)
            }
            checkProperties(of: resource, schema, schemas, at: path, facts)
            checkAvailability(of: resource, schema, schemas, at: path)
        }
    }

    private mutating func checkProperties(
        of resource: Template.Resource, _ schema: TypeSchema, _ schemas: TypeSchemas, at path: Template.Path,
        _ facts: ConditionFacts<String>
    ) {
        let place = path.appending("Properties")
        guard let properties = template.propertiesWithGlobals(of: resource) else { return }
        let wiring = wiring
        let stacks = ownStacks
        var validation = SchemaValidation(schema, schemas, at: place, facts, isOfFile: isOfFile) {
            wiring.text($0, in: stacks)
        }
        switch properties {
        case .object, .call(.if, _): validation.validate(properties, of: schema)
        default:
            validation.report("wrong-value-type", "properties are an object", fix: "write an object")
        }
        uses += validation.uses
        for problem in validation.problems {
            // The transform of serverless applications takes other kinds of values than its schemas name.
            let isUnsure = resource.isServerless && problem.code == "wrong-value-type"
            report(
                problem.code, problem.text, severity: isUnsure ? .warning : problem.severity, at: problem.path,
                fix: problem.fix,
                mend: problem.mend, isConfidential: problem.isConfidential)
        }
        // Of what is serverless the schemas tell which attributes there are, and users give some of these.
        guard !resource.isServerless, let object = properties.object else { return }
        for keys in schema.readOnlyKeys(beginningIn: object) where properties.hasValue(at: keys) {
            report(
                "read-only-property", "AWS sets \(keys.joined(separator: ".")), and nobody else can",
                at: keys.reduce(place) { $0.appending($1) }, fix: "leave it out", mend: .removal)
        }
    }

    /// The type whose schema counts: custom resources have one together.
    private static func schemaType(of type: String) -> String {
        type.hasPrefix("Custom::") ? "AWS::CloudFormation::CustomResource" : type
    }

    /// Whether the first part of a type may be a mistyped AWS. Others have types of their own.
    private static func isNearlyAWS(_ vendor: Substring) -> Bool {
        (2...4).contains(vendor.count) && vendor.allSatisfy("AWS".contains)
    }

    /// A type of AWS that the schemas do not have: a typing mistake, or one that is newer than they are.
    private mutating func checkType(_ type: String, _ schemas: TypeSchemas, at path: Template.Path) {
        let vendor = type.prefix { $0 != ":" }
        guard TypeName(type) != nil, !isRewritten, Self.isNearlyAWS(vendor) else { return }
        let guess = Suggestion.nearest(to: type, in: schemas.catalogue.typeNames)
        if vendor != "AWS", guess.map({ $0.dropFirst(3) == type.dropFirst(vendor.count) }) != true { return }
        report(
            "unknown-type", "there was no type \(type) on \(schemas.catalogue.release)",
            severity: .ofUnknown(type, nearest: guess), at: path,
            fix: guess.map { "did you mean \($0)?" } ?? "write it as the CloudFormation template reference has it",
            mend: Suggestion.correction(of: type, in: schemas.catalogue.typeNames).map { .name(type, $0) })
    }
}

extension Template.Expression {
    /// Whether something stands there.
    func hasValue(at keys: [String]) -> Bool {
        var value: Template.Expression? = self
        var position = 0
        while position < keys.count, let around = value {
            value = around[keys[position]]
            position += 1
        }
        return value != nil
    }
}

extension Diagnostic.Severity {
    /// Of a name that the schemas do not have: a typing mistake is an error. What resembles nothing may be newer than
    /// the schemas, and AWS knows.
    static func ofUnknown(_ name: String, nearest: String?) -> Self {
        nearest.map { Suggestion.isTypingMistake(name, of: $0) } == true ? .error : .warning
    }
}
