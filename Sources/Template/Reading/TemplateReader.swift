import Diagnostics
import JSON

/// Makes a template's sections of a JSON text.
struct TemplateReader {
    private let file: String
    private(set) var problems: [(place: JSONPlace, diagnostic: Diagnostic)] = []

    init(file: String) {
        self.file = file
    }

    mutating func read(_ root: JSONValue) -> Template.Object {
        guard let members = root.members else {
            report("a template is an object of sections, and this is \(root.kind)", at: root)
            return [:]
        }
        for (first, again) in root.repeatedKeys {
            report(
                "the key '\(again.string ?? "")' is here again; it stands in \(first.place) already", at: again,
                code: "duplicate-key")
        }
        let object = Template.Object(
            members.map { member in
                let name = member.name
                return Template.Object.Entry(name, section(name, member.value))
            })
        // A macro may bring them.
        if object["Resources"] == nil, object["Transform"] == nil, object["Fn::Transform"] == nil {
            report("the template has no section Resources", at: root)
        }
        return object
    }

    // MARK: - Sections

    private mutating func section(_ name: String, _ json: JSONValue) -> Template.Expression {
        guard let section = Template.SectionName(rawValue: name) else { return expression(json, at: .value) }
        guard section.kinds.contains(json.kind) else {
            report("\(name) is \(section.expectation), and this is \(json.kind)", at: json)
            return .object([:])
        }
        guard section.hasMembers else {
            return section == .metadata ? .object(object(json, at: .value)) : expression(json, at: .value)
        }
        let position: Template.Position = section == .conditions || section == .rules ? .condition : .value
        var entries: [Template.Object.Entry] = []
        entries.reserveCapacity(json.members?.count ?? 0)
        json.members?.forEach { member in
            let name = member.name
            entries.append(Template.Object.Entry(name, self.member(name, of: section, member.value, at: position)))
        }
        return .object(Template.Object(entries))
    }

    private mutating func member(
        _ name: String, of section: Template.SectionName, _ json: JSONValue, at position: Template.Position
    ) -> Template.Expression {
        // Loops and other macros are no members.
        if name.hasPrefix("Fn::") { return expression(json, at: position) }
        guard json.kind == .object else {
            report("\(name) in \(section.rawValue) is an object, and this is \(json.kind)", at: json)
            return .null
        }
        return section == .conditions ? expression(json, at: position) : .object(object(json, at: position))
    }

    // MARK: - Values

    private mutating func expression(_ json: JSONValue, at position: Template.Position) -> Template.Expression {
        switch json.kind {
        case .null: return .null
        case .boolean: return .boolean(json.boolean == true)
        case .number: return .number(Template.Number(text: json.number ?? ""))
        case .string: return .string(json.string ?? "")
        case .list:
            var elements: [Template.Expression] = []
            elements.reserveCapacity(json.elements?.count ?? 0)
            json.elements?.forEach { elements.append(expression($0, at: position)) }
            return .list(elements)
        case .object: return Template.Expression(object(json, at: position), in: position)
        }
    }

    private mutating func object(_ json: JSONValue, at position: Template.Position) -> Template.Object {
        var entries: [Template.Object.Entry] = []
        entries.reserveCapacity(json.members?.count ?? 0)
        json.members?.forEach { member in
            let name = member.name
            entries.append(Template.Object.Entry(name, expression(member.value, at: position.within(name))))
        }
        return Template.Object(entries)
    }

    private mutating func report(_ message: String, at json: JSONValue, code: String = "invalid-template") {
        let place = Diagnostic.Place.file(FilePosition(path: file, json.place))
        problems.append((json.place, Diagnostic(code, message, at: place)))
    }
}

extension Template.SectionName {
    /// What its value may be.
    fileprivate var kinds: [JSONValue.Kind] {
        switch self {
        case .formatVersion, .description: [.string]
        case .transform: [.string, .list, .object]
        default: [.object]
        }
    }

    /// As in "Transform is ...".
    fileprivate var expectation: String {
        switch self {
        case .formatVersion, .description: "a string"
        case .transform: "the name of a macro or a list of them"
        default: "an object"
        }
    }
}
