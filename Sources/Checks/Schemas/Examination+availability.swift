import Diagnostics
import ResourceSchemas
import Template

extension Examination {
    /// The type is there where and when the stack will be, and its properties are not on their way out.
    mutating func checkAvailability(
        of resource: Template.Resource, _ schema: TypeSchema, _ schemas: TypeSchemas, at path: Template.Path
    ) {
        // Of many resources of a type, one says it for all.
        if let region = schemas.circumstances.region, schema.missingRegions.contains(region),
            isFirstReport("not-in-region", at: Template.Path(.resources, resource.type))
        {
            report(
                "not-in-region", "\(region) had no \(resource.type) on \(schemas.catalogue.release)",
                severity: .warning, at: path, fix: "choose another region, or look whether AWS has it there by now")
        }
        if let lifecycle = schema.lifecycle { report(lifecycle, of: resource.type, schemas, at: path) }
        for property in schema.deprecated {
            let keys = property.split(separator: "/").map(String.init)
            guard resource.object["Properties"]?.hasValue(at: keys) == true else { continue }
            report(
                "deprecated-property", "AWS advises against \(keys.joined(separator: "."))", severity: .low,
                at: keys.reduce(path.appending("Properties")) { $0.appending($1) },
                fix: "see the page of \(resource.type) in the CloudFormation template reference for what to write")
        }
    }

    private mutating func report(
        _ lifecycle: ResourceFacts.Lifecycle, of type: String, _ schemas: TypeSchemas, at path: Template.Path
    ) {
        let day = lifecycle.date.flatMap { Day($0) }
        let hasCome = day.map { $0 <= schemas.circumstances.today } ?? true
        let since = day.map { hasCome ? "since \($0) " : "from \($0) on " } ?? ""
        let message =
            switch lifecycle.status {
            case .maintenance: "\(since)AWS adds nothing to the service of \(type) any more"
            case .sunset: "\(since)new customers cannot use the service of \(type)"
            case .shutdown: "\(since)the service of \(type) is gone"
            }
        let severity: Diagnostic.Severity =
            switch lifecycle.status {
            case .maintenance: .info
            case .sunset: .warning
            case .shutdown: hasCome ? .error : .warning
            }
        report("type-ending", message, severity: severity, at: path, fix: "choose what AWS has in its place")
    }
}
