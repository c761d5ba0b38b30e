import Template

/// Tells which declarations the parts of a stack's template come from.
///
/// A class, since templates are handed about.
final class StackOrigins: TemplateDeclarations {
    /// What declares, or brings about, one member of a section.
    enum Member: Sendable {
        case element(Element)
        /// With the tags that were given for it, and what it was told to wait for, by logical ID.
        case resource(Element, tagging: Tagging, own: Properties, waitsFor: [String: Use])
        /// What brings a value from another stack.
        case use(Use)
        case rule(User)
    }

    let path: ConstructPath
    /// By the key of their section, in its order.
    let members: [String: [Member]]
    let tags: ScopeTags

    init(path: ConstructPath, members: [String: [Member]], tags: ScopeTags) {
        self.path = path
        self.members = members
        self.tags = tags
    }

    var stack: Template.Origin? { Template.Origin(.source(path.location), path: path.description) }

    func origin(ofMember index: Int, at path: Template.Path, in template: Template) -> Template.Origin? {
        // Metadata has no members that are declared.
        guard let members = path.section.flatMap({ members[$0.rawValue] }) else { return stack }
        guard members.indices.contains(index) else { return nil }
        switch members[index] {
        case .element(let element): return Template.Origin(element)
        case .resource(let element, let tagging, let own, let waitsFor):
            let within = path.steps.dropFirst(2)
            if within.first == .key("DependsOn"), let target = template[path]?.string, let use = waitsFor[target] {
                return Template.Origin(use)
            }
            let tag = tag(at: path, of: element, tagging, own, template)
            return tag.map(Template.Origin.init) ?? Template.Origin(element)
        case .use(let use): return Template.Origin(use)
        case .rule(let user): return Template.Origin(.source(user.location), path: user.path)
        }
    }

    /// The declaration of a tag that a resource has from a scope around it.
    private func tag(
        at path: Template.Path, of element: Element, _ tagging: Tagging, _ own: Properties, _ template: Template
    ) -> TagRecord? {
        let steps = path.steps
        guard let property = tagging.property, steps.count > 4,
            steps[2...3] == [.key("Properties"), .key(property)]
        else { return nil }
        let key: String? =
            switch steps[4] {
            case .key(let key): key
            case .index: template[Template.Path(Array(steps[...4]))]?["Key"]?.string
            }
        let given = own.entries.first { $0.key == property }?.value.tags ?? []
        guard let key, !given.contains(where: { $0.key == key }) else { return nil }
        return tags.tag(key, in: element.scopePath)
    }
}

extension Template.Origin {
    init(_ element: Element) {
        let user = element.userLocation
        self.init(
            .source(user), constructLocation: element.location == user ? nil : element.location, path: element.path)
    }

    fileprivate init(_ use: Use) {
        self.init(.source(use.user.location), path: use.user.path, source: use.targetDescription)
    }

    fileprivate init(_ tag: TagRecord) {
        self.init(.source(tag.location), path: tag.scope.description)
    }
}
