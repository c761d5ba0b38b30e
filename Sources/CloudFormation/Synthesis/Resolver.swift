/// The second stage: decides logical IDs, applies aspects, tags and overrides, and turns references between stacks into
/// parameters, outputs and `Fn::GetAtt` on nested stacks, passing each value once.
final class Resolver {
    let stacks: [ResolvedStack]
    private let stackOfPath: [ObjectIdentifier: ResolvedStack]
    private var tags: TagResolver
    private var aspects: AspectPass?
    var diagnostics: [Diagnostic]

    init(_ collected: [CollectedStack]) {
        var diagnostics = collected.flatMap(\.declarations.diagnostics)
        var stacks: [ResolvedStack] = []
        let tags = ScopeTags(collected)
        for stack in collected {
            // Parents come first.
            let parent = stack.parent.map { stacks[$0] }
            let logicalIDs = Self.logicalIDs(of: stack.declarations, &diagnostics)
            stacks.append(ResolvedStack(stack, in: parent, logicalIDs: logicalIDs, tags: tags))
        }
        self.stacks = stacks
        self.diagnostics = diagnostics
        stackOfPath = Dictionary(uniqueKeysWithValues: stacks.map { (ObjectIdentifier($0.path), $0) })
        self.tags = TagResolver(tags)
    }

    func resolve(_ app: App) -> ResolvedApp {
        aspects = AspectPass(over: app, stacks)
        if let aspects { diagnostics += aspects.diagnostics }
        for stack in stacks {
            resolveElements(of: stack)
        }
        // What is given to nested stacks is known only now.
        for stack in stacks {
            finishNestedStack(stack)
        }
        if let aspects { diagnostics += aspects.problems(of: stacks) }
        // Each stack is changed by one thread.
        _ = stacks.concurrentMap { $0.resources.sort { $0.logicalID < $1.logicalID } }
        return ResolvedApp(location: app.location, stacks: stacks, diagnostics: diagnostics)
    }

    /// The stack that declares an element; nil when that is not part of the app.
    func home(of element: Element) -> ResolvedStack? {
        stackOfPath[ObjectIdentifier(element.stackPath)]
    }

    // MARK: - Logical IDs

    private static func logicalIDs(
        of declarations: StackDeclarations, _ diagnostics: inout [Diagnostic]
    ) -> [String] {
        var ids = declarations.resources.map(\.element.logicalID)
        for kept in declarations.keptLogicalIDs {
            if let index = declarations.resources.firstIndex(where: { $0.element.logicalID == kept.new }) {
                ids[index] = kept.old
            } else {
                diagnostics.append(
                    Diagnostic(
                        "unknown-logical-id",
                        "no resource has the logical ID \(kept.new), which is to stay \(kept.old)",
                        at: kept.location, path: declarations.path.description,
                        fix: "name the logical ID that the template shows when this line is left out"))
            }
        }
        return ids
    }

    // MARK: - One stack

    private func resolveElements(of stack: ResolvedStack) {
        let declarations = stack.collected.declarations
        for record in declarations.parameters {
            // It is the stack around that works it out.
            guard case .stackAround(let value?) = record.giver, let parent = stack.parent else { continue }
            scan(value, in: parent, at: Site(of: .element(record.element), assumed: stack.assumedConditions))
        }
        for record in declarations.resources {
            resolve(record, in: stack)
        }
        for record in declarations.mappings {
            for (_, entries) in record.entries {
                scan(.object(entries), in: stack, at: Site(of: .element(record.element)))
            }
        }
        for record in declarations.outputs {
            let site = Site(
                of: .element(record.element),
                assumed: stack.assumedConditions + (record.condition.map { [$0.element] } ?? []))
            scan(record.value, in: stack, at: site)
            if let name = record.exportName { scan(name, in: stack, at: site) }
            if let condition = record.condition { borrow(condition.element, for: site.user, in: stack) }
        }
        for record in declarations.rules {
            let site = Site(of: .rule(record, in: stack.path))
            for expression in record.assertions.map(\.expression) + (record.condition.map { [$0] } ?? []) {
                scan(expression, in: stack, at: site)
            }
        }
        let raw = declarations.metadata + declarations.sections + declarations.members.map(\.entry)
        for entry in raw + declarations.transforms.compactMap(\.parameters).map({ .init("Transform", $0) }) {
            scan(entry.value, in: stack, at: Site(of: .metadata(stack: stack.path)))
        }
    }

    private func resolve(_ record: ResourceRecord, in stack: ResolvedStack) {
        let element = record.element
        let attributes = record.attributes
        var site = Site(of: .element(element), assumed: stack.assumedConditions)
        if let condition = attributes?.condition?.element {
            site.assumed.append(condition)
            borrow(condition, for: site.user, in: stack)
        }
        let draft = aspects?.draft(of: element)
        var history = draft.map(PropertyHistory.init)
        var properties = tags.apply(to: record, draft)
        if let overrides = attributes?.overrides, !overrides.isEmpty {
            var known = history ?? PropertyHistory(record)
            for override in overrides {
                let problems = diagnostics.count
                override.apply(to: &properties, of: element, &diagnostics)
                if diagnostics.count == problems { known.note(override) }
            }
            history = known
        }
        for override in attributes?.attributeOverrides ?? [] {
            guard override.path != ["Type"], override.path != [""] else {
                diagnostics.append(
                    Diagnostic(
                        "override-path", "the type of a resource is no attribute that can be overridden",
                        at: override.location, path: element.path,
                        fix: "add the resource with that type, or as a RawResource"))
                continue
            }
            var known = history ?? PropertyHistory(record)
            known.note(override, at: override.path)
            history = known
        }
        scan(.object(properties), in: stack, at: site)
        if let attributes {
            for expression in attributes.expressions { scan(expression, in: stack, at: site) }
            for target in attributes.dependsOn {
                depend(element, on: target, in: stack)
            }
        }
        stack.resources.append(
            ResolvedResource(
                logicalID: stack.logicalIDs[element.index], record: record, properties: properties, nestedTemplate: nil,
                history: history))
    }

    /// Completes the resource that stands for a nested stack.
    private func finishNestedStack(_ stack: ResolvedStack) {
        guard let parent = stack.parent, let element = stack.collected.declarations.stackElement else { return }
        let resource = parent.resources[element.index]
        var properties: [Expression.Entry] = []
        let given = stack.givenParameters.sorted { $0.key < $1.key }
        if !given.isEmpty { properties.append(.init("Parameters", .object(given))) }
        properties += resource.properties
        properties.append(.init("TemplateURL", .string("./" + stack.collected.fileName)))
        properties.sort { $0.key < $1.key }
        parent.resources[element.index] = ResolvedResource(
            logicalID: resource.logicalID, record: resource.record, properties: properties,
            nestedTemplate: stack.collected.fileName, history: resource.history)
    }
}
