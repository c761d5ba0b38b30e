import Template

/// What is found out of stacks once, by whoever asks first.
final class WiredKnowledge {
    let stacks: WiredStacks
    let dependencies = WiredDependencies()
    let users = WiredUsers()
    let exports = WiredExports()
    /// What resources are called of which somebody asked, by root and type.
    var names: [Int: [String: WiredNames]] = [:]
    /// What is known of the conditions of each template without any assumption. Stacks of one template share what is
    /// worked out of them.
    private let facts: [ConditionFacts<String>]

    init(_ stacks: WiredStacks) {
        self.stacks = stacks
        facts = zip(stacks.ofSource, stacks.assumed).map { own, assumed in
            guard let template = own.first.map({ stacks.all[$0].template }) else { return ConditionFacts([:]) }
            var facts = ConditionFacts(template.conditions, template.parameters, template.mappings)
            for condition in assumed { facts.assume(condition, is: true) }
            return facts
        }
    }

    /// What stacks' conditions come to without any assumption, as far as somebody asked.
    private var conditions: [Int: [String: Bool?]] = [:]

    /// What the names of resources are in patterns, by number.
    var symbols: [Int: TextPattern.Symbol] = [:]
    /// The forms of ARNs and names, taken apart at the names of resources in them.
    private var forms: [String: [TextPattern]] = [:]

    /// What stands before, between and behind each `@` of a form.
    func parts(ofForm form: String) -> [TextPattern] {
        if let known = forms[form] { return known }
        let parts = form.split(separator: "@", omittingEmptySubsequences: false).map {
            TextPattern(glob: String($0)).asARN()
        }
        forms[form] = parts
        return parts
    }

    /// How services are called in policies.
    private var principals: [String: [TextPattern]] = [:]

    func principals(ofService service: String) -> [TextPattern] {
        if let known = principals[service] { return known }
        let names = TextPattern.principals(ofService: service)
        principals[service] = names
        return names
    }

    func facts(of stack: Int) -> ConditionFacts<String> { facts[stacks.all[stack].source] }

    /// Whether a condition of a stack holds where nothing is assumed.
    func holds(_ condition: String, in stack: Int, _ find: () -> Bool?) -> Bool? {
        if let known = conditions[stack]?[condition] { return known }
        let holds = find()
        conditions[stack, default: [:]].updateValue(holds, forKey: condition)
        return holds
    }
}
