import Template

/// The root's parameters that nobody is shown, and that have other values than before, or may have; and what they decide.
struct ChangedSecrets {
    /// Those that have another value.
    let new: Set<String>
    /// Those that are given again, maybe with the values that they have.
    let given: Set<String>
    /// Those that decide about a condition, by the condition's name, which counts in all stacks.
    private var conditions: [String: [String]] = [:]

    init(new: Set<String>, given: Set<String>, in stacks: [StackScope]) {
        self.new = new
        self.given = given.subtracting(new)
        guard !isEmpty else { return }
        for stack in stacks {
            for (name, verdict) in stack.evaluated.conditions {
                let names = deciding(verdict)
                if !names.isEmpty { conditions[stack.name(of: name)] = names }
            }
        }
    }

    var isEmpty: Bool { new.isEmpty && given.isEmpty }

    /// Those that decide whether something holds which nobody can tell.
    func deciding(_ verdicts: Verdict...) -> [String] {
        guard !isEmpty else { return [] }
        let reasons = verdicts.flatMap { verdict -> [Unknown] in
            if case .undecided(let reasons) = verdict { reasons } else { [] }
        }
        let names = reasons.compactMap { reason -> String? in
            if case .parameter(let name) = reason, new.contains(name) || given.contains(name) { name } else { nil }
        }
        return Set(names).sorted()
    }

    /// Those that decide about a condition.
    func choosing(by condition: String) -> [String] { conditions[condition] ?? [] }

    /// What decides whether a secret is another one; nil where it is.
    func decider(of name: String) -> String? {
        new.contains(name) ? nil : "whether the \(name) that is given is another one"
    }
}
