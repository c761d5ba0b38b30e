/// The identity of something declared in a stack that expressions can name: a resource, parameter, condition, mapping
/// or output.
public final class Element: Sendable {
    enum Kind: Sendable {
        case resource, parameter, condition, mapping, output
    }

    /// The index of an element that is known by its name only.
    static let unknownIndex = -1

    let kind: Kind
    /// Its index among its kind in the stack.
    let index: Int
    /// The identifier given by the construct path, before ``Stack/keepLogicalID(_:insteadOf:fileID:line:)``.
    let logicalID: String
    /// The scope that it was declared in.
    let scopePath: ConstructPath
    let id: String
    let location: SourceLocation

    init(kind: Kind, index: Int, id: String, in scope: ConstructPath, at location: SourceLocation) {
        self.kind = kind
        self.index = index
        self.id = id
        self.scopePath = scope
        self.logicalID = scope.logicalIDPrefix + id
        self.location = location
    }

    /// The path of the stack that declares it.
    var stackPath: ConstructPath { scopePath.stackPath }

    /// As in `Shop/Network/VPC`.
    var path: String { "\(scopePath)/\(id)" }

    /// The user's line: where the construct was asked for, or the element itself when no construct made it. A construct
    /// of another module that was put straight into a stack has no line of its own; then the stack's is nearest.
    var userLocation: SourceLocation {
        if let construct = scopePath.constructLocation { return construct }
        let stack = stackPath.location
        return location.module == stack.module ? location : stack
    }
}

extension Element: Hashable {
    /// Each declaration is one of its own.
    public static func == (left: Element, right: Element) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
