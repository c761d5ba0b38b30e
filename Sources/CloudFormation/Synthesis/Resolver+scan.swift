import Template

extension Resolver {
    /// Where an expression stands.
    struct Site {
        /// Sections differ in what CloudFormation evaluates there.
        enum Place: String {
            case property = "a property"
            case resourceMetadata = "the metadata of a resource"
            case templateMetadata = "the metadata of a template"
            case condition = "a condition"
            case rule = "a rule"
            case output = "an output"
            case exportName = "the name of an export"
        }

        var place: Place
        let user: User
        /// The resource that the expression belongs to, which then depends on what it mentions.
        let resource: Element?
        /// The conditions under which the expression counts.
        var assumed: [Element]

        init(_ place: Place, of user: User, resource: Element? = nil, assumed: [Element] = []) {
            self.place = place
            self.user = user
            self.resource = resource
            self.assumed = assumed
        }
    }

    /// Notes everything that the expression uses, and reports what it must not use.
    func scan(_ expression: Expression, in stack: ResolvedStack, at site: Site, guards: [Expression.Guard] = []) {
        expression.walk(guards: guards) { mention, guards in
            switch mention {
            case .reference(let reference): use(reference, in: stack, at: site, guards)
            case .name(let element):
                if element.kind == .parameter {
                    use(Reference(element: element, isList: false), in: stack, at: site, guards)
                } else {
                    borrow(element, for: site.user, in: stack)
                }
            case .function(let function, let argument): use(function, argument, in: stack, at: site)
            case .object(let entries):
                reportRepeatedKeys(entries, at: site)
                if entries.count == 1 { useHandwritten(entries[0], in: stack, at: site, guards) }
            case .notFinite(let number):
                report("illegal-number", "\(number) is no number in JSON", at: site, fix: "use a finite number")
            }
        }
    }

    func report(_ code: String, _ message: String, at site: Site, fix: String) {
        diagnostics.append(Diagnostic(code, message, at: site.user.location, path: site.user.path, fix: fix))
    }

    private func reportRepeatedKeys(_ entries: [Expression.Entry], at site: Site) {
        // Hashing a few keys takes longer than comparing them.
        if entries.count < 16 {
            for (index, entry) in entries.enumerated().dropFirst()
            where entries[..<index].contains(where: { $0.key == entry.key }) {
                reportRepeatedKey(entry.key, at: site)
            }
        } else {
            for key in entries.map(\.key).repeated { reportRepeatedKey(key, at: site) }
        }
    }

    private func reportRepeatedKey(_ key: String, at site: Site) {
        report("duplicate-key", "the key \(key) is given twice", at: site, fix: "leave one of them out")
    }

    // MARK: - References

    func use(_ reference: Reference, in stack: ResolvedStack, at site: Site, _ guards: [Expression.Guard]) {
        if reference.element.kind == .output, reference.element.stackPath === stack.path {
            // The output's own value stands here.
            return scan(stack.value(ofOutput: reference.element), in: stack, at: site, guards: guards)
        }
        let use = Use(user: site.user, target: reference.element, attribute: reference.attribute)
        let local = localize(reference, in: stack, for: use)
        var mentionsResources = false
        forEachResource(mentionedBy: local, in: stack) { target in
            mentionsResources = true
            if let resource = site.resource {
                stack.dependencies[resource.index].append(Dependency(target: target.index, use: nil))
            }
        }
        switch site.place {
        case .property: break
        case .condition, .rule, .exportName, .templateMetadata:
            guard mentionsResources || site.place == .templateMetadata else { break }
            report(
                "reference-not-allowed", "\(site.place.rawValue) cannot use \(use.targetDescription)", at: site,
                fix: site.place == .templateMetadata
                    ? "write the value out: CloudFormation evaluates nothing there"
                    : "use parameters, mappings and pseudo parameters: nothing else is known there")
        case .output, .resourceMetadata:
            if isSecret(reference.element) { reportShownSecret(use, place: site.place) }
        }
        warnAboutConditions(of: reference.element, used: use, in: stack, under: site, guards)
    }

    /// The resources of the stack that a localized expression waits for.
    private func forEachResource(mentionedBy local: Expression, in stack: ResolvedStack, _ body: (Element) -> Void) {
        local.walk { mention, _ in
            if case .reference(let inner) = mention, inner.element.kind == .resource,
                inner.element.stackPath === stack.path
            {
                body(inner.element)
            }
        }
    }

    func isSecret(_ element: Element) -> Bool {
        guard element.kind == .parameter, let home = home(of: element) else { return false }
        return home.collected.declarations.parameters[element.index].declaration.noEcho
    }

    func reportShownSecret(_ use: Use, place: Site.Place) {
        diagnostics.append(
            Diagnostic(
                "secret-shown", "\(use.targetDescription) is a secret, and \(place.rawValue) would show it",
                at: use.user.location, path: use.user.path,
                fix: "use the secret in properties only; a parameter of the root stack passes down unseen"))
    }

    /// A resource that may not exist can be used only where it does.
    private func warnAboutConditions(
        of target: Element, used use: Use, in stack: ResolvedStack, under site: Site, _ guards: [Expression.Guard]
    ) {
        guard target.kind == .resource || target.kind == .output,
            let home = target.stackPath === stack.path ? stack : home(of: target)
        else { return }
        let own = home.condition(of: target)
        guard own != nil || (home !== stack && !home.assumedConditions.isEmpty) else { return }
        var needed = home === stack ? [] : home.assumedConditions
        if let own { needed.append(own) }
        needed.removeAll { condition in site.assumed.contains { $0 === condition } }
        guard !needed.isEmpty else { return }
        var facts = ConditionFacts { [unowned self] in
            self.home(of: $0)?.collected.declarations.conditions[$0.index].expression
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

    // MARK: - Functions

    private func use(_ function: Template.Function, _ argument: Expression, in stack: ResolvedStack, at site: Site) {
        if function.needsLanguageExtensions { stack.needsLanguageExtensions = true }
        if !function.isAllowed(in: site.place) {
            report(
                "function-not-allowed", "\(site.place.rawValue) cannot use \(function.rawValue)", at: site,
                fix: "compute the value elsewhere, or pass it as a parameter")
        }
        switch (function, argument) {
        case (.findInMap, .list(let arguments)):
            let keys = arguments.dropFirst()
            // Without the transform, keys can only be literals, parameters, and what another mapping holds.
            if keys.contains(where: { !$0.isPlainMappingKey }) { stack.needsLanguageExtensions = true }
            for key in keys { forbidResources(in: key, of: function, stack, site) }
        case (.importValue, _):
            forbidResources(in: argument, of: function, stack, site)
            forbidStackOutputs(in: argument, of: function, site)
        case (.select, .list(let arguments)):
            guard case .integer(let index)? = arguments.first else { return }
            let count: Int? = if case .list(let elements)? = arguments.last { elements.count } else { nil }
            guard index < 0 || index >= count ?? .max else { return }
            report(
                "index-out-of-range",
                "there is no element \(index)" + (count.map { " in a list of \($0)" } ?? ""), at: site,
                fix: "count from 0")
        default: break
        }
    }

    /// Some functions are evaluated before any resource exists.
    private func forbidResources(
        in argument: Expression, of function: Template.Function, _ stack: ResolvedStack, _ site: Site
    ) {
        argument.walk { mention, _ in
            guard case .reference(let reference) = mention else { return }
            let use = Use(user: site.user, target: reference.element, attribute: reference.attribute)
            var mentionsResources = false
            forEachResource(mentionedBy: localize(reference, in: stack, for: use), in: stack) { _ in
                mentionsResources = true
            }
            guard mentionsResources else { return }
            report(
                "reference-not-allowed", "\(function.rawValue) cannot use \(use.targetDescription)", at: site,
                fix: "use parameters, mappings and pseudo parameters: nothing else is known there")
        }
    }

    private func forbidStackOutputs(in argument: Expression, of function: Template.Function, _ site: Site) {
        argument.walk { mention, _ in
            guard case .function(.getStackOutput, _) = mention else { return }
            report(
                "function-not-allowed",
                "\(function.rawValue) cannot use \(Template.Function.getStackOutput.rawValue)", at: site,
                fix: "read the value with .stackOutput(_:of:) alone: it needs no export")
        }
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
            scan(record.expression, in: stack, at: Site(.condition, of: .element(element)))
        case .mapping:
            guard element.stackPath !== stack.path,
                !stack.borrowedMappings.contains(where: { $0.element === element })
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

extension Template.Function {
    /// "Condition functions" and "Rule functions" in the CloudFormation template reference.
    fileprivate func isAllowed(in place: Resolver.Site.Place) -> Bool {
        switch self {
        case .base64, .cidr, .getAZs, .if, .importValue, .transform: place != .condition && place != .rule
        // AWS answers "must not depend on any resources, imported values, or Fn::GetAZs" for an export's name.
        case .getStackOutput: place != .condition && place != .rule && place != .exportName
        case .contains, .eachMemberEquals, .eachMemberIn, .refAll, .valueOf, .valueOfAll: place == .rule
        default: true
        }
    }
}

extension Expression {
    fileprivate var isPlainMappingKey: Bool {
        switch self {
        case .string, .integer, .reference, .pseudoParameter, .function(.findInMap, _): true
        default: false
        }
    }
}
