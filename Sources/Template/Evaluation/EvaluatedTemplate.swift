/// A template as its parameters make it: conditions decided, functions computed, nested stacks entered. What is not
/// known before a deployment stays unknown, with the reason.
///
///     let shop = EvaluatedTemplate(tree, parameters: ["Environment": "prod"])
///     shop.resource("Queue")?.properties["QueueName"]            // "orders-prod"
///     shop.stacks["Data"]?.resource("Database")?.properties["VPCSecurityGroups"]
///     // [known after Network/DatabaseGroup is made]
///
/// Where a transform is declared, this is what stands in the template before CloudFormation runs it.
public struct EvaluatedTemplate: Sendable {
    let evaluator: Evaluator

    /// - Parameters:
    ///   - tree: the template, with those of nested stacks.
    ///   - parameters: values as CloudFormation takes them, elements of lists with commas between them. Others have
    ///     their defaults.
    ///   - surroundings: what else is known.
    public init(
        _ tree: TemplateTree, parameters: [String: String] = [:], surroundings: Surroundings = Surroundings()
    ) {
        evaluator = Evaluator(
            tree, path: [], given: parameters.mapValues(EvaluatedValue.text), surroundings: surroundings)
    }

    init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
    }

    public var template: Template { evaluator.template }
    /// The logical IDs of the nested stacks from the root down to this one; empty for the root.
    public var path: [String] { evaluator.path }
    /// What references to parameters yield.
    public var parameters: [String: EvaluatedValue] { evaluator.parameters }
    /// Whether they hold, by name.
    public var conditions: [String: Verdict] { evaluator.conditions }
    /// The nested stacks that exist, or may exist, by logical ID.
    public var stacks: [String: EvaluatedTemplate] { evaluator.stacks.mapValues(EvaluatedTemplate.init) }

    /// The outputs that exist, or may exist.
    public var outputs: [String: EvaluatedValue] { evaluator.outputs }

    /// A resource; nil where there is none, and where its condition does not hold.
    public func resource(_ logicalID: String) -> EvaluatedResource? {
        template.resources[logicalID].flatMap { EvaluatedResource(logicalID, $0, by: evaluator) }
    }

    /// The resources that exist, or may exist, in the order of the template. What loops make is not among them.
    public var resources: [EvaluatedResource] {
        template.resources.compactMap { EvaluatedResource($0, $1, by: evaluator) }
    }

    /// Those of a type, such as `AWS::SQS::Queue`, of this stack.
    public func resources(ofType type: String) -> [EvaluatedResource] {
        template.resources.compactMap { $1.type == type ? EvaluatedResource($0, $1, by: evaluator) : nil }
    }

    /// Of this stack and all those within, the outer ones first.
    public var allResources: [EvaluatedResource] {
        resources + evaluator.stacks.sorted { $0.key < $1.key }.flatMap { EvaluatedTemplate($0.value).allResources }
    }

    /// Whether a resource of this stack is made, and the stack around it.
    public func existence(of resource: Template.Resource) -> Verdict { evaluator.exists(resource) }

    /// What an expression comes to in this stack; nil for `AWS::NoValue`.
    public func value(of expression: Template.Expression) -> EvaluatedValue? { evaluator.value(of: expression) }

    /// Whether a condition or an assertion of a rule holds in this stack.
    public func verdict(of condition: Template.Expression) -> Verdict { evaluator.verdict(of: condition) }
}

/// A resource as it is going to be.
public struct EvaluatedResource: Sendable {
    public let logicalID: String
    /// Of nested stacks and logical ID, as in `Data/Database`.
    public let path: String
    public let type: String
    /// Yes or undecided, also where the stack around it is.
    public let exists: Verdict
    public let properties: [String: EvaluatedValue]
    /// The parameters of the root whose values properties are, by the property's name: whoever changes one changes the
    /// other.
    public let rootParameters: [String: String]
    /// All that is not a property, by name, as in `DeletionPolicy`.
    public let attributes: [String: EvaluatedValue]

    /// Nil for one that is not made.
    init?(_ logicalID: String, _ resource: Template.Resource, by evaluator: Evaluator) {
        exists = evaluator.exists(resource)
        if exists == .no { return nil }
        self.logicalID = logicalID
        path = evaluator.name(of: logicalID)
        type = resource.type
        properties = resource.object["Properties"].flatMap(evaluator.value)?.object ?? [:]
        rootParameters = evaluator.rootParameters(in: resource.properties)
        let attributes = resource.object.entries.filter { $0.key != "Properties" }
        self.attributes = evaluator.value(of: .object(Template.Object(attributes)))?.object ?? [:]
    }
}
