/// A template: the root of a deployment, or nested in another.
public final class Stack: Scope, Dependable {
    /// The resource type that stands for a nested stack.
    public static let typeName = "AWS::CloudFormation::Stack"

    public var dependencies: [Element] { declarations.stackElement.map { [$0] } ?? [] }

    /// What stands for it in the stack around, for overrides; nil for a root stack.
    public let resource: Resource<Stack>?

    init(path: ConstructPath, declarations: StackDeclarations, resource: Resource<Stack>? = nil) {
        self.resource = resource
        super.init(path: path, declarations: declarations)
    }

    /// Adds to the template's `Metadata` section.
    public func addMetadata(_ key: String, _ value: JSON) {
        declarations.metadata.append(Expression.Entry(key, value.expression))
    }

    /// Declares a macro that CloudFormation runs over the whole template. `AWS::LanguageExtensions` and
    /// `AWS::Serverless-2016-10-31` are declared by themselves where something in the stack needs them.
    ///
    /// - Parameter parameters: what the macro is given, as `AWS::Include` is its `Location`.
    public func addTransform(_ name: String, parameters: JSON? = nil) {
        declarations.transforms.append(TransformRecord(name: name, parameters: parameters?.expression))
    }

    /// Keeps the logical ID of a resource whose place in the code changed, so that CloudFormation keeps the resource.
    ///
    ///     stack.keepLogicalID("Vpc", insteadOf: "NetworkVPC")
    ///
    /// The template has the old name for ever. `formerly` moves the resource to the new one, also into another stack;
    /// this is for resources that CloudFormation cannot move.
    public func keepLogicalID(_ old: String, insteadOf new: String, fileID: String = #fileID, line: Int = #line) {
        declarations.keptLogicalIDs.append(
            KeptLogicalID(old: old, new: new, location: SourceLocation(fileID: fileID, line: line)))
    }

    /// Declares something that must hold of the parameters before CloudFormation begins ("Rules section"). `deploy`
    /// checks it too, before it asks AWS anything. What compares numbers is no rule: see
    /// `require(_:when:_:)`.
    ///
    /// - Parameter condition: when the assertions count; always when not given.
    public func rule(
        _ name: String, when condition: ConditionExpression? = nil, _ assertions: Rule.Assertion...,
        fileID: String = #fileID, line: Int = #line
    ) {
        declarations.rules.append(
            RuleRecord(
                name: name, condition: condition?.conditionExpression, assertions: assertions,
                location: SourceLocation(fileID: fileID, line: line)))
    }
}
