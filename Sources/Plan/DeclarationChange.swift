import Template

/// What becomes of a parameter, an output or a condition of a stack.
public struct DeclarationChange: Sendable, Hashable {
    /// The section in which it is declared.
    public enum Kind: String, Sendable {
        case parameter, output, condition, macro
    }

    /// What it is.
    public let kind: Kind
    /// The logical IDs of the stacks around it.
    public let stack: [String]
    /// Its name in its stack.
    public let name: String
    /// What it comes to; nil where it was not there.
    public let before: Template.Expression?
    /// Nil where it is not there any more.
    public let after: Template.Expression?

    /// Of all stacks that are on both sides: what comes and goes with its stack is not told of.
    ///
    /// - Parameters:
    ///   - renaming: how what is deployed is to be called.
    ///   - values: what references come to in it. Where two come to the same, nothing changes.
    ///   - isDeployed: whether a resource changes, so that what nobody can see here counts.
    static func all(
        from before: [StackScope], to after: [StackScope], renaming: Renaming, values: KnownValues, isDeployed: Bool
    ) -> [DeclarationChange] {
        let old = Dictionary(before.map { (renaming.name(of: $0.path), $0) }, uniquingKeysWith: { first, _ in first })
        return after.flatMap { new -> [DeclarationChange] in
            guard let old = old[new.path] else { return [] }
            let stack = new.evaluated.path
            let conditions =
                changes(from: old.conditions, to: new.conditions, .condition, stack)
                + macros(from: old.macros, to: new.macros, stack, isDeployed: isDeployed)
            guard stack.isEmpty else { return conditions }
            let stored = isDeployed ? new.storedParameters : []
            let outputs = new.rootOutputs
            let before = old.rootOutputs.map { name, value in
                (name, values.aligned(value.renamed(by: renaming), to: outputs.first { $0.name == name }?.value))
            }
            return conditions + stored + changes(from: old.rootParameters, to: new.rootParameters, .parameter, stack)
                + changes(from: before, to: outputs, .output, stack)
        }
    }

    /// Of macros nobody knows what they make of a template, whether they are new or it is.
    private static func macros(
        from before: [String], to after: [String], _ stack: [String], isDeployed: Bool
    ) -> [DeclarationChange] {
        let work = Template.Expression.string("makes of the template what cannot be told from here")
        let names = after + before.filter { !after.contains($0) }
        return names.compactMap { name in
            let (old, new) = (before.contains(name), after.contains(name))
            guard old != new || isDeployed else { return nil }
            return DeclarationChange(
                kind: .macro, stack: stack, name: name, before: old ? work : nil, after: new ? work : nil)
        }
    }

    private typealias Member = (name: String, value: Template.Expression)

    private static func changes(
        from before: [Member], to after: [Member], _ kind: Kind, _ stack: [String]
    ) -> [DeclarationChange] {
        let old = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let names = after.map(\.name) + before.map(\.name).filter { new[$0] == nil }
        return names.compactMap { name in
            guard old[name] != new[name] else { return nil }
            // A condition that only comes or goes shows in what it makes.
            if kind == .condition, old[name] == nil || new[name] == nil { return nil }
            return DeclarationChange(kind: kind, stack: stack, name: name, before: old[name], after: new[name])
        }
    }
}

extension StackScope {
    fileprivate var conditions: [(name: String, value: Template.Expression)] {
        evaluated.template.conditions.names.map { name in
            let value: Template.Expression =
                switch evaluated.conditions[name] {
                case .yes: "met"
                case .no: "not met"
                case .undecided, nil: "undecided"
                }
            return (name, value)
        }
    }

    fileprivate var rootParameters: [(name: String, value: Template.Expression)] {
        evaluated.template.parameters.map { name, _ in (name, resolved(.ref(name)) ?? .null) }
    }

    /// What is read anew at each deployment, and not known here.
    fileprivate var storedParameters: [DeclarationChange] {
        evaluated.template.parameters.compactMap { name, parameter in
            guard parameter.isInSystemsManager, let stored = evaluated.parameters[name]?.storedName else { return nil }
            let value = Template.Expression.string(
                "what \(stored) holds in Systems Manager by then, which may be another value than now")
            return DeclarationChange(kind: .parameter, stack: [], name: name, before: value, after: value)
        }
    }

    fileprivate var rootOutputs: [(name: String, value: Template.Expression)] {
        evaluated.template.outputs.compactMap { name, _ in output(name).map { (name, $0) } }
    }
}

extension Template.Expression {
    fileprivate func renamed(by renaming: Renaming) -> Template.Expression {
        renaming.isEmpty ? self : renamed(renaming.name)
    }
}
