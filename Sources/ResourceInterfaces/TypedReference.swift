import ResourceSchemas

/// A typed reference to another resource: in which form, and to what.
package struct TypedReference: Hashable, Sendable, CustomStringConvertible {
    /// The form in which a resource is referred to.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case id = "ID"
        case arn = "ARN"
        case name = "Name"

        /// The form that a property's name tells: `...Arn`, `...Name`, or else an identifier; plural too.
        package init(propertyName: String) { self = Self.said(by: propertyName) ?? .id }

        /// The form that a property's name says outright.
        package static func said(by propertyName: String) -> Kind? {
            let name = propertyName.lowercased()
            func ends(_ suffix: String) -> Bool { name.hasSuffix(suffix) || name.hasSuffix(suffix + "s") }
            if ends("arn") { return .arn }
            if ends("name") { return .name }
            return ends("id") || ends("identifier") ? .id : nil
        }
    }

    package let kind: Kind
    package let target: TypeName

    package init(_ kind: Kind, _ target: TypeName) {
        self.kind = kind
        self.target = target
    }

    /// Parses the form that the corrections use: `ARN AWS::IAM::Role`.
    package init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0]), let target = TypeName(parts[1]) else { return nil }
        self.init(kind, target)
    }

    package var description: String { "\(kind.rawValue) \(target)" }
}
