import Template

extension Resolver {
    /// Where an expression stands.
    struct Site {
        let user: User
        /// The conditions under which the expression counts.
        var assumed: [Element] = []

        init(of user: User, assumed: [Element] = []) {
            self.user = user
            self.assumed = assumed
        }
    }

    /// Brings everything that the expression uses into reach of the stack, and reports what never can be.
    func scan(
        _ expression: Expression, in stack: ResolvedStack, at site: Site, guards: [Expression.Guard] = []
    ) {
        expression.walk(guards: guards) { mention, guards in
            switch mention {
            case .reference(let reference): use(reference, in: stack, at: site, guards)
            case .name(let element):
                if element.kind == .parameter {
                    use(Reference(element: element, isList: false), in: stack, at: site, guards)
                } else {
                    borrow(element, for: site.user, in: stack)
                }
            case .nameOfCondition(let name):
                let own = stack.collected.declarations.conditions.first { $0.element.logicalID == name }
                if let own { borrow(own.element, for: site.user, in: stack) }
            case .notFinite(let number):
                diagnostics.append(
                    Diagnostic(
                        "illegal-number", "\(number) is no number in JSON", at: site.user.location,
                        path: site.user.path, fix: "use a finite number"))
            case .asWritten:
                diagnostics.append(
                    Diagnostic(
                        "misplaced-as-written", ".asWritten stands where no aspect gives a property to a resource",
                        at: site.user.location, path: site.user.path, fix: "write the value itself"))
            }
        }
    }

    // MARK: - References

    private func use(
        _ reference: Reference, in stack: ResolvedStack, at site: Site, _ guards: [Expression.Guard]
    ) {
        if reference.element.kind == .output, reference.element.stackPath === stack.path {
            // The output's own value stands here.
            return scan(stack.value(ofOutput: reference.element), in: stack, at: site, guards: guards)
        }
        let use = Use(user: site.user, target: reference.element, attribute: reference.attribute)
        _ = localize(reference, in: stack, for: use)
        warnAboutConditions(of: reference.element, used: use, in: stack, under: site, guards)
    }

    /// A value of another stack that may not exist can be used only where it does: where it does not, an empty text
    /// takes its place. Within a stack, the template shows the same.
    private func warnAboutConditions(
        of target: Element, used use: Use, in stack: ResolvedStack, under site: Site, _ guards: [Expression.Guard]
    ) {
        guard target.kind == .resource || target.kind == .output, target.stackPath !== stack.path,
            let home = home(of: target)
        else { return }
        let own = home.condition(of: target)
        guard own != nil || !home.assumedConditions.isEmpty else { return }
        let needed = (home.assumedConditions + (own.map { [$0] } ?? [])).filter { !site.assumed.contains($0) }
        guard !needed.isEmpty else { return }
        var facts = ConditionFacts<Element> { [unowned self] in
            self.home(of: $0)?.collected.declarations.conditions[$0.index].expression.formula
        }
        for condition in site.assumed { facts.assume(condition, is: true) }
        for known in guards { facts.assume(known.condition, is: known.holds) }
        for condition in needed where facts.value(of: condition) != true {
            diagnostics.append(
                Diagnostic(
                    "conditional-reference",
                    "\(use.targetDescription) exists only under the condition \(condition.logicalID), but is used without it",
                    severity: .warning, at: use.user.location, path: use.user.path,
                    notes: [.init("\(target.path) is declared here", at: target.userLocation)],
                    fix: "write .if(condition, value, else: .noValue), or give the user the same condition"))
        }
    }

    func condition(of target: Element) -> Element? {
        home(of: target)?.condition(of: target)
    }

    // MARK: - Conditions and mappings

    /// Makes sure that the stack's template declares a condition or mapping that something in it names.
    func borrow(_ element: Element, for user: User, in stack: ResolvedStack) {
        if element.kind == .condition, !stack.usedConditions.insert(ObjectIdentifier(element)).inserted { return }
        guard let home = home(of: element)?.collected.declarations else { return reportDangling(element, user) }
        switch element.kind {
        case .condition:
            let record = home.conditions[element.index]
            if element.stackPath !== stack.path { stack.borrowedConditions.append(record) }
            scan(record.expression, in: stack, at: Site(of: .element(element)))
        case .mapping:
            guard element.stackPath !== stack.path, !stack.borrowedMappings.contains(where: { $0.element == element })
            else { return }
            stack.borrowedMappings.append(home.mappings[element.index])
        case .resource:
            // Only text names resources in this way. Another stack's names mean nothing here.
            guard element.stackPath === stack.path,
                home.resources.contains(where: { $0.element.logicalID == element.logicalID })
            else { return reportDangling(element, user) }
        case .parameter, .output: break
        }
    }

    func reportDangling(_ element: Element, _ user: User) {
        diagnostics.append(
            Diagnostic(
                "dangling-reference", "\(element.path) is not part of this app", at: user.location, path: user.path,
                notes: [.init("it was declared here", at: element.userLocation)],
                fix: "use only what was added to a stack of the same App"))
    }
}

extension Expression {
    /// How the expression, as a condition, is made of others.
    var formula: ConditionFormula<Element> {
        switch self {
        case .function(.condition, .name(let condition)): .condition(condition)
        case .function(.not, .list(let operands)): operands.first.map { .not($0.formula) } ?? .comparison
        case .function(.and, .list(let operands)): .all(operands.map(\.formula))
        case .function(.or, .list(let operands)): .any(operands.map(\.formula))
        default: .comparison
        }
    }
}
