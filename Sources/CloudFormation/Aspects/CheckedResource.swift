/// A finished resource that a rule of one's own looks at: with what aspects, tags of scopes and overrides made of it.
public struct CheckedResource<Type>: DescribedResource {
    let resource: FinishedResource
    let site: AspectSite

    public var summary: ResourceSummary { resource.summary }

    /// Reports what the rule finds, at the line that the resource is due to. Synthesis goes on, so that one run shows all
    /// problems. What is no error can be accepted by `suppress`.
    ///
    /// - Parameters:
    ///   - code: stable, for searching and suppressing: `unversioned-bucket`.
    ///   - message: cause, offending value and what is allowed.
    ///   - property: what it is about, as in `VersioningConfiguration.Status`.
    ///   - fix: what to do about it.
    public func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, property: String? = nil, fix: String
    ) {
        resource.report(code, message, severity, property, fix, rule: site.location)
    }
}

/// A class, since the rules of one resource report to it.
final class FinishedResource {
    let summary: ResourceSummary
    private let settings: [PropertySetting]
    private(set) var diagnostics: [Diagnostic] = []

    init(_ summary: ResourceSummary, _ settings: [PropertySetting]) {
        self.summary = summary
        self.settings = settings
    }

    func report(
        _ code: String, _ message: String, _ severity: Diagnostic.Severity, _ property: String?, _ fix: String,
        rule: SourceLocation
    ) {
        let element = summary.record.element
        var notes: [Diagnostic.Note] = []
        if element.userLocation != element.location {
            notes.append(.init("added here by the construct", at: element.location))
        }
        if let property, let setting = settings.setting(at: property.keysOfProperty[...]) {
            notes.append(.init("\(setting.property) is given here", at: setting.location))
        }
        notes.append(.init("the rule stands here", at: rule))
        diagnostics.append(
            Diagnostic(
                code, message, severity: severity, at: element.userLocation, logicalID: summary.logicalID,
                property: property.map { "Properties." + $0 }, path: element.path, notes: notes, fix: fix))
    }
}

extension [PropertySetting] {
    /// The one that gave what stands at a path in the resource; nil where that was written with the resource, or is of several.
    func setting(at path: ArraySlice<String>) -> PropertySetting? {
        last { $0.outcome == .stands && $0.kind != .removal && path.starts(with: $0.path) }
    }
}
