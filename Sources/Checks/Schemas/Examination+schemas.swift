import Diagnostics
import ResourceSchemas
import Template

extension Examination {
    /// Types exist, and their properties are as their schemas have them.
    mutating func checkSchemas(_ schemas: TypeSchemas) {
        for (logicalID, resource) in template.resources {
            let path = Template.Path(.resources, logicalID)
            guard let schema = schemas.schema(of: resource.schemaType) else {
                checkType(resource.type, schemas, at: path)
                continue
            }
            // A macro may rewrite what stands here.
            guard !hasMacros else { continue }
            var facts = ConditionFacts(template.conditions)
            for condition in assumed { facts.assume(condition, is: true) }
            if let condition = resource.condition {
                // What is never made cannot be wrong.
                if facts.value(of: condition) == false { continue }
                facts.assume(condition, is: true)
            }
            var validation = SchemaValidation(schema, schemas, at: path.appending("Properties"))
            let properties = resource.object["Properties"] ?? .object([:])
            switch properties {
            case .object, .call(.if, _): validation.validate(properties, schema.body, facts)
            default:
                validation.report("wrong-value-type", "properties are an object", fix: "write an object")
            }
            for problem in validation.problems {
                report(
                    problem.code, problem.message, severity: problem.severity, at: problem.path, fix: problem.fix,
                    isConfidential: problem.isConfidential)
            }
            checkFacts(of: resource, schema, at: path)
        }
    }

    /// A type of AWS that the schemas do not have: a typing mistake, or one that is newer than they are.
    private mutating func checkType(_ type: String, _ schemas: TypeSchemas, at path: Template.Path) {
        guard type.hasPrefix("AWS::"), TypeName(type) != nil, !hasMacros else { return }
        let guess = Suggestion.nearest(to: type, in: schemas.catalogue.typeNames)
        report(
            "unknown-type", "there was no type \(type) on \(schemas.catalogue.release)",
            severity: .ofUnknown(type, nearest: guess), at: path,
            fix: guess.map { "did you mean \($0)?" } ?? "write it as the CloudFormation template reference has it")
    }

    private mutating func checkFacts(of resource: Template.Resource, _ schema: TypeSchema, at path: Template.Path) {
        let properties = path.appending("Properties")
        for name in schema.readOnly {
            let keys = name.split(separator: "/").map { Template.Path.Step.key(String($0)) }
            let place = Template.Path(properties.steps + keys)
            guard template[place] != nil else { continue }
            report(
                "read-only-property", "AWS sets \(name.replacing("/", with: ".")), and nobody else can", at: place,
                fix: "leave it out")
        }
    }
}

extension Template.Resource {
    /// The type whose schema counts: custom resources have one together.
    fileprivate var schemaType: String {
        type.hasPrefix("Custom::") ? "AWS::CloudFormation::CustomResource" : type
    }
}

extension Diagnostic.Severity {
    /// Of a name that the schemas do not have: a typing mistake is an error. What resembles nothing may be newer than
    /// the schemas, and AWS knows.
    static func ofUnknown(_ name: String, nearest: String?) -> Self {
        nearest.map { Suggestion.isTypingMistake(name, of: $0) } == true ? .error : .warning
    }
}
