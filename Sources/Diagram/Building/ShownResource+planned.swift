import Plan
import Template

extension ShownResource {
    init(_ resource: PlannedResource) {
        self.init(
            path: resource.path.description, type: resource.type, place: resource.place,
            isUncertain: resource.exists != .yes,
            properties: resource.properties.hidingSecrets.entries.map {
                ($0.key, $0.value.isWithin(Self.mostBytes) ? $0.value.planned.excerpt(240) : "(too long to be shown)")
            })
    }

    /// What stacks hand on to each other can be as long as a whole template.
    private static let mostBytes = 20_000
}
