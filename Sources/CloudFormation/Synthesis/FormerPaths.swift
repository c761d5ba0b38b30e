/// Where the resources of an app were before: what `formerly` says of them, of the scopes around them and of their
/// stacks, each as the path that `plan` would have named.
struct FormerPaths: Sendable {
    private(set) var diagnostics: [Diagnostic] = []
    /// Of resources that have some.
    private var paths: [Element: [FormerPath]] = [:]

    init(of app: ResolvedApp) {
        let isSaid = app.stacks.contains { stack in
            !stack.collected.declarations.formerPaths.isEmpty
                || stack.resources.contains { !$0.record.formerPaths.isEmpty }
        }
        guard isSaid else { return }
        for stack in app.stacks { collect(stack) }
        for root in app.stacks where root.parent == nil { check(root, in: app) }
    }

    subscript(element: Element) -> [FormerPath] { paths[element] ?? [] }

    // MARK: - What is said

    private mutating func collect(_ stack: ResolvedStack) {
        let said = stack.collected.declarations.formerPaths
        for former in said where former.scope.isStack && stack.parent == nil {
            report(
                "a root stack is called as its environment says, so that there is nothing to move from "
                    + "\"\(former.former.path)\"", former.former, stack.path.description,
                fix: "take the line out; `stackName` in the environment's file names the stack")
        }
        let scopes = said.filter { !$0.scope.isStack }.sorted {
            $0.scope.logicalIDPrefix.count > $1.scope.logicalIDPrefix.count
        }
        // Of the stack itself, which is a resource of the one around it and has its paths there.
        let own = stack.collected.declarations.stackElement.map { self[$0] } ?? []
        for resource in stack.resources {
            let element = resource.record.element
            let direct = resource.record.formerPaths
            var found = (direct + ofStack(element, in: stack)).filter { isWellFormed($0, of: element) }
            for former in scopes where element.scopePath.isWithin(former.scope) {
                found += path(of: element, resource.logicalID, since: former)
            }
            found += own.map { FormerPath("\($0.path)/\(resource.logicalID)", at: $0.location) }
            if !found.isEmpty { paths[element] = found }
        }
    }

    /// What a nested stack says of itself.
    private func ofStack(_ element: Element, in stack: ResolvedStack) -> [FormerPath] {
        let child = stack.collected.declarations.children.first { $0.stackElement === element }
        return child?.formerPaths.filter { $0.scope === child?.path }.map(\.former) ?? []
    }

    /// Where a resource was whose scope was elsewhere.
    private mutating func path(
        of element: Element, _ logicalID: String, since former: ScopedFormerPath
    ) -> [FormerPath] {
        guard isWellFormed(former.former, of: element, isPrefix: true) else { return [] }
        let said = former.former.path
        let stack = said.lastIndex(of: "/").map { String(said[...$0]) } ?? ""
        // A name that is kept does not change with the scope's.
        let isKept = logicalID != element.logicalID
        let rest = element.logicalID.dropFirst(former.scope.logicalIDPrefix.count)
        return [FormerPath(isKept ? stack + logicalID : said + rest, at: former.former.location)]
    }

    private mutating func isWellFormed(_ former: FormerPath, of element: Element, isPrefix: Bool = false) -> Bool {
        let parts = former.path.split(separator: "/", omittingEmptySubsequences: false)
        let isLegal = parts.enumerated().allSatisfy { index, part in
            let mayBeEmpty = isPrefix && index == parts.count - 1
            return part.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit } && (mayBeEmpty || !part.isEmpty)
        }
        if isLegal { return true }
        report(
            "\"\(former.path)\" is no path of a resource", former, element.path,
            fix: "write logical IDs with slashes between them, as `plan` does: Data/Database")
        return false
    }

    // MARK: - What cannot be

    /// What a resource says of itself, or what it has of a scope or a stack.
    private struct Claim {
        let element: Element
        let former: FormerPath
        let isOwn: Bool
    }

    /// Each name belongs to one resource, and one that is there is nobody's former one. What a scope says counts for
    /// those in it of which nothing else is true.
    private mutating func check(_ root: ResolvedStack, in app: ResolvedApp) {
        let resources = app.stacks.filter { $0.root === root }.flatMap { stack in
            stack.resources.map { (name: stack.planName(of: $0), record: $0.record) }
        }
        let present = Dictionary(
            resources.map { ($0.name, $0.record.element) }, uniquingKeysWith: { first, _ in first })
        let claims = resources.flatMap { resource in
            let own = Set(resource.record.formerPaths.map(\.location))
            return self[resource.record.element].map {
                Claim(element: resource.record.element, former: $0, isOwn: own.contains($0.location))
            }
        }
        var owners: [String: Claim] = [:]
        var void: [(Claim, Element)] = []
        for claim in claims.filter(\.isOwn) + claims.filter({ !$0.isOwn }) {
            if let other = present[claim.former.path] {
                drop(claim)
                void.append((claim, other))
            } else if let owner = owners[claim.former.path], owner.element !== claim.element {
                drop(claim)
                if claim.isOwn || !owner.isOwn { report(claim, takenBy: owner) }
            } else {
                owners[claim.former.path] = claim
            }
        }
        let valid = Set(owners.values.map(\.former.location))
        for (claim, other) in void where !valid.contains(claim.former.location) {
            report(claim.former, of: claim.element, takenBy: other)
        }
    }

    private mutating func drop(_ claim: Claim) { paths[claim.element]?.removeAll { $0 == claim.former } }

    private mutating func report(_ claim: Claim, takenBy owner: Claim) {
        report(
            "\(owner.element.path) and \(claim.element.path) are both said to have been \(claim.former.path)",
            claim.former, claim.element.path, notes: [.init("the other one", at: owner.former.location)],
            fix: "say it of the one that was it")
    }

    private mutating func report(_ former: FormerPath, of element: Element, takenBy other: Element) {
        if other === element {
            return report(
                "\(former.path) is what it is called now", former, element.path,
                fix: "name what it was called before, or take the line out")
        }
        report(
            "\(former.path), which \(element.path) is said to have been, is another resource", former, element.path,
            notes: [.init("it is this one", at: other.userLocation)],
            fix: "name what it was called before, or give the other resource another name")
    }

    private mutating func report(
        _ message: String, _ former: FormerPath, _ path: String, notes: [Diagnostic.Note] = [], fix: String
    ) {
        // A scope says it once for all that is in it.
        guard !diagnostics.contains(where: { $0.place == .source(former.location) }) else { return }
        diagnostics.append(
            Diagnostic("former-path", message, at: former.location, path: path, notes: notes, fix: fix))
    }
}

extension ConstructPath {
    /// Whether it is a scope, or one in it, of the same stack.
    fileprivate func isWithin(_ scope: ConstructPath) -> Bool {
        if self === scope { return true }
        return isStack ? false : parent?.isWithin(scope) ?? false
    }
}

extension ResolvedStack {
    fileprivate var root: ResolvedStack { parent?.root ?? self }

    /// As `plan` names it: `Data/Database`.
    fileprivate func planName(of resource: ResolvedResource) -> String { planPrefix + resource.logicalID }

    private var planPrefix: String {
        guard let parent, let element = collected.declarations.stackElement else { return "" }
        return parent.planPrefix + parent.name(of: element) + "/"
    }
}
