import Template

extension Examination {
    /// The resources of a type, in order.
    func resources(of type: String) -> [(logicalID: String, resource: Template.Resource)] {
        template.resources.compactMap { $1.type == type ? ($0, $1) : nil }
    }

    /// A resource of a type that a value is the reference of, by `Ref` or by an attribute.
    func target(of value: Template.Expression?, type: String) -> (logicalID: String, resource: Template.Resource)? {
        let name: String? =
            switch value {
            case .ref(let name): name
            case .getAtt(let name, _): name
            default: nil
            }
        guard let name, let resource = template.resources[name], resource.type == type else { return nil }
        return (name, resource)
    }
}

extension Template.Resource {
    /// What a property says, where it is there and a literal.
    func text(_ property: String) -> String? { properties[property]?.scalarText }

    /// The number that a property says, or the one that counts without it; nil where it is computed.
    func number(_ property: String, otherwise standard: Double? = nil) -> Double? {
        guard let value = properties[property] else { return standard }
        return value.scalarText.flatMap(Template.Parameter.number)
    }
}

extension Double {
    /// Without a fraction of nothing.
    var words: String { Int(exactly: self).map(String.init) ?? String(self) }
}
