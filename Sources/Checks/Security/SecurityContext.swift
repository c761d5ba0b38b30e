import Template

/// One resource while a rule is asked of it, with what is known of conditions.
struct SecurityContext {
    /// That the resource stands in.
    let template: Template
    let resource: WiredResource
    let wiring: Wiring
    var facts: ConditionFacts<String>

    /// - Parameter value: the properties, or an element of a list within them.
    mutating func finding(
        _ requirement: SecurityRequirement, in value: Template.Expression?, at path: [Template.Path.Step] = []
    ) -> SecurityFinding {
        switch requirement {
        case .isSet(let keys):
            return leaf(keys, value, path) { found, _ in found == nil || found == .list([]) ? .no : .yes }
        case .isOne(let allowed, let keys, let standard):
            return leaf(keys, value, path) { found, text in
                Answer(text ?? (found == nil ? standard : nil), of: found) { allowed.contains($0) }
            }
        case .isAtLeast(let least, let keys, let standard):
            let template = template
            return leaf(keys, value, path) { found, text in
                guard let found else { return standard >= least ? .yes : .no }
                if let range = template.allowedRange(of: found) {
                    return range.lowerBound >= least ? .yes : range.upperBound < least ? .no : .unknown
                }
                return Answer(text, of: found) { Template.Parameter.number($0).map { $0 >= least } ?? false }
            }
        case .isText(_, let keys, let isSo): return leaf(keys, value, path) { Answer($1, of: $0, isSo) }
        case .every(let keys, let part): return every(keys, part, value, path)
        // None of them fails: that one holds is the opposite of that all fail.
        case .some(let keys, let part):
            return every(keys, .not(part), value, path).negated(at: path + Self.steps(keys))
        case .not(let part): return finding(part, in: value, at: path).negated(at: path)
        case .all(let parts): return combined(parts, value, path)
        case .any(let parts): return first(of: parts, value, path)
        case .explained(_, let part): return finding(part, in: value, at: path)
        case .together(let body): return body(self)
        }
    }

    private mutating func combined(
        _ parts: [SecurityRequirement], _ value: Template.Expression?, _ path: [Template.Path.Step]
    ) -> SecurityFinding {
        var worst = SecurityFinding.passes
        for part in parts {
            let finding = finding(part, in: value, at: path)
            if case .fails = finding { return finding }
            worst = worst.joined(with: finding)
        }
        return worst
    }

    /// What fails last of alternatives is what is said of all of them.
    private mutating func first(
        of parts: [SecurityRequirement], _ value: Template.Expression?, _ path: [Template.Path.Step]
    ) -> SecurityFinding {
        var undecided: SecurityFinding?
        var last = SecurityFinding.fails(at: path)
        for part in parts {
            let finding = finding(part, in: value, at: path)
            switch finding {
            case .passes: return .passes
            case .fails: last = finding
            case .unknown, .depends: undecided = undecided?.joined(with: finding) ?? finding
            }
        }
        return undecided ?? last
    }

    private mutating func every(
        _ keys: String, _ part: SecurityRequirement, _ value: Template.Expression?, _ path: [Template.Path.Step]
    ) -> SecurityFinding {
        let path = path + Self.steps(keys)
        switch find(keys, in: value) {
        case .depends(let condition): return .depends(on: condition)
        case .hidden(let reason): return .unknown([reason])
        case .value(nil): return .passes
        case .value(.list(let elements)?):
            var worst = SecurityFinding.passes
            for (index, element) in elements.enumerated() {
                let finding: SecurityFinding
                switch settle(element) {
                case .depends(let condition): finding = .depends(on: condition)
                case .hidden(let reason): finding = .unknown([reason])
                case .value(nil): continue
                case .value(let element?): finding = self.finding(part, in: element, at: path + [.index(index)])
                }
                if case .fails = finding { return finding }
                worst = worst.joined(with: finding)
            }
            return worst
        // One may stand for a list of it.
        case .value(let single?):
            return single.isLiteral ? finding(part, in: single, at: path) : .unknown([reason(single)])
        }
    }
}

extension SecurityFinding {
    /// What two come to together, neither of which fails.
    fileprivate func joined(with other: Self) -> Self {
        switch (self, other) {
        case (.depends, _): self
        case (_, .depends): other
        case (.unknown(let own), .unknown(let others)): .unknown(own + others.filter { !own.contains($0) })
        case (.unknown, _): self
        default: other
        }
    }
}
