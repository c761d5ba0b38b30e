import Template

extension Wiring {
    /// The resource whose `Ref` or attribute a value is; nil for anything else, and where it is not known.
    func target(of value: WiredValue?) -> (resource: WiredResource, attribute: String?)? {
        guard let value = value.map(resolved) else { return nil }
        switch value.expression {
        case .ref(let name): return resource(name, in: value.stack).map { ($0, nil) }
        case .getAtt(let name, .string(let attribute)):
            return resource(name, in: value.stack).map { ($0, attribute) }
        default: return nil
        }
    }

    /// The same for what a resource itself is called: custom resources, nested stacks and parameters of Systems Manager
    /// hand out what something else is called.
    func ownTarget(of value: WiredValue?) -> (resource: WiredResource, attribute: String?)? {
        guard let target = target(of: value) else { return nil }
        let resource = target.resource.resource
        let isHandedOut = resource.type == "AWS::SSM::Parameter" && target.attribute == "Value"
        return resource.isStranger(isNested: false) || isHandedOut ? nil : target
    }

    /// The resource of a type that a value is the reference of, by `Ref` or by an attribute.
    func target(of value: WiredValue?, type: String) -> WiredResource? {
        guard let target = target(of: value) else { return nil }
        if target.resource.resource.type == type { return target.resource }
        return value.flatMap { property(behind: resolved($0)) }.flatMap { self.target(of: $0, type: type) }
    }

    /// The resources of a type that the elements of a list are; nil where one is something else, or not known.
    func targets(of value: WiredValue?, type: String) -> [WiredResource]? {
        guard let value, let elements = elements(of: value) else { return nil }
        let targets = elements.compactMap { target(of: $0, type: type) }
        return targets.count == elements.count ? targets : nil
    }

    /// The property that an attribute of the same name repeats, such as `VpcId` of a subnet.
    func property(behind value: WiredValue) -> WiredValue? {
        guard case .getAtt(let name, .string(let attribute)) = value.expression,
            let owner = resource(name, in: value.stack), !owner.resource.isStranger(isNested: true),
            let target = owner.value(attribute)
        else { return nil }
        // One that repeats itself leads nowhere.
        if case .getAtt(name, _) = target.expression { return nil }
        return target
    }

    /// What two values that are certain to be the same have in common, so that one finds the other: of a resource of the
    /// type, whichever way it is named.
    func identity(of value: WiredValue, type: String) -> WiredValue {
        identity(of: value, target(of: value, type: type))
    }

    /// The same where the resource is found already.
    func identity(of value: WiredValue, _ target: WiredResource?) -> WiredValue {
        if let target {
            return WiredValue(expression: .ref(target.logicalID), stack: target.stack)
        }
        // Text is the same everywhere.
        if let text = text(value) { return WiredValue(expression: .string(text), stack: 0) }
        return resolved(value)
    }

    /// Resources by what a property says, which is the reference of a resource of a type.
    func grouped(_ resources: [WiredResource], by property: String, type: String) -> WiredGroups {
        var groups = WiredGroups()
        for resource in resources {
            guard let value = resource.value(property), !isAbsent(value) else { continue }
            groups.add(resource, by: identity(of: value, type: type))
        }
        return groups
    }

    /// Whether two values are certain to be the same: of one resource, of one parameter, or one text.
    func isSame(_ one: WiredValue, _ other: WiredValue) -> Bool {
        let (one, other) = (resolved(one), resolved(other))
        if let text = text(one), text == self.text(other) { return true }
        guard one.stack == other.stack || one.expression.names.isEmpty else { return false }
        return one.expression == other.expression
    }
}
