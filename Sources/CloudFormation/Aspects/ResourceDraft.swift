/// A resource while aspects change it: those of outer scopes before those of inner ones, and each before the ones that were
/// declared after it.
///
/// A class, since the aspects of one resource hand it on.
final class ResourceDraft {
    let record: ResourceRecord
    let logicalID: String
    /// The attributes of the resource that aspects can change, as a template has them.
    private var content: [Expression.Entry]
    private let written: [Expression.Entry]
    private(set) var settings: [PropertySetting] = []
    /// In the order in which they were given.
    private(set) var tags: [AspectTag] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The aspects that the settings are of, by their indices.
    private var sites: [AspectSite] = []

    init(_ record: ResourceRecord, logicalID: String) {
        self.record = record
        self.logicalID = logicalID
        written = record.content
        content = written
    }

    var properties: [Expression.Entry] {
        if case .object(let properties)? = part(at: ["Properties"]).expression { properties } else { [] }
    }
    var deletionPolicy: DeletionPolicy? { policy("DeletionPolicy") }
    var updateReplacePolicy: DeletionPolicy? { policy("UpdateReplacePolicy") }

    private func policy(_ attribute: String) -> DeletionPolicy? {
        if case .string(let name)? = part(at: [attribute]).expression { DeletionPolicy(rawValue: name) } else { nil }
    }

    var isChanged: Bool { !settings.isEmpty || !tags.isEmpty }

    private var element: Element { record.element }

    // MARK: - Properties

    /// Gives a property, a part of one, or a policy.
    ///
    /// - Parameters:
    ///   - path: in the resource, from the outside in.
    ///   - kind: a default, or an override.
    ///   - value: in which ``Expression/asWritten`` stands for what is there already.
    func set(
        _ path: [String], to value: Expression, as kind: PropertySetting.Kind, by site: AspectSite,
        at location: SourceLocation
    ) {
        if kind == .default, let outcome = obstacle(to: path) { return note(path, kind, site, location, outcome) }
        let current = part(at: path)
        guard let value = value.completed(by: current.expression) else { return }
        if value.hasAsWritten {
            return report(
                "misplaced-as-written",
                "\(PropertySetting.property(path)): nobody can tell what .asWritten is: it stands in a list or in a function, or what the resource has there is computed",
                at: location, fix: "write the value itself")
        }
        change(path, current, to: value, as: kind, by: site, at: location)
    }

    /// Takes a property or a part of one out, where it is.
    func remove(_ path: [String], by site: AspectSite, at location: SourceLocation) {
        let current = part(at: path)
        if case .missing = current { return }
        change(path, current, to: nil, as: .removal, by: site, at: location)
    }

    private func change(
        _ path: [String], _ current: Expression.Part, to value: Expression?, as kind: PropertySetting.Kind,
        by site: AspectSite, at location: SourceLocation
    ) {
        if case .computed = current, path.count > 2 {
            return report(
                "override-path",
                "\(PropertySetting.property(path)): what stands on the way is computed at the deployment, so that no part of it can be given",
                at: location, fix: "give the whole property, or leave this resource out of the aspect")
        }
        if let other = conflict(path, current.expression, value, kind, site) {
            return reportConflict(over: PropertySetting.property(path), site.scope, at: location, with: other)
        }
        let problems = diagnostics.count
        PropertyOverride(path: path, value: value, location: location).apply(
            to: &content, of: element, &diagnostics)
        guard diagnostics.count == problems else { return }
        for index in settings.indices where settings[index].stands && settings[index].path.starts(with: path) {
            settings[index].outcome = .givesWay(to: location)
        }
        note(path, kind, site, location)
    }

    private func part(at path: [String]) -> Expression.Part { Expression.object(content).part(at: path[...]) }

    /// What a default gives way to: what the resource gives itself, be it `AWS::NoValue`, and overrides.
    private func obstacle(to path: [String]) -> PropertySetting.Outcome? {
        let override = settings.last { $0.stands && $0.kind != .default && path.starts(with: $0.path) }
        if let override { return .givesWay(to: override.location) }
        if case .found = Expression.object(written).part(at: path[...]) { return .givesWayToResource }
        return nil
    }

    /// The line of another aspect of the same scope that says something else as strongly. Neither is nearer to the resource,
    /// so that the order of two lines, which may stand in different files, would decide.
    private func conflict(
        _ path: [String], _ current: Expression?, _ value: Expression?, _ kind: PropertySetting.Kind, _ site: AspectSite
    ) -> SourceLocation? {
        guard current != value else { return nil }
        let other = settings.indices.last { index in
            let setting = settings[index]
            return setting.stands && (setting.kind == .default) == (kind == .default)
                && sites[index].competes(with: site)
                && (path.starts(with: setting.path) || setting.path.starts(with: path))
        }
        return other.map { settings[$0].location }
    }

    private func note(
        _ path: [String], _ kind: PropertySetting.Kind, _ site: AspectSite, _ location: SourceLocation,
        _ outcome: PropertySetting.Outcome = .stands
    ) {
        settings.append(
            PropertySetting(
                path: path, kind: kind, source: .aspect(scope: site.path, at: site.location), location: location,
                outcome: outcome))
        sites.append(site)
    }

    // MARK: - Tags

    func tag(_ tag: AspectTag) {
        let other = tags.last { $0.site.competes(with: tag.site) && $0.key == tag.key && $0.value != tag.value }
        if let other {
            return reportConflict(over: "the tag \(tag.key)", tag.site.scope, at: tag.location, with: other.location)
        }
        tags.append(tag)
    }

    // MARK: - Problems

    private func reportConflict(
        over what: String, _ scope: ConstructPath?, at location: SourceLocation, with other: SourceLocation
    ) {
        report(
            "aspect-conflict",
            "two aspects of \(scope?.description ?? "the app") say different things of \(what)", at: location,
            notes: [.init("the other one", at: other)],
            fix: "leave one of them out, or say it of a scope further in, which wins")
    }

    private func report(
        _ code: String, _ message: String, at location: SourceLocation, notes: [Diagnostic.Note] = [], fix: String
    ) {
        diagnostics.append(
            Diagnostic(
                code, message, at: location, logicalID: logicalID, path: element.path,
                notes: notes + [.init("of the resource that is added here", at: element.userLocation)], fix: fix))
    }
}

/// A tag that an aspect gives to a resource.
struct AspectTag {
    let site: AspectSite
    let key: String
    let value: Expression
    let location: SourceLocation
}

extension PropertySetting {
    fileprivate var stands: Bool { outcome == .stands }
}

extension ResourceRecord {
    /// What aspects can change, as it was written.
    fileprivate var content: [Expression.Entry] {
        [
            deletionPolicy.map { .init("DeletionPolicy", .string($0.rawValue)) },
            .init("Properties", properties.expression),
            updateReplacePolicy.map { .init("UpdateReplacePolicy", .string($0.rawValue)) },
        ].compactMap(\.self)
    }
}

extension AspectSite {
    /// Whether the other one is said of the same scope elsewhere.
    fileprivate func competes(with other: AspectSite) -> Bool { scope === other.scope && location != other.location }
}
