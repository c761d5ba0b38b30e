import Template

/// Whether something is there once conditions are decided and `AWS::NoValue` has removed what it stands for.
enum Presence: Equatable {
    case always
    case never
    /// It depends: one combination of conditions in which it is not there.
    case missing(where: [Template.Guard])
}

extension Presence {
    /// - Parameter facts: what is known of conditions where the value stands.
    init(_ value: Template.Expression?, _ facts: ConditionFacts<String>) {
        switch value {
        case nil, .ref("AWS::NoValue"): self = .never
        case .call(.if, let arguments):
            guard let condition = arguments[0].string else {
                self = .always
                return
            }
            switch facts.value(of: condition) {
            case true?: self.init(arguments[1], facts)
            case false?: self.init(arguments[2], facts)
            case nil:
                let branches = [true, false].map { holds in
                    var facts = facts
                    facts.assume(condition, is: holds)
                    return (holds, Presence(arguments[holds ? 1 : 2], facts))
                }
                self = Self(of: condition, branches)
            }
        default: self = .always
        }
    }

    private init(of condition: String, _ branches: [(holds: Bool, presence: Presence)]) {
        if branches.allSatisfy({ $0.presence == .always }) {
            self = .always
        } else if branches.allSatisfy({ $0.presence == .never }) {
            self = .never
        } else {
            let missing = branches.compactMap { holds, presence -> [Template.Guard]? in
                let own = Template.Guard(condition: condition, holds: holds)
                return switch presence {
                case .always: nil
                case .never: [own]
                case .missing(let others): [own] + others
                }
            }
            self = .missing(where: missing[0])
        }
    }
}

extension [Presence] {
    /// How many there are in the end: no more than this.
    var most: Int { count { $0 != .never } }
    /// No fewer than this.
    var least: Int { count { $0 == .always } }
}

extension [Template.Guard] {
    /// As in " where IsProduction holds and HasDomain does not"; empty for none.
    var text: String {
        guard !isEmpty else { return "" }
        return " where " + map { "\($0.condition) \($0.holds ? "holds" : "does not hold")" }.joined(separator: " and ")
    }
}
