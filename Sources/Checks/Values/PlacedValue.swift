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
        var found: [PlacedValue] = []
        forEachMember(key) { found.append($0) }
        return found
    }

    /// The value in each branch of the conditions around it; nothing where it is left out.
    var branches: [PlacedValue] {
        var found: [PlacedValue] = []
        forEachBranch { found.append($0) }
        return found
    }

    /// The elements of a list in each branch of the conditions around it and them, or the one value that stands in its
    /// place.
    var elements: [PlacedValue] {
        var found: [PlacedValue] = []
        forEachElement { found.append($0) }
        return found
    }

    /// The same of a member's list.
    func elements(of key: String) -> [PlacedValue] {
        var found: [PlacedValue] = []
        forEachMember(key) { $0.forEachElement { found.append($0) } }
        return found
    }

    /// What stands at a path below, through lists (`*`) and conditions.
    func values(at keys: [String]) -> [PlacedValue] {
        var found: [PlacedValue] = []
        forEachBranch { $0.forEachValue(at: keys, from: 0) { found.append($0) } }
        return found
    }

    // One value after the other, since to put lists of them together at each step takes several times as long.

    private func forEachValue(at keys: [String], from first: Int, _ body: (PlacedValue) -> Void) {
        guard first < keys.count else { return body(self) }
        let key = keys[first]
        if key == "*" {
            forEachElement { $0.forEachValue(at: keys, from: first + 1, body) }
        } else {
            forEachMember(key) { $0.forEachValue(at: keys, from: first + 1, body) }
        }
    }

    private func forEachMember(_ key: String, _ body: (PlacedValue) -> Void) {
        guard let member = value[key] else { return }
        PlacedValue(member, at: path.appending(key)).forEachBranch(body)
    }

    private func forEachBranch(_ body: (PlacedValue) -> Void) {
        switch value {
        case .ref("AWS::NoValue"): break
        case .call(.if, let arguments):
            for branch in 1...2 {
                PlacedValue(arguments[branch], at: path.appending("Fn::If").appending(branch)).forEachBranch(body)
            }
        default: body(self)
        }
    }

    private func forEachElement(_ body: (PlacedValue) -> Void) {
        forEachBranch { branch in
            guard case .list(let list) = branch.value else { return body(branch) }
            var index = 0
            while index < list.count {
                PlacedValue(list[index], at: branch.path.appending(index)).forEachBranch(body)
                index += 1
            }
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
        let first = text.firstByte
        var position = 0
        // By hand, since every resource is asked again and again, and there are debug builds.
        while position < entries.count {
            let key = entries[position].key
            if key.firstByte == first, text.hasPrefix(key) { return true }
            position += 1
        }
        return false
    }
}

extension Template.Path {
    /// Whether a condition decides whether what stands there counts.
    var isConditional: Bool {
        for case .key(let key) in steps where key == "Fn::If" { return true }
        return false
    }
}
