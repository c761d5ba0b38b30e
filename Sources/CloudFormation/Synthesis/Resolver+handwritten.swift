// Intrinsic functions that users write by hand in JSON: `["Ref": "VPC"]`. They name things by their logical ID, which
// must exist, and make the same dependencies as references do.

import Template

extension Resolver {
    /// A name that nothing declared has.
    struct UnknownName {
        enum Kind: String {
            case value = "resource or parameter"
            case condition, mapping
        }

        let name: String
        let kind: Kind
        let stack: ResolvedStack
        let site: Site
    }

    func useHandwritten(
        _ entry: Expression.Entry, in stack: ResolvedStack, at site: Site, _ guards: [Expression.Guard]
    ) {
        switch (entry.key, entry.value) {
        case ("Ref", .string(let name)): use(name: name, attribute: nil, in: stack, at: site, guards)
        case ("Fn::GetAtt", .string(let text)):
            let (name, attribute) = text.splitAtFirstDot
            use(name: name, attribute: attribute, in: stack, at: site, guards)
        case ("Fn::GetAtt", .list(let arguments)):
            guard case .string(let name)? = arguments.first else { return }
            let attribute: String? = if case .string(let text)? = arguments.last { text } else { nil }
            use(name: name, attribute: attribute, in: stack, at: site, guards)
        case ("Fn::Sub", .string(let text)): use(substitution: text, variables: [], in: stack, at: site, guards)
        case ("Fn::Sub", .list(let arguments)):
            guard case .string(let text)? = arguments.first else { return }
            let variables: [Expression.Entry] = if case .object(let entries)? = arguments.last { entries } else { [] }
            use(substitution: text, variables: variables.map(\.key), in: stack, at: site, guards)
        case ("Fn::If", .list(let arguments)):
            guard case .string(let name)? = arguments.first else { return }
            if let own = stack.collected.declarations.conditions.first(where: { $0.element.logicalID == name }) {
                return borrow(own.element, for: site.user, in: stack)
            }
            unknownNames.append(UnknownName(name: name, kind: .condition, stack: stack, site: site))
        case ("Fn::FindInMap", .list(let arguments)):
            guard case .string(let name)? = arguments.first,
                !stack.collected.declarations.mappings.contains(where: { $0.element.logicalID == name })
            else { return }
            unknownNames.append(UnknownName(name: name, kind: .mapping, stack: stack, site: site))
        case (let key, _):
            if Template.Function(rawValue: key)?.needsLanguageExtensions == true {
                stack.needsLanguageExtensions = true
            }
        }
    }

    /// What is named in `${...}`; `${!...}` is text.
    private func use(
        substitution text: String, variables: [String], in stack: ResolvedStack, at site: Site,
        _ guards: [Expression.Guard]
    ) {
        for case .name(let inside) in Template.Substitution(text).segments where !variables.contains(inside) {
            let (name, attribute) = inside.splitAtFirstDot
            use(name: name, attribute: attribute, in: stack, at: site, guards)
        }
    }

    private func use(
        name: String, attribute: String?, in stack: ResolvedStack, at site: Site, _ guards: [Expression.Guard]
    ) {
        if let element = stack.elementsByName[name] {
            use(Reference(element: element, attribute: attribute, isList: false), in: stack, at: site, guards)
        } else if PseudoParameter(rawValue: name) == nil {
            unknownNames.append(UnknownName(name: name, kind: .value, stack: stack, site: site))
        }
    }

    /// Called when all parameters are known that pass values between stacks.
    func reportUnknownNames() {
        for unknown in unknownNames {
            let stack = unknown.stack
            let isKnown =
                switch unknown.kind {
                case .value: stack.importedParameters.contains { $0.name == unknown.name }
                case .condition: stack.borrowedConditions.contains { $0.element.logicalID == unknown.name }
                case .mapping: stack.borrowedMappings.contains { $0.element.logicalID == unknown.name }
                }
            // A macro may declare what it likes.
            guard !isKnown, stack.collected.declarations.transforms.isEmpty, !stack.needsServerless else { continue }
            report(
                "dangling-reference", "\(stack.path) has no \(unknown.kind.rawValue) named \(unknown.name)",
                at: unknown.site, fix: "use the value that add(_:_:) or parameter(_:) returned instead of its name")
        }
    }
}

extension String {
    /// `Database.Endpoint.Address` is the attribute `Endpoint.Address` of `Database`.
    fileprivate var splitAtFirstDot: (name: String, attribute: String?) {
        guard let dot = firstIndex(of: ".") else { return (self, nil) }
        return (String(self[..<dot]), String(self[index(after: dot)...]))
    }
}
