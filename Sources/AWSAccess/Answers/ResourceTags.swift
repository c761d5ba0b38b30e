/// The tags of a resource, as every AWS service lists them.
package struct ResourceTags: Decodable, Sendable, Equatable {
    private struct Tag: Decodable {
        let key: String
        let value: String?
    }

    /// The values by key.
    package let values: [String: String]

    package init(_ values: [String: String] = [:]) { self.values = values }

    package init(from decoder: any Decoder) throws {
        let tags = try decoder.singleValueContainer().decode([Tag].self)
        values = Dictionary(tags.map { ($0.key, $0.value ?? "") }) { _, last in last }
    }

    package subscript(key: String) -> String? { values[key] }

    /// A JSON list of one tag, for options named `--tags`: nothing in it has to be escaped for the AWS CLI's shorthand.
    package static func option(_ members: KeyValuePairs<String, String>, propagateAtLaunch: Bool? = nil) -> String {
        // A name of a group may have a quotation mark or a backslash, which is all that JSON would trip over.
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let pairs = members.map { "\(quoted($0.key)): \(quoted($0.value))" }
        return "[{"
            + (pairs + (propagateAtLaunch.map { ["\"PropagateAtLaunch\": \($0)"] } ?? [])).joined(separator: ", ")
            + "}]"
    }
}
