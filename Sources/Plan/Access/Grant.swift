import Template

/// One thing that somebody may do, or traffic that may pass, as a policy or a security group says it.
struct Grant {
    enum Effect: Hashable {
        case allow, deny
    }

    let effect: Effect
    /// What may be done, as in `sqs:SendMessage`, or passed, as in `in tcp 443`. A statement's `NotAction` begins with
    /// `not`.
    let action: String
    /// On what, or from or to where.
    let object: String
    /// Who may; nil where the policy belongs to who may.
    let subject: String?
    /// Under which conditions; nil under none.
    let condition: String?
    /// What passes, where it is a security group's.
    var traffic: Traffic?

    /// As in `sqs:* on Data/Queue.Arn`.
    var words: String {
        let what = (effect == .deny ? "no " : "") + action + (object.isEmpty ? "" : " " + object)
        return what + (subject.map { " for \($0)" } ?? "") + (condition.map { " if \($0)" } ?? "")
    }

    /// Whether whoever has others has this one too.
    func isCovered(by others: [Grant]) -> Bool {
        if let traffic { return traffic.isCovered(by: others.compactMap(\.traffic)) }
        return others.contains { $0.covers(self) }
    }

    private func covers(_ other: Grant) -> Bool {
        guard effect == other.effect, condition == nil || condition == other.condition else { return false }
        guard subject == other.subject || subject == "*" else { return false }
        return action.covers(other.action) && (object == other.object || object.covers(other.object))
    }
}

extension Grant: Hashable {
    // Actions are the same in any case ("IAM JSON policy elements: Action" in the IAM User Guide).

    static func == (left: Grant, right: Grant) -> Bool {
        left.effect == right.effect && left.action.lowercased() == right.action.lowercased()
            && left.object == right.object && left.subject == right.subject && left.condition == right.condition
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(action.lowercased())
        hasher.combine(object)
    }
}

extension String {
    /// Whether a pattern with `*` takes in all that another one does.
    fileprivate func covers(_ other: String) -> Bool {
        if self == other { return true }
        let parts = lowercased().split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
        var rest = other.lowercased()[...]
        guard rest.hasPrefix(first) else { return false }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
