import Diagnostics
import Template

extension Examination {
    /// The resources of a type that this template declares, once for each stack that is made of it and for each case
    /// that is to be told apart, with what is wired to what there.
    func cases(of type: String) -> [WiredCases.Case] {
        hasMacros ? [] : ownCases(of: type)
    }

    /// The same for what a resource says by itself: that does not change with what a macro makes beside it.
    func ownCases(of type: String) -> [WiredCases.Case] {
        isRewritten ? [] : wiredCases.of(type)
    }

    /// The same of several types.
    func cases(of types: [String]) -> [WiredCases.Case] { types.flatMap(cases) }

    func ownCases(of types: [String]) -> [WiredCases.Case] { types.flatMap(ownCases) }

    /// The resources of a type that are made together with this template's, by what a property says; none where this
    /// template has none of the type.
    func grouped(_ type: String, by property: String, type target: String) -> WiredGroups {
        grouped(type, by: property, type: target, for: type)
    }

    /// The same, where this template has resources of another type that asks for them.
    func grouped(
        _ type: String, by property: String, type target: String, for user: String
    ) -> WiredGroups {
        guard wiredCases.hasResources(of: user) else { return WiredGroups() }
        let roots = Set(ownStacks.map { wiring.stacks[$0].root })
        let resources = roots.flatMap { wiring.resources(of: type, with: $0) }
        return wiring.grouped(resources, by: property, type: target)
    }

    /// Whether two resources are certain to be made in one deployment, in which at least one of them is.
    func areMadeTogether(_ one: WiredResource, _ other: WiredResource) -> Bool {
        wiring.stacks[one.stack].root == wiring.stacks[other.stack].root
            && (wiring.exists(other, with: one) || wiring.exists(one, with: other))
    }

    /// A note that leads to a resource, in whichever template it is declared.
    func note(_ message: String, at resource: WiredResource) -> Diagnostic.Note? {
        wiring.stacks[resource.stack].template.origin(of: Template.Path(.resources, resource.logicalID)).map {
            Diagnostic.Note(message, at: $0.place)
        }
    }

    /// Reports a problem with a property of a resource, once, in however many stacks and cases it shows.
    ///
    /// - Parameter steps: from the resource's `Properties` on; with none, the resource as a whole is meant.
    mutating func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, at resource: WiredResource,
        _ steps: Template.Path.Step..., notes: [(String, WiredResource)] = [], fix: String, fixOfFile: String? = nil,
        mend: Mend? = nil
    ) {
        report(
            code, message, severity: severity, at: resource, steps: steps, notes: notes, fix: fix,
            fixOfFile: fixOfFile, mend: mend)
    }

    mutating func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, at resource: WiredResource,
        steps: [Template.Path.Step], notes: [(String, WiredResource)] = [], fix: String, fixOfFile: String? = nil,
        mend: Mend? = nil
    ) {
        var path = Template.Path(.resources, resource.logicalID)
        if !steps.isEmpty { path = Template.Path(path.steps + [.key("Properties")] + steps) }
        reportOnce(
            code, message, severity: severity, at: path, notes: notes.compactMap { note($0, at: $1) }, fix: fix,
            fixOfFile: fixOfFile, mend: mend)
    }

    /// Reports that a resource needs another one and does not wait for it.
    mutating func reportDependency(
        of resource: WiredResource, at steps: [Template.Path.Step] = [], on other: WiredResource, _ message: String,
        note: String
    ) {
        guard let (user, used) = wiring.neighbours(resource, other) else { return }
        // Of nested stacks, the one waits for the other.
        let owner = user == resource ? "it" : "the stack \(user.logicalID)"
        // To have both wait for each other mends nothing.
        guard !wiring.waits(other, for: resource) else {
            return report(
                "missing-dependency", message, severity: .warning, at: resource, steps: steps, notes: [(note, other)],
                fix: "let \(used.logicalID) no longer wait for \(owner), and \(owner) wait for \(used.logicalID)")
        }
        report(
            "missing-dependency", message, severity: .warning, at: resource, steps: steps, notes: [(note, other)],
            fix: "let \(owner) depend on \(used.logicalID): dependsOn: [...]",
            fixOfFile: "add \"DependsOn\": \"\(used.logicalID)\"" + (user == resource ? "" : " to \(user.logicalID)"),
            mend: user == resource ? .dependency(on: used.logicalID) : nil)
    }

    /// Reports that a resource has not a property that it needs together with others.
    mutating func reportMissing(
        _ property: String, _ message: String, of resource: WiredResource, notes: [(String, WiredResource)] = []
    ) {
        let path = Template.Path(.resources, resource.logicalID).appending("Properties")
        reportOnce(
            "missing-property", message, at: path, subject: property, notes: notes.compactMap { note($0, at: $1) },
            fix: "add \(property)")
    }
}
