/// A place to add things to: a stack, or a named part of one.
///
/// A construct takes a scope and adds its resources there. The scope's name becomes the beginning of their logical IDs,
/// and the line that opened it the place that diagnostics point to:
///
///     let network = Network(in: stack.scope("Network"), name: "shop", cidr: "10.0.0.0/16")
public class Scope {
    let path: ConstructPath
    let declarations: StackDeclarations

    /// The name of the innermost scope or stack.
    public var id: String { path.id }

    init(path: ConstructPath, declarations: StackDeclarations) {
        self.path = path
        self.declarations = declarations
    }

    /// The logical ID that a resource added here under `id` has, for text that names it, such as a script that signals
    /// to it. The resource may be added later, and nothing waits for it.
    public func logicalID(_ id: String, fileID: String = #fileID, line: Int = #line) -> Value<String> {
        let location = SourceLocation(fileID: fileID, line: line)
        return Value(
            expression: .name(Element(kind: .resource, index: Element.unknownIndex, id: id, in: path, at: location)))
    }

    /// Opens a named part.
    public func scope(_ id: String, fileID: String = #fileID, line: Int = #line) -> Scope {
        let location = SourceLocation(fileID: fileID, line: line)
        return Scope(
            path: ConstructPath(parent: path, id: id, location: location, isStack: false), declarations: declarations)
    }

    /// The same scope, for what one call on a construct adds to it: what is wrong with that is told at the line of the call,
    /// and not where the scope was opened.
    ///
    /// - Parameters:
    ///   - fileID: the call's `#fileID`.
    ///   - line: its `#line`.
    public func calledFrom(fileID: String, line: Int) -> Scope {
        Scope(
            path: ConstructPath(path, calledFrom: SourceLocation(fileID: fileID, line: line)),
            declarations: declarations)
    }

    /// Adds a resource.
    ///
    /// - Parameters:
    ///   - id: letters and digits; with the names of the scopes around it the logical ID, which is a contract: another
    ///     ID means another resource, and the old one is deleted.
    ///   - condition: creates the resource only where the condition holds.
    ///   - dependsOn: what must exist first although no property refers to it.
    ///   - deletionPolicy: what becomes of the resource when it leaves the stack or the stack is deleted.
    ///   - updateReplacePolicy: what becomes of the old resource when an update replaces it; the same as
    ///     `deletionPolicy` when not given.
    @discardableResult
    public func add<Type: ResourceType>(
        _ id: String, _ resource: Type, condition: Condition? = nil, dependsOn: [any Dependable] = [],
        deletionPolicy: DeletionPolicy? = nil, updateReplacePolicy: DeletionPolicy? = nil,
        creationPolicy: CreationPolicy? = nil, updatePolicy: UpdatePolicy? = nil, metadata: JSON? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Resource<Type> {
        add(
            ResourceRecord(
                element: newElement(id, fileID, line), typeName: Type.typeName, tagging: Type.tagging,
                hasSnapshots: Type.hasSnapshots, properties: resource.properties),
            condition, dependsOn, deletionPolicy, updateReplacePolicy, creationPolicy, updatePolicy, metadata)
    }

    /// Adds a resource of a type that no module covers.
    @discardableResult
    public func add(
        _ id: String, _ resource: RawResource, condition: Condition? = nil, dependsOn: [any Dependable] = [],
        deletionPolicy: DeletionPolicy? = nil, updateReplacePolicy: DeletionPolicy? = nil,
        creationPolicy: CreationPolicy? = nil, updatePolicy: UpdatePolicy? = nil, metadata: JSON? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Resource<RawResource> {
        add(
            ResourceRecord(
                element: newElement(id, fileID, line), typeName: resource.typeName, tagging: resource.tagging,
                hasSnapshots: true, properties: resource.properties),
            condition, dependsOn, deletionPolicy, updateReplacePolicy, creationPolicy, updatePolicy, metadata)
    }

    private func newElement(_ id: String, _ fileID: String, _ line: Int) -> Element {
        Element(
            kind: .resource, index: declarations.resources.count, id: id, in: path,
            at: SourceLocation(fileID: fileID, line: line))
    }

    private func add<Type>(
        _ record: ResourceRecord, _ condition: Condition?, _ dependsOn: [any Dependable],
        _ deletionPolicy: DeletionPolicy?, _ updateReplacePolicy: DeletionPolicy?, _ creationPolicy: CreationPolicy?,
        _ updatePolicy: UpdatePolicy?, _ metadata: JSON?
    ) -> Resource<Type> {
        declarations.resources.append(record)
        if condition != nil || !dependsOn.isEmpty || deletionPolicy != nil || updateReplacePolicy != nil
            || creationPolicy != nil || updatePolicy != nil || metadata != nil
        {
            record.editAttributes {
                $0.condition = condition
                $0.dependsOn = dependsOn.flatMap(\.dependencies)
                $0.deletionPolicy = deletionPolicy
                $0.updateReplacePolicy = updateReplacePolicy ?? deletionPolicy?.forReplacement
                $0.creationPolicy = creationPolicy
                $0.updatePolicy = updatePolicy
                $0.metadata = metadata
            }
        }
        return Resource(record: record)
    }

    /// Adds a stack of its own template, deployed as part of this one. Values pass in and out of it by being used.
    ///
    /// - Parameters:
    ///   - id: names the template file after the stack around it, and the resource that stands for the stack.
    ///   - updateReplacePolicy: the same as `deletionPolicy` when not given.
    ///   - notificationARNs: topics that CloudFormation tells of the stack's events.
    ///   - tags: of the stack itself, which CloudFormation gives to what is in it. ``tag(_:_:fileID:line:)`` of the stack
    ///     writes them into its template, where they are reviewed.
    ///   - timeoutInMinutes: how long its creation may take before it has failed.
    ///   - metadata: of the resource that stands for it.
    public func nestedStack(
        _ id: String, description: String? = nil, condition: Condition? = nil, dependsOn: [any Dependable] = [],
        deletionPolicy: DeletionPolicy? = nil, updateReplacePolicy: DeletionPolicy? = nil,
        notificationARNs: List<Value<String>>? = nil, tags: List<Tag>? = nil, timeoutInMinutes: Value<Int>? = nil,
        metadata: JSON? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Stack {
        let location = SourceLocation(fileID: fileID, line: line)
        var properties = Properties()
        properties.set("NotificationARNs", notificationARNs?.expression)
        properties.set("Tags", tags?.expression)
        properties.set("TimeoutInMinutes", timeoutInMinutes?.expression)
        let resource: Resource<Stack> = add(
            ResourceRecord(
                element: newElement(id, fileID, line), typeName: Stack.typeName, tagging: .list("Tags"),
                hasSnapshots: false, properties: properties),
            condition, dependsOn, deletionPolicy, updateReplacePolicy, nil, nil, metadata)
        let path = ConstructPath(parent: path, id: id, location: location, isStack: true)
        let child = StackDeclarations(
            path: path, stackElement: resource.element, description: description, root: declarations.root)
        declarations.children.append(child)
        return Stack(path: path, declarations: child, resource: resource)
    }

    /// Tags everything taggable in this scope, and in the scopes and nested stacks below it. A tag that is nearer to a
    /// resource, or on the resource itself, wins.
    public func tag(_ key: String, _ value: Value<String>, fileID: String = #fileID, line: Int = #line) {
        declarations.tags.append(
            TagRecord(
                scope: path, key: key, value: value.expression, location: SourceLocation(fileID: fileID, line: line)))
    }

    /// Declares a condition under a name.
    public func condition(
        _ id: String, _ condition: some ConditionOperand, fileID: String = #fileID, line: Int = #line
    ) -> Condition {
        let element = Element(
            kind: .condition, index: declarations.conditions.count, id: id, in: path,
            at: SourceLocation(fileID: fileID, line: line))
        declarations.conditions.append(ConditionRecord(element: element, expression: condition.conditionExpression))
        return Condition(element: element)
    }

    /// Declares a table of constants, looked up with `Fn::FindInMap`.
    ///
    ///     let sizes: Mapping<Value<Int>> = stack.mapping("Sizes", ["dev": ["days": 1], "prod": ["days": 14]])
    ///     let database = RDS.DBInstance(backupRetentionPeriod: sizes.value(environment, "days"))
    public func mapping<V: TemplateValue>(
        _ id: String, _ entries: KeyValuePairs<String, KeyValuePairs<String, V>>, fileID: String = #fileID,
        line: Int = #line
    ) -> Mapping<V> {
        let element = Element(
            kind: .mapping, index: declarations.mappings.count, id: id, in: path,
            at: SourceLocation(fileID: fileID, line: line))
        declarations.mappings.append(
            MappingRecord(
                element: element,
                entries: entries.map { ($0.key, $0.value.map { Expression.Entry($0.key, $0.value.expression) }) }))
        return Mapping(element: element)
    }

    /// Declares an output that is text: `stack.output("Url", "https://\(domain)")`.
    @discardableResult
    public func output(
        _ name: String, _ value: Value<String>, description: String? = nil, export: Value<String>? = nil,
        condition: Condition? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Value<String> {
        declareOutput(name, value, description, export, condition, fileID, line)
    }

    /// Declares an output of the stack and returns its value. Outputs are text: a list is joined with commas.
    ///
    /// Other stacks of the app need no output to use what is in this one: references pass by themselves. But an
    /// expression of several references, an `.if` above all, is evaluated where it is used; declared as an output it is
    /// evaluated here, and the result passes.
    ///
    /// - Parameters:
    ///   - name: letters and digits.
    ///   - export: a name under which other stacks of the account and region can import the value.
    @discardableResult
    public func output<V: TemplateValue>(
        _ name: String, _ value: V, description: String? = nil, export: Value<String>? = nil,
        condition: Condition? = nil, fileID: String = #fileID, line: Int = #line
    ) -> V {
        declareOutput(name, value, description, export, condition, fileID, line)
    }

    private func declareOutput<V: TemplateValue>(
        _ name: String, _ value: V, _ description: String?, _ export: Value<String>?, _ condition: Condition?,
        _ fileID: String, _ line: Int
    ) -> V {
        let element = Element(
            kind: .output, index: declarations.outputs.count, id: name, in: path,
            at: SourceLocation(fileID: fileID, line: line))
        declarations.outputs.append(
            OutputRecord(
                element: element, value: value.expression, isList: V.isList, description: description,
                exportName: export?.expression, condition: condition))
        return V(expression: .reference(Reference(element: element, isList: V.isList)))
    }
}
