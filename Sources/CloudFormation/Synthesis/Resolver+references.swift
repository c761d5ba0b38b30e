// References between stacks.

extension Resolver {
    /// The expression by which `stack` reaches what `reference` means, making the parameters and outputs it takes.
    func localize(_ reference: Reference, in stack: ResolvedStack, for use: Use) -> Expression {
        let element = reference.element
        if element.stackPath === stack.path {
            if element.kind == .output, case .reference(let inner) = stack.value(ofOutput: element) {
                return localize(inner, in: stack, for: use)
            }
            return stack.local(reference)
        }
        let key = ReferenceKey(reference)
        if let known = stack.localized[key] { return known }
        let local: Expression
        if let home = home(of: element) {
            if let child = child(of: stack, towards: home) {
                local = read(reference, from: child, in: stack, for: use)
            } else if let parent = stack.parent {
                local = receive(reference, in: stack, from: parent, for: use)
            } else {
                diagnostics.append(
                    Diagnostic(
                        "reference-between-roots",
                        "\(use.targetDescription) belongs to another root stack, which is deployed on its own",
                        at: use.user.location, path: use.user.path,
                        notes: [.init("\(element.path) is declared here", at: element.userLocation)],
                        fix: "export it there with output(_:_:export:) and read it here with .importValue(_:), or nest "
                            + "both stacks in one"))
                local = .unresolved(element)
            }
        } else {
            reportDangling(element, use.user)
            local = .unresolved(element)
        }
        stack.localized[key] = local
        return local
    }

    /// The stack nested directly in `stack` that is `home` or holds it.
    private func child(of stack: ResolvedStack, towards home: ResolvedStack) -> ResolvedStack? {
        var candidate = home
        while let parent = candidate.parent {
            if parent === stack { return candidate }
            candidate = parent
        }
        return nil
    }

    /// From above: a parameter that the stack around fills.
    private func receive(
        _ reference: Reference, in stack: ResolvedStack, from parent: ResolvedStack, for use: Use
    ) -> Expression {
        let outer = localize(reference, in: parent, for: use)
        let element = reference.element
        let source =
            element.kind == .parameter ? home(of: element)?.collected.declarations.parameters[element.index] : nil
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
        let parameter = Element(kind: .parameter, index: -1, id: name, in: stack.path, at: use.user.location)
        return .reference(Reference(element: parameter, isList: reference.isList))
    }

    /// From below: an output of the nested stack.
    private func read(
        _ reference: Reference, from child: ResolvedStack, in stack: ResolvedStack, for use: Use
    ) -> Expression {
        let inner = localize(reference, in: child, for: use)
        guard let stackElement = child.collected.declarations.stackElement else { return inner }
        let needed = condition(of: reference.element)
        let name: String
        if let declared = child.declaredOutput(of: reference, condition: needed) {
            name = declared
        } else {
            name = outputName(for: reference, of: child)
            if let needed { borrow(needed, for: use.user, in: child) }
            child.generatedOutputs.append(
                GeneratedOutput(
                    name: name, value: reference.isList ? inner.joinedByCommas : inner, condition: needed, use: use))
        }
        var value: Expression = .reference(
            Reference(element: stackElement, attribute: "Outputs." + name, isList: false))
        // Where a condition does not hold there is no such output to read.
        let ofStack = condition(of: stackElement)
        for condition in needed === ofStack ? [needed] : [needed, ofStack] {
            guard let condition else { continue }
            borrow(condition, for: use.user, in: stack)
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
        return Array(there.dropFirst(common)).joined() + home.name(of: reference)
    }

    private func outputName(for reference: Reference, of child: ResolvedStack) -> String {
        guard let home = home(of: reference.element) else { return reference.element.logicalID }
        let between = home.path.stackNames.dropFirst(child.path.stackNames.count)
        return Array(between).joined() + home.name(of: reference)
    }

    // MARK: - DependsOn

    func depend(_ element: Element, on target: Element, in stack: ResolvedStack) {
        let use = Use(user: .element(element), target: target, attribute: nil)
        guard let home = home(of: target) else { return reportDangling(target, use.user) }
        // Both are traced up to the innermost stack that holds both: there, their stacks wait for each other.
        var dependent = element
        var place = stack
        while true {
            if home === place { return addDependency(of: dependent, on: target, in: place, use) }
            if let child = child(of: place, towards: home), let childElement = child.collected.declarations.stackElement
            {
                return addDependency(of: dependent, on: childElement, in: place, use)
            }
            guard let parent = place.parent, let outer = place.collected.declarations.stackElement else {
                diagnostics.append(
                    Diagnostic(
                        "reference-between-roots",
                        "\(use.targetDescription) belongs to another root stack, which is deployed on its own",
                        at: use.user.location, path: use.user.path,
                        notes: [.init("\(target.path) is declared here", at: target.userLocation)],
                        fix: "deploy that stack first, or nest both stacks in one"))
                return
            }
            dependent = outer
            place = parent
        }
    }

    private func addDependency(of element: Element, on target: Element, in stack: ResolvedStack, _ use: Use) {
        guard element !== target else { return }
        stack.dependencies[element.index, default: []].append(Dependency(target: target.index, use: use))
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
    /// What stands in the place of a reference that was reported.
    static func unresolved(_ element: Element) -> Expression { .string(element.path) }
}
