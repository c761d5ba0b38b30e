extension AppCheck {
    /// Snapshots are asked of types that have them, as the types themselves know.
    static func snapshots(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for resource in app.stacks.flatMap(\.resources) where !resource.record.hasSnapshots {
            guard resource.deletionPolicy == .snapshot || resource.updateReplacePolicy == .snapshot else { continue }
            diagnostics.append(
                Diagnostic(
                    "illegal-policy",
                    "CloudFormation can take no snapshot of a resource of type \(resource.record.typeName)",
                    about: resource.record.element, fix: "use .retain to keep the resource itself"))
        }
    }
}
