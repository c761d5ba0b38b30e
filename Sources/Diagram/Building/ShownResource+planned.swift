import Plan
import Template

extension ShownResource {
    init(_ resource: PlannedResource) {
        self.init(
            path: resource.path.description, type: resource.type, place: resource.place,
            isUncertain: resource.exists != .yes,
            properties: resource.properties.entries.map { ($0.key, $0.value.planned.excerpt(240)) })
    }
}
