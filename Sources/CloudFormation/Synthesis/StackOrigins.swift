import Template

/// Tells which declarations the parts of a stack's template come from.
///
/// A class, since templates are handed about.
final class StackOrigins: TemplateDeclarations {
    /// What declares, or brings about, one member of a section.
    enum Member: Sendable {
        case element(Element)
        /// With the properties that were written with it, what became of them, and what it was told to wait for, by
        /// logical ID.
        case resource(Element, tagging: Tagging, own: Properties, PropertyHistory?, waitsFor: [String: Use])
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
        // What stands behind the others was added as it is.
        guard members.indices.contains(index) else { return stack }
        switch members[index] {
        case .element(let element): return Template.Origin(element)
        case .resource(let element, let tagging, let own, let history, let waitsFor):
            let within = path.steps.dropFirst(2)
            if within.first == .key("DependsOn"), let target = template[path]?.string, let use = waitsFor[target] {
                return Template.Origin(use)
            }
            let tags = OriginsOfTags(element: element, tagging: tagging, untagged: history?.untagged ?? own)
            if let tag = tags.tag(at: path, in: template, declared: self.tags, history?.tags ?? []) {
                return Template.Origin(tag)
            }
            let keys = within.map(\.description)
            if let setting = history?.settings.setting(at: keys[...]) { return Template.Origin(setting, of: element) }
            let isSynthesized =
                keys.count > 1 && keys[0] == "Properties" && !own.entries.contains { $0.key == keys[1] }
            return Template.Origin(element, kind: isSynthesized ? .synthesis : .declaration)
        case .use(let use): return Template.Origin(use)
        case .rule(let user): return Template.Origin(.source(user.location), path: user.path)
        }
    }
}

/// Tells which of a resource's tags come from scopes and aspects.
private struct OriginsOfTags {
    let element: Element
    let tagging: Tagging
    /// The properties before those tags.
    let untagged: Properties

    /// The declaration of the tag at a path; nil for what the resource has itself, and where no tag is.
    func tag(
        at path: Template.Path, in template: Template, declared: ScopeTags, _ ofAspects: [AspectTag]
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
        let given = untagged.entries.first { $0.key == property }?.value.tags ?? []
        guard let key, !given.contains(where: { $0.key == key }) else { return nil }
        guard !ofAspects.isEmpty else { return declared.tag(key, in: element.scopePath) }
        return declared.tags(in: element.scopePath, with: ofAspects).last { $0.key == key }
    }
}

extension Template.Origin {
    init(_ element: Element, kind: Kind = .declaration) {
        let user = element.userLocation
        self.init(
            .source(user), kind: kind, constructLocation: element.location == user ? nil : element.location,
            path: element.path)
    }

    fileprivate init(_ setting: PropertySetting, of element: Element) {
        switch setting.source {
        case .aspect: self.init(.source(setting.location), kind: .aspect, path: element.path)
        case .resource:
            // What a construct overrides in its own resources is due to the line that asks for the construct.
            let isOfConstruct =
                element.userLocation != element.location && setting.location.fileID == element.location.fileID
            self.init(
                .source(isOfConstruct ? element.userLocation : setting.location), kind: .override,
                constructLocation: isOfConstruct ? setting.location : nil, path: element.path)
        }
    }

    fileprivate init(_ use: Use) {
        self.init(.source(use.user.location), path: use.user.path, source: use.targetDescription)
    }

    fileprivate init(_ tag: TagRecord) {
        self.init(.source(tag.location), kind: .tag, path: tag.scope.description)
    }
}
