import Diagnostics
import Template

extension Examination {
    /// A name that is written out is hardly meant where one that differs in a letter or two is that of a resource made
    /// together with it.
    ///
    /// - Parameters:
    ///   - type: of what is named.
    ///   - property: by which resources of the type are given names.
    mutating func checkLiteralName(
        _ value: Template.Expression, of type: String, by property: String, at path: Template.Path, _ stack: Int
    ) {
        guard let text = wiring.onlyText(of: value, in: stack) else { return }
        let named = wiring.named(of: type, by: property, with: stack)
        // What is called an identifier is kept in lower case.
        let isCaseless = property.hasSuffix("Identifier")
        guard !named.contains(where: { isCaseless ? $0.name.lowercased() == text.lowercased() : $0.name == text }),
            let meant = Suggestion.correction(of: text, in: Set(named.map(\.name))),
            text.differsInLongWord(from: meant),
            let resource = named.first(where: { $0.name == meant })?.resource
        else { return }
        reportLiteral(text, of: type, meant: meant, of: resource, at: path)
    }

    private mutating func reportLiteral(
        _ text: String, of type: String, meant: String, of resource: WiredResource, at path: Template.Path
    ) {
        report(
            "name-of-nothing", "no \(type) of the templates is called \(text), but \(resource.logicalID) is \(meant)",
            severity: .warning, at: path,
            notes: [note("it is declared here", at: resource)].compactMap(\.self),
            fix: "did you mean {\"Ref\": \"\(resource.logicalID)\"}?", mend: .value(meant))
    }

    /// The log group of a container is one of those that are made together with its task, if nobody else names that one
    /// ("Using the awslogs log driver" in the Amazon ECS developer guide).
    mutating func checkNamesOfLogGroups() {
        guard !hasMacros, let stack = ownStacks.first else { return }
        for declared in resources(of: "AWS::ECS::TaskDefinition") {
            let (id, task) = (declared.logicalID, declared.resource)
            for options in task.values(at: "ContainerDefinitions.*.LogConfiguration.Options", of: id) {
                guard options.value["awslogs-create-group"] == nil else { continue }
                for group in options["awslogs-group"] {
                    checkLiteralName(
                        group.value, of: Self.logGroup.type, by: Self.logGroup.property, at: group.path, stack)
                    checkUnusedGroup(besides: group, stack)
                }
            }
        }
    }

    private static let logGroup = (type: "AWS::Logs::LogGroup", property: "LogGroupName")

    /// One that is made for nobody, and is called the same but for the end of its last word, is made for this container.
    private mutating func checkUnusedGroup(besides group: PlacedValue, _ stack: Int) {
        guard let text = wiring.onlyText(of: group.value, in: stack) else { return }
        let named = wiring.named(of: Self.logGroup.type, by: Self.logGroup.property, with: stack)
        guard !named.contains(where: { $0.name == text }), named.count == 1, let only = named.first,
            only.name.count > 3, only.name.hasPrefix(text) || text.hasPrefix(only.name),
            only.name.split(separator: "/").count == text.split(separator: "/").count,
            !references.contains(where: { $0.target == .resource(only.resource.logicalID) }),
            !wiring.isHandedOut(only.resource), isFirstReport("name-of-nothing", at: group.path)
        else { return }
        reportLiteral(text, of: Self.logGroup.type, meant: only.name, of: only.resource, at: group.path)
    }
}

extension Wiring {
    /// The resources of a type that are made together with a stack and have names that are known.
    fileprivate func named(
        of type: String, by property: String, with stack: Int
    ) -> [(name: String, resource: WiredResource)] {
        resources(of: type, with: stack).compactMap { resource in
            text(resource.value(property)).map { (name: $0, resource: resource) }
        }
    }
}

extension String {
    /// Whether two names of as many words have one that differs, which is no abbreviation such as a region's or a stage's.
    fileprivate func differsInLongWord(from other: String) -> Bool {
        let (words, others) = (nameWords, other.nameWords)
        guard words.count == others.count else { return false }
        let different = zip(words, others).filter { $0 != $1 }
        return different.count == 1 && different.allSatisfy { min($0.count, $1.count) > 3 }
    }

    private var nameWords: [Substring] { split { !$0.isLetter && !$0.isNumber } }
}
