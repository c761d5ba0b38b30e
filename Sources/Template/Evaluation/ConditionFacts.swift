/// How a condition is made of others, whatever these compare.
public indirect enum ConditionFormula<Name: Hashable> {
    /// That of another condition.
    case condition(Name)
    case not(Self)
    case all([Self])
    case any([Self])
    /// Whether a value is a literal. A value is one thing at a time, so that it is not two literals.
    case equals(Template.Expression, String)
    /// What else decides: wherever the same is written, it comes to the same.
    case test(Template.Expression)
    /// What compares values, which may come to either.
    case comparison
    /// What compares literals: it comes to one and the same everywhere.
    case constant(Bool)
}

/// What is known of conditions at a place in a template, and what follows from it, without any value.
///
///     var facts = ConditionFacts(template.conditions)
///     facts.assume("IsLargeProduction", is: true)
///     facts.value(of: "IsProduction")     // true, where the first is made of it
///
/// All that follows is found, whatever the conditions are made of, up to a limit of work: see ``undecidable``.
public struct ConditionFacts<Name: Hashable> {
    /// Shared by all facts of the same conditions.
    private let diagrams: ConditionDiagrams<Name>
    /// What is known, as the combinations in which it is so.
    private var known = Decision.yes

    /// - Parameters:
    ///   - domain: all values that something can have; nil where that is not known.
    ///   - formula: how a condition is declared; nil for one that is not.
    public init(
        domain: @escaping (Template.Expression) -> [String]? = { _ in nil },
        _ formula: @escaping (Name) -> ConditionFormula<Name>?
    ) {
        diagrams = ConditionDiagrams(domain: domain, formula)
    }

    /// From here on, the condition holds or does not, and all that follows.
    public mutating func assume(_ condition: Name, is holds: Bool) { learn(condition, is: holds) }

    /// Whether the condition must hold, must not hold, or may do either (nil).
    public func value(of condition: Name) -> Bool? { conclusion(about: condition) }

    fileprivate mutating func learn(_ condition: Name, is holds: Bool) {
        guard let decision = diagrams.decision(of: condition),
            let both = diagrams.both(known, holds ? decision : diagrams.opposite(decision)),
            // What cannot be is not believed.
            diagrams.mayBe(both)
        else { return }
        known = both
    }

    fileprivate func conclusion(about condition: Name) -> Bool? {
        guard let decision = diagrams.decision(of: condition) else { return nil }
        if !diagrams.mayBe(diagrams.both(known, decision)) { return false }
        if !diagrams.mayBe(diagrams.both(known, diagrams.opposite(decision))) { return true }
        return nil
    }

    /// Those of the conditions asked for so far that are too much entangled to be looked through: each may hold or not,
    /// whatever the others do.
    public var undecidable: [Name] { diagrams.undecidable }
}

extension ConditionFacts<String> {
    /// Of a template's conditions, by name.
    ///
    /// - Parameters:
    ///   - parameters: of the template, for the values that they allow.
    ///   - mappings: of the template, for what conditions look up in them.
    public init(
        _ conditions: Template.Section<Template.Expression>, _ parameters: Template.Section<Template.Parameter> = [:],
        _ mappings: Template.Section<Template.Mapping> = [:]
    ) {
        let reader = ConditionReader(conditions, parameters, mappings)
        self.init(domain: { reader.domain(of: $0) }) { reader.formula(of: $0) }
    }

    // The same once more for the names of templates, of which checks ask much: compiled for them, it takes a fraction.

    public mutating func assume(_ condition: String, is holds: Bool) { learn(condition, is: holds) }

    public func value(of condition: String) -> Bool? { conclusion(about: condition) }
}
