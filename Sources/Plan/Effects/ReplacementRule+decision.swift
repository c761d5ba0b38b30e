import ResourceSchemas
import Template

extension ReplacementRule {
    /// What a change of the property does, by what the resource is before and after it.
    ///
    /// - Parameter changed: the paths of all properties that change.
    func effect(from before: PlannedResource, to after: PlannedResource, changed: [String]) -> ChangeEffect {
        for item in cases ?? [] {
            switch item.holds(before, after, changed) {
            case .yes: return item.then.effect(item.because ?? because)
            case .no: continue
            // One of the later ones may say the same; whoever cannot see does not decide.
            case .undecided:
                // Nobody is told of a refusal that only may come.
                guard item.then != .fails else { continue }
                return .mayReplace(item.because ?? because)
            }
        }
        return otherwise.effect(because)
    }
}

extension ReplacementRule.Outcome {
    fileprivate func effect(_ reason: String) -> ChangeEffect {
        switch self {
        case .updates: .update
        case .replaces: .replace(reason)
        case .fails: .refuse(Refusal(reason))
        case .depends: .mayReplace(reason)
        }
    }
}

extension ReplacementRule.Case {
    fileprivate func holds(_ before: PlannedResource, _ after: PlannedResource, _ changed: [String]) -> Verdict {
        func isChanged(_ path: String) -> Bool { changed.contains { $0 == path || $0.hasPrefix(path + "/") } }
        guard self.changed?.allSatisfy(isChanged) != false, self.unchanged?.contains(where: isChanged) != true else {
            return .no
        }
        var isOpen = false
        for path in lowered ?? [] {
            switch (before.value(at: path)?.scalarText, after.value(at: path)?.scalarText) {
            case (let old?, let new?): if !new.isLower(than: old) { return .no }
            case (nil, _) where before.value(at: path) == nil, (_, nil) where after.value(at: path) == nil: return .no
            default: isOpen = true
            }
        }
        for (side, expected) in [(before, self.before), (after, self.after)] {
            for (path, values) in expected ?? [:] {
                switch side.value(at: path).isOne(of: values) {
                case .yes: continue
                case .no: return .no
                case .undecided: isOpen = true
                }
            }
        }
        return isOpen ? .undecided([]) : .yes
    }
}

extension PlannedResource {
    /// The value at a path such as `ComputeResources/Type`, or of an attribute, as in `UpdatePolicy/...`.
    func value(at path: String) -> Template.Expression? {
        let steps = path.split(separator: "/").map(String.init)
        guard let first = steps.first else { return nil }
        let start = attributes[first] ?? properties[first]
        return steps.dropFirst().reduce(start) { value, step in
            step == "*" ? value?[0] : value?[step]
        }
    }
}

extension String {
    /// Of numbers, and of versions such as `1.28`.
    fileprivate func isLower(than other: String) -> Bool {
        func parts(_ text: String) -> [Int] { text.split(separator: ".").map { Int($0) ?? 0 } }
        let (own, others) = (parts(self), parts(other))
        for index in 0..<max(own.count, others.count) {
            let (one, two) = (index < own.count ? own[index] : 0, index < others.count ? others[index] : 0)
            if one != two { return one < two }
        }
        return false
    }
}

extension Template.Expression? {
    /// Whether a value is one of a rule's.
    fileprivate func isOne(of values: [String?]) -> Verdict {
        guard let value = self else { return values.contains(nil) ? .yes : .no }
        if values.contains("*") { return .yes }
        guard let text = value.scalarText else {
            let isComputed = value.list == nil && value.object == nil
            return isComputed ? .undecided([]) : .no
        }
        let isOne = values.contains { expected in
            guard let expected = expected?.lowercased() else { return false }
            return expected.hasSuffix("*")
                ? text.lowercased().hasPrefix(expected.dropLast()) : text.lowercased() == expected
        }
        return isOne ? .yes : .no
    }
}
