/// An attribute that items are found by, with its type: a part of a table's or an index's key.
public struct TableKey: Sendable, Hashable {
    let name: String
    /// As DynamoDB calls it: S, N or B.
    let type: String

    /// - Parameter name: of the attribute, as in `customerId`.
    public static func string(_ name: String) -> TableKey { TableKey(name: name, type: "S") }

    /// - Parameter name: of the attribute, as in `version`.
    public static func number(_ name: String) -> TableKey { TableKey(name: name, type: "N") }

    /// - Parameter name: of the attribute.
    public static func binary(_ name: String) -> TableKey { TableKey(name: name, type: "B") }
}
