import Template

extension Examination {
    /// The resources of a type in this very template, in order.
    func resources(of type: String) -> [(logicalID: String, resource: Template.Resource)] {
        template.resources.compactMap { $1.type == type ? ($0, $1) : nil }
    }
}

extension Template.Resource {
    /// The number that a property says, or the one that counts without it; nil where it is computed.
    func number(_ property: String, otherwise standard: Double? = nil) -> Double? {
        guard let value = properties[property] else { return standard }
        return value.scalarText.flatMap(Template.Parameter.number)
    }
}
