import JSON
import ResourceSchemas

/// How every resource type of a schema release looks in Swift, looked up by name.
///
/// It lies in the executable as text, and what is asked for is read.
package struct InterfaceCatalogue: Sendable {
    private let lines: SortedLines

    /// - Parameter bytes: they stay where they are for as long as the program runs, and end in a newline.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) { lines = SortedLines(bytes) }

    /// Nil for a type that no module has.
    package func interface(of type: TypeName) -> ResourceInterface? { decoded(type.description) }

    /// The constructors of a kind of values that refer to one of a few types; nil where there is none of the name.
    package func targets(of set: TargetSetName) -> [Target]? {
        let texts: [String: [String]]? = decoded(Self.key(of: set))
        return texts?.sorted { $0.key < $1.key }.map {
            Target(name: $0.key, references: $0.value.compactMap(TypedReference.init))
        }
    }

    /// What a parameter of one of CloudFormation's own types identifies, as in `AWS::EC2::VPC::Id`; nil for other types.
    package func reference(ofParameter type: String) -> TypedReference? {
        let text: [String]? = decoded(Self.key(ofParameter: type))
        return text?.first.flatMap(TypedReference.init)
    }

    /// One constructor of a ``TargetSetName``: its name, and the forms that it takes.
    package struct Target: Sendable, Equatable {
        package let name: String
        package let references: [TypedReference]

        package init(name: String, references: [TypedReference]) {
            self.name = name
            self.references = references
        }
    }

    /// The line of a set. No type begins so.
    package static func key(of set: TargetSetName) -> String { "set \(set)" }

    /// The line of a parameter type.
    package static func key(ofParameter type: String) -> String { "parameter \(type)" }

    private func decoded<Content: Decodable>(_ key: String) -> Content? {
        guard let line = lines.lines(of: key).next(),
            let column = SortedLines.columns(of: line, most: 2).dropFirst().first
        else { return nil }
        return try? JSONValue(parsing: Array(column)).decoded()
    }
}
