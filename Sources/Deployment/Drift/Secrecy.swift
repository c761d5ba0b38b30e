import JSON
import Plan

/// Which values may be secrets, and belong in no report: what people keep in variables and start scripts, and what is
/// named so.
enum Secrecy {
    /// Whether a value may be a secret, or have one in it.
    ///
    /// - Parameters:
    ///   - names: where it stands, as in `ContainerDefinitions`, `0`, `Environment`.
    ///   - value: a text, or JSON as a text.
    static func covers(_ names: [String], _ value: String?) -> Bool {
        if names.contains(where: isOfSecrets) { return true }
        guard let value, let first = value.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            return false
        }
        return (try? JSONValue(parsing: Array(value.utf8))).map(covers) ?? true
    }

    private static func covers(_ value: JSONValue) -> Bool {
        if let elements = value.elements { return elements.contains(where: covers) }
        return value.members?.contains { member in
            if isOfSecrets(member.name) || covers(member.value) { return true }
            // As in {"Name": "ADMIN_TOKEN", "Value": "..."}.
            return isName(member.name) && member.value.string.map(SecretName.mayMatch) == true
        } ?? false
    }

    private static func isOfSecrets(_ name: String) -> Bool {
        ["Environment", "Variables", "UserData"].contains(name) || name.lowercased().hasSuffix("environmentvariables")
            || SecretName.mayMatch(name)
    }

    private static func isName(_ name: String) -> Bool {
        ["key", "name"].contains { name.lowercased().hasSuffix($0) }
    }
}
