import Diagnostics
import ResourceInterfaces
import ResourceSchemas
import Template

/// One template as statements of Swift: what is declared, in an order in which everything comes before it is used.
struct TranslatedStack {
    /// As in `Network`: what the stack is called in Swift.
    let name: String
    let description: String?
    /// Parameters, mappings, conditions, rules and metadata.
    var settings: [Statement] = []
    var resources: [Statement] = []
    var outputs: [Statement] = []
    /// The types of the parameters that a stack around gives, in the order of their declarations.
    var given: [(name: String, type: String)] = []
    /// The stacks nested in it.
    var nested: [TranslatedStack] = []
    var problems: [Diagnostic] = []
    /// What is said in raw JSON.
    var notes: [MigrationNote] = []
    var tally = MigrationTally()
    /// The outputs, by their names in the template.
    var interface: [String: StackOutput] = [:]
    /// What the parameters are in Swift, by their names in the template.
    var parameters: [String: (swiftName: String, type: SwiftType)] = [:]
}

/// Translates a template with those nested in it.
struct StackTranslation {
    private let name: String
    private let tree: MigrationSource
    /// With what loops make in their place.
    private let template: Template
    private let interfaces: InterfaceCatalogue
    /// What the stack around gives; nil in a root stack.
    private let given: Set<String>?
    private var stackNames: SwiftScope

    init(
        _ tree: MigrationSource, named name: String, interfaces: InterfaceCatalogue, given: Set<String>? = nil,
        stackNames: SwiftScope
    ) {
        self.name = name
        self.tree = tree
        template = tree.template.withLoopsWrittenOut
        self.interfaces = interfaces
        self.given = given
        self.stackNames = stackNames
    }

    /// - Parameter names: the types of other stacks, which this one's must not have.
    mutating func run() -> (stack: TranslatedStack, names: SwiftScope) {
        var stack = TranslatedStack(name: name, description: template.description)
        reportModules(in: &stack)
        var nested: [String: TranslatedStack] = [:]
        for (id, source) in tree.nested.sorted(by: { $0.key < $1.key }) {
            let given = Set(template.resources[id]?.properties["Parameters"]?.object?.entries.map(\.key) ?? [])
            var translation = StackTranslation(
                source, named: stackNames.name(SwiftName.type(id), orWith: "Stack"), interfaces: interfaces,
                given: given, stackNames: stackNames)
            let (inner, names) = translation.run()
            stackNames = names
            nested[id] = inner
        }
        // Once to learn what parameters and mappings are taken for, and once to say it.
        let outputs = nested.mapValues(\.interface)
        let first = TranslationContext(template, interfaces: interfaces, nested: outputs)
        declareTypes(in: first)
        var probe = stack
        translate(first, nested, into: &probe)
        let context = TranslationContext(template, interfaces: interfaces, nested: outputs)
        declareTypes(in: context)
        decideTypes(in: context, by: first.uses)
        context.raw = first.raw
        for (id, path) in tree.missing.sorted(by: { $0.key < $1.key }) {
            context.notes.append(
                (Template.pathOfAddress(of: id), "there is no file \(path), so that its address stays"))
        }
        translate(context, nested, into: &stack)
        stack.notes = context.notes.map { path, reason in
            MigrationNote(place: template.origin(of: path)?.place, path: path.description, reason: reason)
        }
        stack.tally = nested.values.reduce(context.tally) { $0 + $1.tally }
        stack.nested = nested.sorted { $0.key < $1.key }.map(\.value)
        stack.problems += stack.nested.flatMap(\.problems)
        stack.notes += stack.nested.flatMap(\.notes)
        return (stack, stackNames)
    }

    // MARK: - Problems

    private func problem(_ message: String, at path: Template.Path, fix: String? = nil) -> Diagnostic {
        Diagnostic(
            "not-migrated", message, at: template.origin(of: path)?.place ?? .file(FilePosition(path: tree.file)),
            path: path.description, fix: fix)
    }

    /// What stands for other templates, whose contents are not here.
    private func reportModules(in stack: inout TranslatedStack) {
        for entry in template.otherSections.entries where Self.moduleSections.contains(entry.key) {
            stack.problems.append(
                problem(
                    "the section \(entry.key) has no form in Swift: it stands for other templates",
                    at: Template.Path([.key(entry.key)]),
                    fix: "let the tool that knows it make one template of all first, and migrate that"))
        }
        for entry in template[.parameters]?.object?.entries ?? [] where entry.key.isFunctionKey {
            stack.problems.append(
                problem(
                    "\(entry.key) makes parameters, which have to be known before a deployment",
                    at: Template.Path(.parameters, entry.key),
                    fix: "migrate what CloudFormation makes of it (get-template --template-stage Processed)"))
        }
    }

    /// Of Rain, and of `aws cloudformation package`.
    private static let moduleSections: Set<String> = ["Constants", "Modules", "Packages", "Rain"]

    // MARK: - Types of what is declared

    private func declareTypes(in context: TranslationContext) {
        for (name, parameter) in template.parameters {
            context.kinds[.parameter(name)] = ParameterTypes.type(of: parameter, interfaces: interfaces)
        }
        for (name, mapping) in template.mappings {
            context.kinds[.mapping(name)] = MappingWriter.type(of: mapping)
        }
    }

    private func decideTypes(
        in context: TranslationContext, by uses: [TranslationContext.Declared: Set<SwiftType>]
    ) {
        for (name, parameter) in template.parameters {
            let declared = TranslationContext.Declared.parameter(name)
            context.kinds[declared] = ParameterTypes.type(
                of: parameter, usedAs: uses[declared] ?? [], interfaces: interfaces)
        }
        for (name, mapping) in template.mappings {
            let declared = TranslationContext.Declared.mapping(name)
            let types = (uses[declared] ?? []).subtracting([.string])
            guard types.count == 1, let type = types.first else { continue }
            let values = mapping.object.entries.flatMap { $0.value.object?.entries.map(\.value) ?? [] }
            var writer = ValueWriter(context)
            let fits = values.allSatisfy { (try? writer.write($0, as: type)) != nil }
            if fits, type.isScalar || type.element?.isScalar == true, !type.isTarget { context.kinds[declared] = type }
        }
    }

    // MARK: - Statements

    private func translate(
        _ context: TranslationContext, _ nested: [String: TranslatedStack], into stack: inout TranslatedStack
    ) {
        translateSettings(context, into: &stack)
        var resources: [Statement] = []
        for (id, resource) in template.resources where !id.isOpenName {
            do throws(Unsaid) {
                if let inner = nested[id] {
                    resources.append(try self.nested(id, resource, inner, context))
                } else {
                    let writer = ResourceWriter(context: context)
                    resources.append(try writer.write(id, resource, source: tree.template.resources[id]))
                }
            } catch {
                stack.problems.append(
                    problem("\(id) has no form in Swift: \(error.reason)", at: Template.Path(.resources, id)))
            }
        }
        resources += openMembers(of: .resources, context, &stack)
        stack.resources = resources.inOrderOfUse
        reportCircles(in: &stack, context)
        stack.outputs = openMembers(of: .outputs, context, &stack)
        for (name, output) in template.outputs where !name.isOpenName {
            do throws(Unsaid) {
                let (statement, type) = try OutputWriter(context: context).write(name, output)
                stack.outputs.append(statement)
                stack.interface[name] = StackOutput(swiftName: context.names.outputs[name] ?? name, type: type)
            } catch {
                stack.problems.append(
                    problem(
                        "the output \(name) has no form in Swift: \(error.reason)", at: Template.Path(.outputs, name)))
            }
        }
    }

    /// Resources that refer to each other, which CloudFormation refuses and Swift cannot declare.
    private func reportCircles(in stack: inout TranslatedStack, _ context: TranslationContext) {
        var later = Set(stack.resources.compactMap(\.name))
        for statement in stack.resources {
            if let name = statement.name,
                statement.code.variables.contains(name)
                    || statement.variables.contains(where: later.subtracting([name]).contains),
                let id = context.names.resources.first(where: { $0.value == name })?.key
            {
                stack.problems.append(
                    problem(
                        "\(id) waits for what waits for it in turn, which CloudFormation refuses",
                        at: Template.Path(.resources, id)))
            }
            if let name = statement.name { later.remove(name) }
        }
    }

    private func translateSettings(_ context: TranslationContext, into stack: inout TranslatedStack) {
        let sections = RawSectionWriter(context: context, template: tree.template)
        for transform in template.declaredTransforms where !Self.impliedTransforms.contains(transform) {
            add("a macro", at: Template.Path([.key("Transform")]), to: &stack) { () throws(Unsaid) in
                try sections.transform(transform)
            }
        }
        let parameters = ParameterWriter(context: context, given: given)
        for name in ParameterInterface(template).ordered(template.parameters.names, in: template) {
            guard let parameter = template.parameters[name] else { continue }
            stack.settings.append(parameters.write(name, parameter))
            let type = context.kinds[.parameter(name)] ?? .string
            let swiftName = context.names.parameters[name] ?? name
            stack.parameters[name] = (swiftName, type)
            if given?.contains(name) == true { stack.given.append((swiftName, type.spelling)) }
        }
        stack.settings += openMembers(of: .mappings, context, &stack)
        for (name, mapping) in template.mappings where !name.isOpenName {
            do throws(Unsaid) {
                stack.settings.append(try MappingWriter(context: context).write(name, mapping))
            } catch {
                stack.problems.append(
                    problem(
                        "the mapping \(name) has no form in Swift: \(error.reason)", at: Template.Path(.mappings, name))
                )
            }
        }
        var conditions = openMembers(of: .conditions, context, &stack)
        for (name, condition) in template.conditions where !name.isOpenName {
            do throws(Unsaid) {
                var writer = ConditionWriter(context)
                var statement = Statement(
                    name: context.names.conditions[name], type: "Condition",
                    code: .call(
                        "stack.condition", [.init(nil, .string(name)), .init(nil, try writer.write(condition))]))
                statement.hoisted = writer.values.hoisted
                conditions.append(statement)
            } catch {
                stack.problems.append(
                    problem(
                        "the condition \(name) has no form in Swift: \(error.reason)",
                        at: Template.Path(.conditions, name)))
            }
        }
        stack.settings += conditions.inOrderOfUse
        for entry in template.otherSections.entries where !Self.moduleSections.contains(entry.key) {
            add("the section \(entry.key)", at: Template.Path([.key(entry.key)]), to: &stack) { () throws(Unsaid) in
                try sections.section(entry)
            }
        }
        for (name, rule) in template.rules {
            do throws(Unsaid) {
                stack.settings.append(try RuleWriter(context: context).write(name, rule))
            } catch {
                stack.problems.append(
                    problem("the rule \(name) has no form in Swift: \(error.reason)", at: Template.Path(.rules, name)))
            }
        }
        let isSaid = ParameterInterface(template).isSaid
        for entry in template.metadata.entries where !(isSaid && entry.key == ParameterInterface.key) {
            var writer = ValueWriter(context)
            do throws(Unsaid) {
                let value = try writer.write(entry.value, as: .json)
                var statement = Statement(
                    name: nil, type: "",
                    code: .call("stack.addMetadata", [.init(nil, .string(entry.key)), .init(nil, value)]))
                statement.hoisted = writer.hoisted
                statement.modules = writer.modules
                stack.settings.append(statement)
            } catch {
                stack.problems.append(
                    problem(
                        "the metadata \(entry.key) has no form in Swift: \(error.reason)",
                        at: Template.Path([.key("Metadata"), .key(entry.key)])))
            }
        }
    }

    /// Declared by itself where something in the stack needs it.
    private static let impliedTransforms: Set<Template.Expression> = [.string(Template.serverlessTransform)]

    // MARK: - What has no type

    /// What makes members of a section, as it stands.
    private func openMembers(
        of section: Template.SectionName, _ context: TranslationContext, _ stack: inout TranslatedStack
    ) -> [Statement] {
        let writer = RawSectionWriter(context: context, template: tree.template)
        return tree.template.openMembers(of: section).compactMap { entry in
            do throws(Unsaid) {
                return try writer.member(entry, of: section)
            } catch {
                stack.problems.append(
                    problem(
                        "\(entry.key) has no form in Swift: \(error.reason)", at: Template.Path(section, entry.key)))
                return nil
            }
        }
    }

    /// Adds statements to the settings, or says what has no form.
    private func add(
        _ what: String, at path: Template.Path, to stack: inout TranslatedStack,
        _ statement: () throws(Unsaid) -> Statement
    ) {
        do throws(Unsaid) {
            stack.settings.append(try statement())
        } catch {
            stack.problems.append(problem("\(what) has no form in Swift: \(error.reason)", at: path))
        }
    }

    // MARK: - Nested stacks

    private func nested(
        _ id: String, _ resource: Template.Resource, _ inner: TranslatedStack, _ context: TranslationContext
    ) throws(Unsaid) -> Statement {
        context.tally.resources += 1
        var writer = ValueWriter(context)
        let resources = ResourceWriter(context: context)
        var stack: [Code.Argument] = [.init(nil, .string(id))]
        if let description = inner.description { stack.append(.init("description", .string(description))) }
        stack += try resources.placement(of: resource)
        for (name, label, type) in Self.propertiesOfStacks {
            if let value = resource.properties[name] { stack.append(.init(label, try writer.write(value, as: type))) }
        }
        if let metadata = resource.object["Metadata"] {
            stack.append(.init("metadata", try writer.write(metadata, as: .json)))
        }
        var arguments: [Code.Argument] = [.init("in", .call("stack.nestedStack", stack))]
        let values = resource.properties["Parameters"]?.object ?? [:]
        if let unknown = values.entries.first(where: { inner.parameters[$0.key] == nil }) {
            throw Unsaid("the nested template has no parameter \(unknown.key)")
        }
        for (swiftName, _) in inner.given {
            guard let name = inner.parameters.first(where: { $0.value.swiftName == swiftName })?.key,
                let value = values[name], let type = inner.parameters[name]?.type
            else { continue }
            arguments.append(.init(swiftName, try writer.write(value, as: type)))
        }
        var statement = Statement(
            name: context.names.resources[id], type: inner.name, code: .call(inner.name, arguments))
        let own = Code.member(.member(.variable(context.names.resources[id] ?? ""), "stack"), "resource?")
        statement.afterwards = try resources.rawAttributes(of: resource, in: id, &writer).map { name, value, reason in
            (ResourceWriter.override(own, "overrideAttribute", name, value), ResourceWriter.comment(reason))
        }
        for entry in resource.properties.entries where !Self.knownOfStacks.contains(entry.key) {
            let reason = "a nested stack has no property \(entry.key) in Swift"
            let value = try writer.write(entry.value, as: .json)
            statement.afterwards.append(
                (ResourceWriter.override(own, "override", entry.key, value), ResourceWriter.comment(reason)))
            context.notes.append((Template.Path(.resources, id).appending("Properties").appending(entry.key), reason))
            context.tally.rawProperties += 1
        }
        statement.hoisted = writer.hoisted
        return statement
    }

    /// The properties that `nestedStack` takes, in the order of its arguments.
    private static let propertiesOfStacks: [(name: String, label: String, type: SwiftType)] = [
        ("NotificationARNs", "notificationARNs", .strings), ("Tags", "tags", SwiftType(.list(.tag))),
        ("TimeoutInMinutes", "timeoutInMinutes", .integer),
    ]

    private static let knownOfStacks = Set(propertiesOfStacks.map(\.name)).union(["Parameters", "TemplateURL"])
}

extension SwiftType {
    /// Whether it refers to a resource of one of a few types.
    fileprivate var isTarget: Bool {
        if case .target = (element ?? self).value { true } else { false }
    }
}

extension [Statement] {
    /// Each behind those that it uses, and otherwise as they stand. Those of a circle stay.
    var inOrderOfUse: [Statement] {
        var positions: [String: Int] = [:]
        for (index, statement) in enumerated() {
            if let name = statement.name { positions[name] = index }
        }
        var result: [Statement] = []
        var states = [Bool?](repeating: nil, count: count)
        func visit(_ index: Int) {
            guard states[index] == nil else { return }
            states[index] = false
            for needed in self[index].variables.compactMap({ positions[$0] }).sorted() { visit(needed) }
            states[index] = true
            result.append(self[index])
        }
        for index in indices { visit(index) }
        return result
    }
}
