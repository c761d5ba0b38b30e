/// The second stage: decides logical IDs, applies tags and overrides, and turns references between stacks into
/// parameters, outputs and `Fn::GetAtt` on nested stacks, passing each value once.
final class Resolver {
    private let stacks: [ResolvedStack]
    private let indexOfStack: [ObjectIdentifier: Int]
    private var tags: TagResolver
    private(set) var diagnostics: [Diagnostic] = []

    init(_ collected: [CollectedStack]) {
        var diagnostics = collected.flatMap(\.declarations.diagnostics)
        stacks = collected.map { ResolvedStack($0, logicalIDs: Self.logicalIDs(of: $0.declarations, &diagnostics)) }
        indexOfStack = Dictionary(
            uniqueKeysWithValues: collected.map { (ObjectIdentifier($0.declarations.path), $0.index) })
        tags = TagResolver(collected)
        self.diagnostics = diagnostics
    }

    func resolve() -> ResolvedApp {
        for stack in stacks {
            resolveElements(of: stack)
        }
        // What is given to nested stacks is known only now.
        for stack in stacks {
            finishNestedStacks(of: stack)
            stack.resources.sort { $0.logicalID < $1.logicalID }
        }
        return ResolvedApp(stacks: stacks, diagnostics: diagnostics)
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
                        "unknown-logical-id", "no resource has the logical ID \(kept.new), which is to stay \(kept.old)",
                        at: kept.location, path: declarations.path.components.joined(separator: "/"),
                        fix: "name the logical ID that the template shows when this line is left out"))
            }
        }
        return ids
    }

    // MARK: - One stack

    private func resolveElements(of stack: ResolvedStack) {
        let declarations = stack.collected.declarations
        for record in declarations.resources {
            resolve(record, in: stack)
        }
        for record in declarations.outputs {
            let user = Use(
                user: record.element.path, location: record.element.userLocation, target: "")
            scan(record.value, in: stack, user: user, resource: nil, condition: record.condition?.element)
            if let name = record.exportName { scan(name, in: stack, user: user, resource: nil, condition: nil) }
            if let condition = record.condition { use(condition.element, in: stack) }
        }
        for record in declarations.rules {
            let user = Use(user: "rule \(record.name)", location: record.location, target: "")
            for expression in record.assertions.map(\.expression) + (record.condition.map { [$0] } ?? []) {
                scan(expression, in: stack, user: user, resource: nil, condition: nil)
            }
        }
    }

    private func resolve(_ record: ResourceRecord, in stack: ResolvedStack) {
        var properties = tags.apply(to: record)
        if let attributes = record.attributes {
            for override in attributes.overrides {
                override.apply(to: &properties, of: record.element, &diagnostics)
            }
            if let condition = attributes.condition { use(condition.element, in: stack) }
            for expression in [
                attributes.creationPolicy?.expression, attributes.updatePolicy?.expression,
                attributes.metadata?.expression,
            ] {
                if let expression { scan(expression, in: stack, of: record.element) }
            }
            for target in attributes.dependsOn {
                depend(record.element, on: target, in: stack)
            }
        }
        let condition = record.attributes?.condition?.element
        let user = Use(user: "", location: record.element.location, target: "")
        for property in properties {
            scan(property.value, in: stack, user: user, resource: record.element, condition: condition)
        }
        stack.resources.append(
            ResolvedResource(
                logicalID: stack.logicalIDs[record.element.index], record: record, properties: properties,
                nestedTemplate: nil))
    }

    private func finishNestedStacks(of stack: ResolvedStack) {
        for child in stacks where child.collected.parent == stack.collected.index {
            guard let element = child.collected.declarations.stackElement else { continue }
            let resource = stack.resources[element.index]
            var properties: [Expression.Entry] = []
            if !child.importedParameters.isEmpty {
                let parameters = child.importedParameters.sorted { $0.name < $1.name }
                properties.append(.init("Parameters", .object(parameters.map { .init($0.name, $0.value) })))
            }
            properties += resource.properties
            properties.append(.init("TemplateURL", .string("./" + child.collected.fileName)))
            stack.resources[element.index] = ResolvedResource(
                logicalID: resource.logicalID, record: resource.record, properties: properties,
                nestedTemplate: child.collected.fileName)
        }
    }

    // MARK: - Uses

    private func scan(_ expression: Expression, in stack: ResolvedStack, of element: Element) {
        let user = Use(user: element.path, location: element.userLocation, target: "")
        let resource = element.kind == .resource ? element : nil
        scan(expression, in: stack, user: user, resource: resource, condition: nil)
    }

    /// Notes everything that the expression uses.
    ///
    /// - Parameters:
    ///   - resource: the resource that the expression belongs to, which then depends on what it mentions.
    ///   - condition: the condition under which the expression counts.
    private func scan(
        _ expression: Expression, in stack: ResolvedStack, user: Use, resource: Element?, condition: Element?
    ) {
        expression.walk { mention, guards in
            switch mention {
            case .name(let element): use(element, in: stack)
            case .function(let function):
                if function.needsLanguageExtensions { stack.needsLanguageExtensions = true }
            case .reference(let reference):
                let target = reference.element
                let use = Use(user: resource?.path ?? user.user, location: resource?.userLocation ?? user.location,
                              target: target.path + (reference.attribute.map { "." + $0 } ?? ""))
                let local = localize(reference, in: stack, for: use)
                if target.kind == .output, target.stackPath === stack.path {
                    scan(local, in: stack, user: user, resource: resource, condition: condition)
                }
                if let resource {
                    local.walk { mention, _ in
                        guard case .reference(let inner) = mention, inner.element.kind == .resource,
                            inner.element.stackPath === stack.path
                        else { return }
                        stack.dependencies[resource.index].append(Dependency(target: inner.element.index, use: nil))
                    }
                }
                warnAboutCondition(of: target, used: use, under: condition, guards)
            }
        }
    }

    /// A resource that may not exist can be used only where it does.
    private func warnAboutCondition(of target: Element, used use: Use, under condition: Element?, _ guards: [Element]) {
        guard let needed = self.condition(of: target), needed !== condition, !guards.contains(where: { $0 === needed })
        else { return }
        diagnostics.append(
            Diagnostic(
                "conditional-reference",
                "\(use.target) exists only under the condition \(needed.logicalID), but is used without it",
                severity: .warning, at: use.location, path: use.user,
                notes: [.init("\(target.path) is declared here", at: target.userLocation)],
                fix: "write .if(condition, value, else: .noValue), or give the user the same condition"))
    }

    private func condition(of target: Element) -> Element? {
        guard let home = home(of: target)?.collected.declarations else { return nil }
        return switch target.kind {
        case .resource: home.resources[target.index].attributes?.condition?.element
        case .output: home.outputs[target.index].condition?.element
        case .parameter, .condition, .mapping: nil
        }
    }

    private func home(of element: Element) -> ResolvedStack? {
        indexOfStack[ObjectIdentifier(element.stackPath)].map { stacks[$0] }
    }

    // MARK: - Conditions and mappings

    /// Makes sure that the stack's template declares a condition or mapping that something in it names.
    private func use(_ element: Element, in stack: ResolvedStack) {
        if element.kind == .condition, !stack.usedConditions.insert(ObjectIdentifier(element)).inserted { return }
        guard let home = home(of: element)?.collected.declarations else {
            return reportDangling(element, user: stack.path.components.joined(separator: "/"), at: element.location)
        }
        switch element.kind {
        case .condition:
            let record = home.conditions[element.index]
            if element.stackPath !== stack.path { stack.borrowedConditions.append(record) }
            scan(record.expression, in: stack, of: element)
        case .mapping:
            guard element.stackPath !== stack.path, !stack.borrowedMappings.contains(where: { $0.element === element }) else { return }
            stack.borrowedMappings.append(home.mappings[element.index])
        case .resource, .parameter, .output: break
        }
    }

    // MARK: - References between stacks

    /// The expression by which `stack` reaches what `reference` means, making the parameters and outputs it takes.
    private func localize(_ reference: Reference, in stack: ResolvedStack, for use: Use) -> Expression {
        let element = reference.element
        if element.stackPath === stack.path {
            if element.kind == .parameter { stack.usedParameters.insert(element.index) }
            return stack.local(reference)
        }
        let key = ReferenceKey(reference)
        if let known = stack.localized[key] { return known }
        guard let home = home(of: element) else {
            reportDangling(element, user: use.user, at: use.location)
            return .reference(reference)
        }
        let local: Expression
        if let child = child(of: stack, towards: home) {
            local = read(reference, from: child, in: stack, for: use)
        } else if let parent = stack.collected.parent {
            local = receive(reference, in: stack, from: stacks[parent], for: use)
        } else {
            diagnostics.append(
                Diagnostic(
                    "reference-between-roots",
                    "\(use.target) belongs to another root stack, which is deployed on its own",
                    at: use.location, path: use.user,
                    notes: [.init("\(element.path) is declared here", at: element.userLocation)],
                    fix: "export it there with output(_:_:export:) and read it here with .importValue(_:), or nest both "
                        + "stacks in one"))
            local = .reference(reference)
        }
        stack.localized[key] = local
        return local
    }

    /// The stack nested directly in `stack` that is `home` or holds it.
    private func child(of stack: ResolvedStack, towards home: ResolvedStack) -> ResolvedStack? {
        var candidate = home
        while let parent = candidate.collected.parent {
            if parent == stack.collected.index { return candidate }
            candidate = stacks[parent]
        }
        return nil
    }

    /// From above: a parameter that the stack around fills.
    private func receive(
        _ reference: Reference, in stack: ResolvedStack, from parent: ResolvedStack, for use: Use
    ) -> Expression {
        let outer = localize(reference, in: parent, for: use)
        let element = reference.element
        let source = element.kind == .parameter ? home(of: element)?.collected.declarations.parameters[element.index] : nil
        let name = parameterName(for: reference, in: stack)
        var type = "String"
        if reference.isList {
            type = "CommaDelimitedList"
        } else if let declared = source?.declaration.valueType {
            type = declared
        }
        stack.importedParameters.append(
            ImportedParameter(
                name: name, type: type, noEcho: source?.declaration.noEcho ?? false,
                value: reference.isList ? outer.joinedByCommas : outer, use: use))
        if let stackElement = stack.collected.declarations.stackElement {
            outer.walk { mention, _ in
                guard case .reference(let inner) = mention, inner.element.kind == .resource else { return }
                parent.dependencies[stackElement.index].append(Dependency(target: inner.element.index, use: use))
            }
        }
        let parameter = Element(
            kind: .parameter, index: -1, id: name, in: stack.path, at: use.location)
        return .reference(Reference(element: parameter, isList: reference.isList))
    }

    /// From below: an output of the nested stack.
    private func read(
        _ reference: Reference, from child: ResolvedStack, in stack: ResolvedStack, for use: Use
    ) -> Expression {
        let inner = localize(reference, in: child, for: use)
        let element = reference.element
        if element.kind == .parameter, home(of: element)?.collected.declarations.parameters[element.index]
            .declaration.noEcho == true
        {
            diagnostics.append(
                Diagnostic(
                    "secret-in-output", "\(use.target) is a secret, and an output would show it", at: use.location,
                    path: use.user, fix: "declare the parameter in the root stack, from where it passes down unseen"))
        }
        let condition = condition(of: element)
        let name = outputName(for: reference, of: child)
        if !(element.kind == .output && element.stackPath === child.path && !reference.isList) {
            child.generatedOutputs.append(
                GeneratedOutput(name: name, value: reference.isList ? inner.joinedByCommas : inner, condition: condition))
        }
        guard let stackElement = child.collected.declarations.stackElement else { return inner }
        var value: Expression = .reference(Reference(element: stackElement, attribute: "Outputs." + name, isList: false))
        // Where the condition does not hold there is no such output to read.
        for condition in [condition, self.condition(of: stackElement)] {
            guard let condition else { continue }
            self.use(condition, in: child)
            self.use(condition, in: stack)
            value = .function(.if, .list([.name(condition), value, .string("")]))
        }
        return reference.isList ? .function(.split, .list([.string(","), value])) : value
    }

    /// `Environment` for a parameter; for what a resource gives the stacks on the way, the resource and the attribute:
    /// `NetworkVPC`, `ComputeWebLoadBalancerDNSName`.
    private func parameterName(for reference: Reference, in stack: ResolvedStack) -> String {
        guard reference.element.kind != .parameter, let home = home(of: reference.element) else {
            return reference.element.logicalID
        }
        let here = stack.path.stackNames
        let there = home.path.stackNames
        let common = zip(here, there).prefix { $0 == $1 }.count
        return there.dropFirst(common).joined() + home.name(of: reference)
    }

    private func outputName(for reference: Reference, of child: ResolvedStack) -> String {
        guard let home = home(of: reference.element) else { return reference.element.logicalID }
        let between = home.path.stackNames.dropFirst(child.path.stackNames.count)
        return between.joined() + home.name(of: reference)
    }

    private func reportDangling(_ element: Element, user: String, at location: SourceLocation) {
        diagnostics.append(
            Diagnostic(
                "dangling-reference", "\(element.path) is not part of this app", at: location, path: user,
                notes: [.init("it was declared here", at: element.userLocation)],
                fix: "use only what was added to a stack of the same App"))
    }

    // MARK: - DependsOn

    private func depend(_ element: Element, on target: Element, in stack: ResolvedStack) {
        let use = Use(user: element.path, location: element.userLocation, target: target.path)
        guard let home = home(of: target) else {
            return reportDangling(target, user: element.path, at: element.userLocation)
        }
        // Both are traced up to the innermost stack that holds both: there, their stacks wait for each other.
        var dependent = element
        var place = stack
        while true {
            if home === place {
                return addDependency(of: dependent, on: target, in: place, use)
            }
            if let child = child(of: place, towards: home), let childElement = child.collected.declarations.stackElement {
                return addDependency(of: dependent, on: childElement, in: place, use)
            }
            guard let parent = place.collected.parent, let outer = place.collected.declarations.stackElement else { return }
            dependent = outer
            place = stacks[parent]
        }
    }

    private func addDependency(of element: Element, on target: Element, in stack: ResolvedStack, _ use: Use) {
        guard element !== target else { return }
        stack.explicitDependencies[element.index, default: []].append(Dependency(target: target.index, use: use))
    }
}

extension ResolvedStack {
    /// A name for what a reference means: the element's and the attribute's, with words that meet said once, as in
    /// `WebLoadBalancerFullName` for the attribute `LoadBalancerFullName` of `WebLoadBalancer`.
    fileprivate func name(of reference: Reference) -> String {
        let parts = reference.attribute.map { $0.split(separator: ".").map(String.init) } ?? []
        return parts.reduce(name(of: reference.element)) { $0.joined(to: $1) }
    }
}

extension String {
    fileprivate func joined(to next: String) -> String {
        for start in indices where self[start].isUppercase {
            let overlap = self[start...]
            let rest = next.dropFirst(overlap.count)
            // The overlap must be whole words on both sides: Id does not meet Identifier.
            if next.hasPrefix(overlap), rest.first?.isLowercase != true { return self + rest }
        }
        return self + next
    }
}

extension Expression {
    /// A list as the text that a parameter of type CommaDelimitedList takes.
    fileprivate var joinedByCommas: Expression {
        if case .function(.split, .list(let arguments)) = self, arguments.count == 2 { return arguments[1] }
        return .function(.join, .list([.string(","), self]))
    }
}
