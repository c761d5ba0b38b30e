/// What aspects make of the resources of an app, and the rules that are held against them afterwards.
///
/// There is none of it for an app without aspects, so that these cost the others nothing.
struct AspectPass {
    private var drafts: [Element: ResourceDraft] = [:]
    /// The rules, those of outer scopes first.
    private let checks: [AspectRecord]
    private let guardian: DeclarationGuard
    private(set) var diagnostics: [Diagnostic] = []

    /// Nil where nothing was declared.
    init?(over app: App, _ stacks: [ResolvedStack]) {
        let declared = app.aspects + stacks.flatMap(\.collected.declarations.aspects)
        guard !declared.isEmpty else { return nil }
        // Outer scopes before inner ones; sorting keeps the order within a scope.
        let ordered = declared.enumerated().sorted {
            ($0.element.site.depth, $0.offset) < ($1.element.site.depth, $1.offset)
        }.map(\.element)
        checks = ordered.filter { if case .check = $0.work { true } else { false } }
        guardian = DeclarationGuard(over: app, stacks.map(\.collected.declarations))
        for aspect in ordered {
            guard case .change(let change) = aspect.work else { continue }
            apply(aspect, change, to: stacks)
            guard guardian.undo() else { continue }
            drafts = [:]
            diagnostics = [Self.problem(with: aspect)]
            return
        }
        diagnostics =
            stacks.flatMap { stack in
                stack.collected.declarations.resources.flatMap { drafts[$0.element]?.diagnostics ?? [] }
            }.withoutRepetitions
    }

    private mutating func apply(
        _ aspect: AspectRecord, _ change: (ResourceDraft) -> Void, to stacks: [ResolvedStack]
    ) {
        for stack in stacks {
            // What this declares meanwhile has no logical ID, and is taken back.
            for (record, logicalID) in zip(stack.collected.declarations.resources, stack.logicalIDs)
            where aspect.isOf(record) && aspect.site.reaches(record.element) {
                let draft = drafts[record.element] ?? ResourceDraft(record, logicalID: logicalID)
                drafts[record.element] = draft
                change(draft)
            }
        }
    }

    /// What aspects made of a resource; nil where none did anything.
    func draft(of element: Element) -> ResourceDraft? { drafts[element].flatMap { $0.isChanged ? $0 : nil } }

    /// What the rules find in the finished resources.
    func problems(of stacks: [ResolvedStack]) -> [Diagnostic] {
        guard !checks.isEmpty else { return [] }
        let resources = stacks.flatMap(\.resources).map { resource in
            FinishedResource(
                ResourceSummary(
                    resource.record, logicalID: resource.logicalID, properties: resource.properties,
                    deletionPolicy: resource.deletionPolicy),
                resource.history?.settings ?? [])
        }
        for aspect in checks {
            guard case .check(let check) = aspect.work else { continue }
            for resource in resources
            where aspect.isOf(resource.summary.record) && aspect.site.reaches(resource.summary.record.element) {
                check(resource)
            }
            if guardian.undo() { return [Self.problem(with: aspect)] }
        }
        return resources.flatMap(\.diagnostics)
    }

    private static func problem(with aspect: AspectRecord) -> Diagnostic {
        Diagnostic(
            "aspect-declares", "an aspect declares something; it can only change resources, and look at them",
            at: aspect.site.location, path: aspect.site.path,
            fix: "declare it outside of the closure, where the resource is added")
    }
}

extension AspectSite {
    /// Whether a resource is in the scope, or in one below it.
    func reaches(_ element: Element) -> Bool {
        guard let scope else { return true }
        var path: ConstructPath? = element.scopePath
        while let current = path {
            if current === scope { return true }
            path = current.parent
        }
        return false
    }
}

extension [Diagnostic] {
    /// An aspect on many resources may say one thing of itself for each of them.
    fileprivate var withoutRepetitions: Self {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }
    }
}
