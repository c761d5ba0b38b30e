import Template

extension Examination {
    /// The resources of a type in this very template, in order.
    func resources(of type: String) -> [DeclaredResources.Member] { resources.ofType(type) }
}

extension Template.Resource {
    /// The number that a property says, or the one that counts without it; nil where it is computed.
    func number(_ property: String, otherwise standard: Double? = nil) -> Double? {
        guard let value = properties[property] else { return standard }
        return value.scalarText.flatMap(Template.Parameter.number)
    }
}
