/// Whether something holds: yes, no, or undecided, with the reasons.
public enum Verdict: Sendable, Hashable {
    case yes
    case no
    /// In the order met, each once.
    case undecided([Unknown])

    init(_ flag: Bool) {
        self = flag ? .yes : .no
    }

    static prefix func ! (verdict: Verdict) -> Verdict {
        switch verdict {
        case .yes: .no
        case .no: .yes
        case .undecided: verdict
        }
    }

    /// Yes when all are; no when one is, whatever the others may be.
    static func all(_ verdicts: [Verdict]) -> Verdict {
        if verdicts.contains(.no) { return .no }
        let reasons = verdicts.reasons
        return reasons.isEmpty ? .yes : .undecided(reasons)
    }

    /// No when all are; yes when one is, whatever the others may be.
    static func any(_ verdicts: [Verdict]) -> Verdict { !all(verdicts.map { !$0 }) }
}

extension [Verdict] {
    fileprivate var reasons: [Unknown] {
        flatMap { verdict -> [Unknown] in
            if case .undecided(let reasons) = verdict { reasons } else { [] }
        }.withoutRepetitions
    }
}

extension [Unknown] {
    /// Each once, in the order met.
    var withoutRepetitions: [Unknown] {
        var seen: Set<Unknown> = []
        return filter { seen.insert($0).inserted }
    }
}
