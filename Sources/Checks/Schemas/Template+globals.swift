import Template

extension Template {
    /// The properties of a resource as they are looked at: a serverless one has those of the section `Globals` that it does
    /// not override ("Globals section of the AWS SAM template" in its developer guide); nil where nobody can tell.
    func propertiesWithGlobals(of resource: Resource) -> Expression? {
        let own = resource.object["Properties"] ?? .object([:])
        guard resource.isServerless, let globals = object["Globals"] else { return own }
        guard globals.object?.hasMacros == false else { return nil }
        guard let shared = self.globals(for: resource) else { return own }
        guard !shared.hasMacros, let properties = own.object, !properties.hasMacros,
            let ignored = Self.ignoredGlobals(of: resource)
        else { return nil }
        if ignored.contains("*") { return own }
        return Self.merged(Object(shared.entries.filter { !ignored.contains($0.key) }), properties)
    }

    /// What the section `Globals` has for resources of a type.
    func globals(for resource: Resource) -> Object? {
        guard let kind = resource.type.split(separator: ":").last else { return nil }
        return object["Globals"]?[String(kind)]?.object
    }

    /// The names of what a resource takes nothing of, `*` for everything; nil where they are computed.
    private static func ignoredGlobals(of resource: Resource) -> [String]? {
        guard let value = resource.object["IgnoreGlobals"] else { return [] }
        if let text = value.string { return [text] }
        let names = value.list?.map(\.string)
        return names?.contains(nil) == false ? names?.compactMap(\.self) : nil
    }

    /// Objects are merged, lists put behind each other, and of anything else the own counts: null is for nothing.
    private static func merged(_ shared: Object, _ own: Object) -> Expression {
        let inherited = shared.entries.filter { own[$0.key] == nil }
        return .object(
            Object(
                own.entries.filter { $0.value != .null || shared[$0.key] == nil }.map { entry in
                    switch (shared[entry.key], entry.value) {
                    case (.object(let one)?, .object(let other)): .init(entry.key, merged(one, other))
                    // Those of its own first, so that each stands where it stands in the template.
                    case (.list(let one)?, .list(let other)): .init(entry.key, .list(other + one))
                    default: entry
                    }
                } + inherited))
    }
}
