import PermissionFacts
import Template

/// The resources of an app, each worked out when somebody first asks for it: a change is about a few of many.
final class AppResources {
    /// A resource that is made, or may be.
    struct Entry {
        let logicalID: String
        /// As in `Data/Database`.
        let path: String
        let type: String
        let stack: EvaluatedTemplate

        /// It has its values when somebody asks for them.
        var evaluated: EvaluatedResource? { stack.resource(logicalID) }
    }

    /// In the order of the templates, those of outer stacks first.
    let entries: [Entry]
    private let byPath: [String: Entry]
    private var known: [String: AppResource?] = [:]
    private let place: DeploymentPlace
    private let catalogue: HandlerLookup

    init(_ template: EvaluatedTemplate, at place: DeploymentPlace, catalogue: HandlerLookup) {
        entries = Self.entries(of: template)
        byPath = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
        self.place = place
        self.catalogue = catalogue
    }

    /// Nil where there is none, and for one of which nothing is known.
    subscript(path: String) -> AppResource? {
        if let known = known[path] { return known }
        let found = byPath[path].flatMap { entry in
            facts(of: entry).flatMap { facts in
                entry.evaluated.map { AppResource($0, facts, in: entry.stack, at: place) }
            }
        }
        known.updateValue(found, forKey: path)
        return found
    }

    /// What is known of a resource's type.
    func facts(of entry: Entry) -> HandlerFacts? {
        catalogue.facts(of: entry.type)
    }

    private static func entries(of stack: EvaluatedTemplate) -> [Entry] {
        let own = stack.template.resources.compactMap { name, resource -> Entry? in
            guard stack.existence(of: resource) != .no else { return nil }
            let path = (stack.path + [name]).joined(separator: "/")
            return Entry(logicalID: name, path: path, type: resource.type, stack: stack)
        }
        return own + stack.stacks.sorted { $0.key < $1.key }.flatMap { entries(of: $0.value) }
    }
}
