import JSON
import Template

/// A value with where it stands.
struct PlacedValue {
    let value: Template.Expression
    let path: Template.Path

    init(_ value: Template.Expression, at path: Template.Path) {
        self.value = value
        self.path = path
    }

    /// A member of it as an object, in each branch of the conditions around it.
    subscript(key: String) -> [PlacedValue] {
        guard let member = value[key] else { return [] }
        return PlacedValue(member, at: path.appending(key)).branches
    }

    /// The value in each branch of the conditions around it; nothing where it is left out.
    var branches: [PlacedValue] {
        switch value {
        case .ref("AWS::NoValue"): []
        case .call(.if, let arguments):
            (1...2).flatMap { branch in
                PlacedValue(arguments[branch], at: path.appending("Fn::If").appending(branch)).branches
            }
        default: [self]
        }
    }

    /// The elements of a list in each branch of the conditions around it and them, or the one value that stands in its
    /// place.
    var elements: [PlacedValue] {
        branches.flatMap { branch -> [PlacedValue] in
            guard let list = branch.value.list else { return [branch] }
            return list.enumerated().flatMap { index, element in
                PlacedValue(element, at: branch.path.appending(index)).branches
            }
        }
    }

    /// What stands at a path below, through lists (`*`) and conditions.
    func values(at keys: [String]) -> [PlacedValue] {
        keys.reduce(branches) { values, key in
            values.flatMap { key == "*" ? $0.elements : $0[key] }
        }
    }
}

extension Template.Resource {
    /// What stands at a path below the properties, through lists (`*`) and conditions.
    ///
    /// - Parameter path: as in `Policies.*.PolicyDocument`.
    func values(at path: String, of logicalID: String) -> [PlacedValue] {
        guard let properties = object["Properties"] else { return [] }
        // Most have nothing there, and to take the path apart takes longer.
        if let object = properties.object, !object.hasKey(thatBegins: path) { return [] }
        return PlacedValue(properties, at: Template.Path(.resources, logicalID).appending("Properties"))
            .values(at: path.parts(separatedBy: "."))
    }
}

extension Template.Object {
    /// Whether a text begins as some key does.
    func hasKey(thatBegins text: String) -> Bool {
        let first = text.utf8.first
        return entries.contains { $0.key.utf8.first == first && text.hasPrefix($0.key) }
    }
}

extension Template.Path {
    /// Whether a condition decides whether what stands there counts.
    var isConditional: Bool { steps.contains(.key("Fn::If")) }
}
