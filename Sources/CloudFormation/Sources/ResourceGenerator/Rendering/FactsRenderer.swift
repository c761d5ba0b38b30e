import Foundation

/// Renders a service's facts: a JSON object with one type a line, so that a schema release shows as one line a type.
///
/// Facts that are empty or false are left out. Keys are sorted, as are all lists.
struct FactsRenderer {
    private let service: ServiceModel

    init(_ service: ServiceModel) { self.service = service }

    func render() -> String {
        let lines = service.resources.map { "  \(Self.quoted($0.typeName.description)): \(Self.render($0.facts))" }
        return "{\n\(lines.joined(separator: ",\n"))\n}\n"
    }

    private static func render(_ facts: ResourceFacts) -> String {
        var members: [(String, String)] = []
        func add(_ name: String, _ paths: [String]) {
            if !paths.isEmpty { members.append((name, "[\(paths.map(quoted).joined(separator: ","))]")) }
        }
        add("conditionalCreateOnly", facts.conditionalCreateOnly)
        add("createOnly", facts.createOnly)
        if facts.deletesBeforeReplacing { members.append(("deletesBeforeReplacing", "true")) }
        add("deprecated", facts.deprecated)
        add("identifier", facts.identifier)
        add("missingRegions", facts.missingRegions)
        add("readOnly", facts.readOnly)
        add("required", facts.required)
        if facts.isStateful { members.append(("stateful", "true")) }
        switch facts.tagging {
        case .none: break
        case .list(let property): members.append(("tagging", "{\"list\":\(quoted(property))}"))
        case .map(let property): members.append(("tagging", "{\"map\":\(quoted(property))}"))
        case .groupList(let property): members.append(("tagging", "{\"groupList\":\(quoted(property))}"))
        }
        add("writeOnly", facts.writeOnly)
        return "{\(members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String { SwiftWriter.literal(text) }
}
