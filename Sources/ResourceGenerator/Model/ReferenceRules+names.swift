import ResourceInterfaces
import ResourceSchemas

/// The rules that ask what a property is called.
extension ReferenceRules {
    func nameInService(_ name: String, service: String) -> TypedReference? {
        guard let names = namesInService[service] else { return nil }
        for candidate in Self.singular(name) {
            let key = candidate.lowercased()
            if let reference = names[key] { return reference }
            // Words, not letters: "PeerVpcId" ends in VpcId, "DBInstanceId" does not end in a type "stanceId".
            let words = SwiftName.words(in: candidate)
            for count in stride(from: words.count - 1, to: 0, by: -1) {
                let prefix = words.prefix(words.count - count)
                guard prefix.allSatisfy({ qualifiers.contains($0.lowercased()) }) else { continue }
                if let reference = names[words.suffix(count).joined().lowercased()] { return reference }
            }
        }
        return nil
    }

    /// The first of the rules for names that applies, among those that fit.
    func nameRule(
        _ name: String, _ paths: [String], fits: (Corrections.NameRule) -> Bool
    ) -> Corrections.NameRule? {
        for candidate in Self.singular(name) {
            let words = SwiftName.words(in: candidate).map { $0.lowercased() }
            for rule in corrections.names where fits(rule) {
                guard rule.suffix.contains("/") else {
                    let suffix = SwiftName.words(in: rule.suffix).map { $0.lowercased() }
                    if words.suffix(suffix.count).elementsEqual(suffix) { return rule }
                    continue
                }
                let path = rule.suffix.split(separator: "/")
                if paths.contains(where: { $0.split(separator: "/").suffix(path.count).elementsEqual(path) }) {
                    return rule
                }
            }
        }
        return nil
    }

    /// The name, and what it is the plural of.
    private static func singular(_ name: String) -> [String] {
        guard let last = name.last, last == "s", !name.hasSuffix("ss") else { return [name] }
        return [name, String(name.dropLast())]
    }
}
