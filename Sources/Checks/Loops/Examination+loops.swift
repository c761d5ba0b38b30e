import Template

extension Examination {
    /// Loops have a name for the element, a collection and a body, and make members with names that differ
    /// ("Fn::ForEach" in the template reference).
    ///
    /// - Parameter loops: those that were not expanded.
    mutating func check(_ loops: [PlacedLoop]) {
        var loops = loops
        let source = subject.loops?.source ?? template
        if subject.loops != nil {
            loops = []
            source.visit { PlacedLoop.add($0, at: $1, to: &loops) }
        }
        guard !loops.isEmpty, !isRewritten else { return }
        for loop in loops { check(loop, in: source) }
        checkNames(of: loops, in: source)
        if let least = subject.loops?.leastResources { reportExplosion(least, at: loops[0].path) }
    }

    private mutating func reportExplosion(_ resources: Int, at path: Template.Path) {
        if resources > Template.Limits.resources {
            report(
                "limit-exceeded",
                "the loops make \(resources) resources and more; CloudFormation accepts \(Template.Limits.resources)",
                at: path, fix: "make less, or several stacks")
        }
        report(
            "undecided", "the loops make too much to look at each of their turns: the bodies were looked at once",
            severity: .info, at: path, fix: "make less, or several stacks")
    }

    /// What the collections of loops name, which is no part of what the loops make.
    var referencesOfCollections: [Template.Reference] {
        subject.loops?.source.references.filter(\.path.isInCollection) ?? []
    }

    private mutating func check(_ loop: PlacedLoop, in source: Template) {
        // One among the members of a section is shown as a member.
        if !template.transforms.contains(Template.languageExtensions) {
            report(
                "missing-transform", "Fn::ForEach is there with AWS::LanguageExtensions only", at: loop.path,
                fix: "declare \"Transform\": \"AWS::LanguageExtensions\"")
        }
        if let section = loop.path.section, [.parameters, .mappings, .rules].contains(section) {
            return report(
                "function-not-allowed", "\(section.rawValue) cannot use Fn::ForEach", at: loop.path,
                fix: "write out what it would make")
        }
        guard let inner = loop.loop else {
            return report(
                "malformed-loop", "\(loop.key) has another shape than CloudFormation knows", at: loop.path,
                fix: "write \"Fn::ForEach::Name\": [\"Element\", [values], {\"Key${Element}\": value}]")
        }
        checkKeys(of: inner, loop)
        checkCollection(of: inner, at: loop.path, in: source)
    }

    private mutating func checkKeys(of loop: Template.Loop, _ place: PlacedLoop) {
        let plain = "${\(loop.identifier)}"
        let known = place.around.compactMap(\.loop?.identifier) + [loop.identifier]
        for entry in loop.body.entries where !entry.key.hasPrefix("Fn::") {
            let names = entry.key.loopIdentifiers
            if !names.contains(loop.identifier) {
                report(
                    "malformed-loop", "every turn of the loop makes \(entry.key): its name has no \(plain)",
                    at: place.path, fix: "put \(plain) into the key")
            }
            for name in names where !known.contains(name) && names.contains(loop.identifier) {
                report(
                    "malformed-loop", "the key \(entry.key) has \(name) in it, and no loop around it counts with that",
                    at: place.path, fix: "use \(plain), or put another loop around it")
            }
        }
    }

    /// What a loop goes through is a list that is known before there is any resource.
    private mutating func checkCollection(of loop: Template.Loop, at path: Template.Path, in source: Template) {
        let fix = "write a list of texts, or the Ref of a parameter of type CommaDelimitedList"
        switch loop.collection {
        case .string, .number, .boolean, .null, .object, .sub, .call(.join, _):
            report("malformed-loop", "the loop goes through a list, and this is none", at: path, fix: fix)
        case .list(let elements) where elements.contains(where: { $0.list != nil || $0.object != nil }):
            report(
                "malformed-loop", "the loop goes through texts, and an element of its list is none", at: path, fix: fix)
        case .ref(let name):
            guard let parameter = source.parameters[name] else { return }
            if parameter.noEcho {
                report("malformed-loop", "a loop cannot go through the secret \(name)", at: path, fix: fix)
            } else if !parameter.isList, !parameter.type.isEmpty {
                report(
                    "malformed-loop", "the loop goes through a list, and \(name) is of type \(parameter.type)",
                    at: path, fix: "let \(name) be of type CommaDelimitedList")
            }
        default: break
        }
    }

    /// The names of loops and identifiers are those of nothing else.
    private mutating func checkNames(of loops: [PlacedLoop], in source: Template) {
        var seen: Set<String> = []
        for place in loops {
            guard let loop = place.loop else { continue }
            if !seen.insert(loop.name).inserted {
                report(
                    "name-collision", "two loops have the name \(loop.name)", at: place.path, fix: "rename one of them")
            }
            for name in [loop.name, loop.identifier] {
                let what =
                    source.parameters[name] != nil ? "a parameter" : source.resources[name] != nil ? "a resource" : nil
                guard let what else { continue }
                report(
                    "name-collision",
                    "\(name) is \(what), and cannot be \(name == loop.name ? "a loop" : "what a loop counts with") too",
                    at: place.path, fix: "rename it in the loop")
            }
            if place.around.contains(where: { $0.loop?.identifier == loop.identifier }) {
                report(
                    "name-collision", "a loop around this one counts with \(loop.identifier) too", at: place.path,
                    fix: "rename one of them")
            }
        }
    }
}

extension String {
    /// What stands in `${...}` and `&{...}`.
    fileprivate var loopIdentifiers: [String] {
        var names: [String] = []
        for part in split(separator: "{").dropFirst() {
            if let end = part.firstIndex(of: "}") { names.append(String(part[..<end])) }
        }
        return names
    }
}

extension Template.Path {
    /// Whether it leads into what a loop goes through.
    var isInCollection: Bool {
        var position = 1
        while position < steps.count {
            if case .index(1) = steps[position], case .key(let key) = steps[position - 1], key.isFunctionKey,
                key.hasPrefix("Fn::ForEach::")
            {
                return true
            }
            position += 1
        }
        return false
    }
}
