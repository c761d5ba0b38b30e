import Diagnostics
import Permissions
import Prices
import ResourceSchemas
import Template

/// What a change of templates does to what is deployed: which resources come, go, are updated or replaced, and why.
///
/// Nobody is asked: both sides are templates and values. What they cannot tell is told as such, with what decides it.
public struct Plan: Sendable {
    /// All that change, in the order of the templates: those of outer stacks first.
    public let resources: [PlannedChange]
    /// Of parameters, outputs and conditions.
    public let declarations: [DeclarationChange]
    /// The exports that go or may come to another value, which AWS refuses as long as somebody imports them.
    public let exports: [ExportChange]
    /// Who may do what from now on, and who no longer: by policies, and by the rules of security groups.
    public let access: [AccessChange]
    /// What it does to the monthly bill; nil where nobody asked, or nobody knows where the stacks are.
    package let costs: PlannedCosts?
    /// What it was priced with; nil where nobody asked.
    let prices: PriceBook?
    /// What it needs CloudFormation to be allowed; nil where nobody asked.
    public internal(set) var permissions: ChangeNeeds?
    /// What is compared; nil where nothing is deployed, and where everything is to go.
    package let sides: (before: PlannedTemplates?, after: PlannedTemplates?)
    /// The resources of what is deployed, under the names that they are to have.
    package let former: [PlannedResource]
    /// The resources of what is to come.
    let wanted: [PlannedResource]

    /// The declared moves that still have to happen, but for what moves with its stack.
    public let moves: [PlannedMove]
    /// What is wrong with what is declared to move, by what is deployed.
    public let problems: [Diagnostic]

    /// - Parameters:
    ///   - before: nil where nothing is deployed.
    ///   - after: nil where everything is to go.
    ///   - catalogue: the types that there are.
    ///   - declared: what is said to have been elsewhere, the nearest declaration of a resource first.
    ///   - values: what is known of what is deployed.
    ///   - newSecrets: the root's parameters that nobody is shown, and that have other values now.
    ///   - givenSecrets: those that are given again, maybe with the values that they have.
    public init(
        from before: PlannedTemplates?, to after: PlannedTemplates?, catalogue: ResourceCatalogue,
        declared: [DeclaredMove] = [], values: DeployedValues = DeployedValues(), newSecrets: Set<String> = [],
        givenSecrets: Set<String> = []
    ) {
        self.init(
            from: before, to: after, catalogue: catalogue, declared: declared, values: values,
            newSecrets: newSecrets, givenSecrets: givenSecrets, prices: nil)
    }

    /// - Parameters:
    ///   - prices: nil where nobody asks what it costs.
    ///   - today: some prices go by how old a version is.
    package init(
        from before: PlannedTemplates?, to after: PlannedTemplates?, catalogue: ResourceCatalogue,
        declared: [DeclaredMove] = [], values: DeployedValues = DeployedValues(), newSecrets: Set<String> = [],
        givenSecrets: Set<String> = [], prices: PriceBook?, today: Day = .today
    ) {
        sides = (before, after)
        let old = before.map { StackScope($0.evaluated) }
        let new = after.map { StackScope($0.evaluated) }
        let wanted = new?.resources ?? []
        self.wanted = wanted
        let existing = old?.resources ?? []
        let pending = PendingMoves(declared, from: existing, to: wanted)
        (moves, problems) = (pending.moves, pending.problems)
        let known = KnownValues(values, in: old, name: pending.renaming.name)
        former = existing.renamed(by: pending.renaming)
        let sources = ChangedSources(from: old?.stacks ?? [], to: new?.stacks ?? [], renaming: pending.renaming)
        let deployed = former.aligned(to: wanted, by: known)
        var planning = Planning(
            deployed.map(sources.marked), wanted, ReplacementFacts(catalogue), moves: pending, values: known,
            sources: sources,
            secrets: ChangedSecrets(new: newSecrets, given: givenSecrets, in: (old?.stacks ?? []) + (new?.stacks ?? []))
        )
        planning.run()
        let changes = planning.changes
        resources = changes.hidingSecrets(from: deployed, to: wanted)
        // Where nothing was or nothing will be, the templates say it as well.
        access = before == nil || after == nil ? [] : AccessChange.all(from: deployed, to: wanted)
        self.prices = prices
        costs = prices.flatMap { prices in
            (after ?? before)?.region.map {
                PlannedCosts(from: deployed, to: wanted, changes, at: prices, in: $0, today: today)
            }
        }
        exports = ExportChange.all(from: old?.stacks ?? [], to: new?.stacks ?? [], changes)
        declarations = DeclarationChange.all(
            from: old?.stacks ?? [], to: new?.stacks ?? [], renaming: pending.renaming, values: known,
            isDeployed: !changes.isEmpty
        ).map(\.hidingSecrets)
    }

    /// Whether nothing changes at all.
    public var isEmpty: Bool { resources.isEmpty && declarations.isEmpty && exports.isEmpty }
}

extension [PlannedChange] {
    fileprivate func hidingSecrets(from before: [PlannedResource], to after: [PlannedResource]) -> [PlannedChange] {
        let (old, new) = (before.byPath, after.byPath)
        return map { $0.hidingSecrets(in: [new[$0.path], old[$0.path]]) }
    }
}

extension [PlannedResource] {
    var byPath: [ResourcePath: PlannedResource] {
        Dictionary(map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    fileprivate func renamed(by renaming: Renaming) -> [PlannedResource] {
        renaming.isEmpty ? self : map { $0.renamed(by: renaming) }
    }

    /// With what a value is on the other side where both come to the same.
    fileprivate func aligned(to wanted: [PlannedResource], by values: KnownValues) -> [PlannedResource] {
        guard !values.isEmpty else { return self }
        let others = wanted.byPath
        return map { resource in others[resource.path].map { resource.aligned(to: $0, by: values) } ?? resource }
    }
}
