import Template

/// Who may name which resource in a property, of what was asked for. A class, so that copies of a ``Wiring`` share what is
/// worked out once: to go through all resources of a type for each of another one would take the square of the time.
final class WiredUsers {
    fileprivate struct Answer {
        /// The resources of the type, and their places among them.
        let all: [WiredResource]
        /// Of those that name a resource, by its number.
        var named: [Int: [Int]] = [:]
        /// Those that may name any resource.
        var unclear: [Int] = []
        /// Those that name something by a literal, an import, or what a root is given.
        var fromOutside: [Int] = []
    }

    private var answers: [String: Answer] = [:]

    fileprivate func answer(_ question: String, _ find: () -> Answer) -> Answer {
        if let known = answers[question] { return known }
        let answer = find()
        answers[question] = answer
        return answer
    }
}

extension Wiring {
    /// The resources of a type, made together with another one, that may name that one in a property, or in an element of
    /// it: all that do in some case, and those of which nobody knows. Whoever asks looks at each once more, in its own
    /// case.
    ///
    /// - Parameter orFromOutside: whether a literal may name it too.
    func users(
        _ type: String, of target: WiredResource, by property: String, orFromOutside: Bool = false
    ) -> [WiredResource] {
        users(type, of: target, by: property, orFromOutside: orFromOutside) { wiring, user in
            user.value(property).map { wiring.possibleElements(of: $0) ?? [$0] } ?? []
        }
    }

    /// The same by values that are found in each user.
    ///
    /// - Parameters:
    ///   - type: nil for all.
    ///   - name: tells the values from those of other questions.
    ///   - values: nil where nobody knows them. Is asked without any assumption.
    func users(
        _ type: String?, of target: WiredResource, by name: String, orFromOutside: Bool = false,
        _ values: (Wiring, WiredResource) -> [WiredValue]?
    ) -> [WiredResource] {
        let root = stacks[target.stack].root
        let question = [String(root), type ?? "", name, target.resource.type].joined(separator: "/")
        let answer = users.answer(question) {
            let all = type.map { resources(of: $0, with: target.stack) } ?? allResources(with: target.stack)
            return withoutAssumptions.users(among: all, of: target.resource.type, values)
        }
        var found = answer.named[target.number] ?? []
        let others = orFromOutside ? answer.unclear + answer.fromOutside : answer.unclear
        if !others.isEmpty { found = Set(found + others).sorted() }
        return found.map { answer.all[$0] }
    }

    /// The references in a value, and in each element of a list, that may be those of a resource of a type.
    func uses(in value: WiredValue?, of type: String) -> [WiredValue] {
        guard let value else { return [] }
        var uses: [WiredValue] = []
        for element in (possibleElements(of: value) ?? [value]).map(resolved) {
            element.expression.forEachUse(in: element.stack) { use in
                if !leads(use, elsewhereThanTo: type) { uses.append(use) }
            }
        }
        return uses
    }

    /// Whether a reference is that of something which is no resource of a type, and can be none.
    private func leads(_ use: WiredValue, elsewhereThanTo type: String) -> Bool {
        if target(of: use, type: type) != nil { return false }
        if let (other, _) = target(of: use) {
            return !other.resource.isStranger(isNested: stacks[other.stack].nested[other.logicalID] != nil)
        }
        guard case .ref(let name) = resolved(use).expression else { return false }
        return Template.PseudoParameter(rawValue: name) != nil
    }

    /// What an assumption decides can only be clearer: who names a resource without any names it in each case.
    private func users(
        among all: [WiredResource], of target: String, _ values: (Wiring, WiredResource) -> [WiredValue]?
    ) -> WiredUsers.Answer {
        var answer = WiredUsers.Answer(all: all)
        for (place, user) in all.enumerated() {
            guard let values = values(self, user) else {
                answer.unclear.append(place)
                continue
            }
            for value in values where !isAbsent(value) {
                if let named = self.target(of: value, type: target) {
                    if answer.named[named.number]?.last != place {
                        answer.named[named.number, default: []].append(place)
                    }
                } else if isFromOutside(value) {
                    answer.fromOutside.append(place)
                } else {
                    answer.unclear.append(place)
                }
            }
        }
        return answer
    }
}
