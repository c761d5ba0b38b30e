import Diagnostics
import Template

extension Examination {
    /// The resources of a type that this template declares, once for each stack that is made of it and for each case
    /// that is to be told apart, with what is wired to what there.
    func cases(of type: String) -> [(resource: WiredResource, wiring: Wiring)] {
        guard !hasMacros else { return [] }
        return ownStacks.flatMap { stack in
            wiring.resources(of: type, with: stack).lazy.filter { $0.stack == stack }.flatMap { resource in
                wiring.cases(of: resource).map { (resource, $0) }
            }
        }
    }

    /// The same of several types.
    func cases(of types: [String]) -> [(resource: WiredResource, wiring: Wiring)] { types.flatMap(cases) }

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
        _ steps: Template.Path.Step..., notes: [(String, WiredResource)] = [], fix: String, fixOfFile: String? = nil
    ) {
        var path = Template.Path(.resources, resource.logicalID)
        if !steps.isEmpty { path = Template.Path(path.steps + [.key("Properties")] + steps) }
        guard isFirstReport(code, at: path) else { return }
        report(
            code, message, severity: severity, at: path, notes: notes.compactMap { note($0, at: $1) }, fix: fix,
            fixOfFile: fixOfFile)
    }

    /// Reports that a resource needs another one and does not wait for it.
    mutating func reportDependency(
        of resource: WiredResource, on other: WiredResource, _ message: String, note: String
    ) {
        guard let (user, used) = wiring.neighbours(resource, other) else { return }
        // Of nested stacks, the one waits for the other.
        let owner = user == resource ? "it" : "the stack \(user.logicalID)"
        report(
            "missing-dependency", message, severity: .warning, at: resource, notes: [(note, other)],
            fix: "let \(owner) depend on \(used.logicalID): dependsOn: [...]",
            fixOfFile: "add \"DependsOn\": \"\(used.logicalID)\"" + (user == resource ? "" : " to \(user.logicalID)"))
    }
}
