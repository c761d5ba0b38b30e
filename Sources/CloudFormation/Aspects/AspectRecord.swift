/// What was said of all resources of a type below a scope.
struct AspectRecord {
    enum Work {
        /// Makes something else of the resource.
        case change((ResourceDraft) -> Void)
        /// Looks at the finished resource.
        case check((FinishedResource) -> Void)
    }

    let site: AspectSite
    /// Nil for all types.
    let typeName: String?
    let work: Work

    func isOf(_ record: ResourceRecord) -> Bool { typeName == nil || typeName == record.typeName }
}

/// Where an aspect was declared.
struct AspectSite {
    /// Nil for the app.
    let scope: ConstructPath?
    /// The line that declares it.
    let location: SourceLocation

    /// How far in it is, in scopes; the app is around all of them.
    var depth: Int { scope?.components.count ?? 0 }

    /// As in `Shop/Data`; nil for the app.
    var path: String? { scope?.description }
}

extension AspectRecord {
    init<Type>(on typeName: String?, _ site: AspectSite, changing change: @escaping (AspectTarget<Type>) -> Void) {
        self.init(
            site: site, typeName: typeName,
            work: .change { change(AspectTarget(draft: $0, site: site)) })
    }

    init<Type>(on typeName: String?, _ site: AspectSite, checking check: @escaping (CheckedResource<Type>) -> Void) {
        self.init(
            site: site, typeName: typeName,
            work: .check { check(CheckedResource(resource: $0, site: site)) })
    }
}

/// Stands for every type, in an aspect on all resources.
public enum AnyResourceType {}
