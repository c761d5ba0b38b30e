import Diagnostics
import Template

extension Examination {
    /// Names are legal and mean one thing each.
    mutating func checkNames() {
        checkNames(of: .resources, "logical ID")
        checkNames(of: .parameters, "logical ID")
        checkNames(of: .conditions, "condition")
        checkNames(of: .mappings, "mapping")
        checkNames(of: .outputs, "output")
        checkNames(of: .rules, "rule")
        // Both are what Ref names.
        for (index, name) in template.parameters.object.entries.map(\.key).enumerated() {
            guard let resource = template.resources.object.index(of: name) else { continue }
            reportCollision(
                of: template.origin(ofMember: index, in: .parameters),
                with: template.origin(ofMember: resource, in: .resources), both: "logical ID",
                at: Template.Path(.parameters, name))
        }
    }

    private mutating func checkNames(of section: Template.SectionName, _ what: String) {
        guard let object = template[section]?.object else { return }
        // Loops and other macros are no members.
        for entry in object.entries where !entry.key.isFunctionKey {
            // AWS's own quick starts have conditions named A&B.
            let name = section == .conditions ? entry.key.filter { $0 != "&" } : entry.key
            guard let problem = Self.problem(with: name),
                !entry.key.isOpenName || Self.problem(with: name.closedPart) != nil
            else { continue }
            let path = Template.Path(section, entry.key)
            report(
                "illegal-name", "the \(what) \"\(entry.key)\" \(problem)", at: path,
                fix: "use letters A-Z, a-z and digits, \(Template.Limits.nameLength) at most"
                    + (template.loopSource(of: path) == nil
                        ? "" : "; in the key of a loop, &{...} leaves out everything else"))
        }
        for position in object.repetitions {
            let name = object.entries[position].key
            guard let first = object.index(of: name) else { continue }
            reportCollision(
                of: template.origin(ofMember: position, in: section),
                with: template.origin(ofMember: first, in: section), both: what, at: Template.Path(section, name))
        }
    }

    private mutating func reportCollision(
        of origin: Template.Origin?, with other: Template.Origin?, both what: String, at path: Template.Path
    ) {
        if template.loopSource(of: path) != nil {
            return report(
                what == "logical ID" ? "logical-id-collision" : "name-collision",
                "the loop makes the \(what) \(path.member ?? ""), which is made elsewhere or in another turn too",
                at: path,
                fix: "let each turn make a name of its own: put what all loops around it count with into the key")
        }
        let owners = "\(origin?.owner ?? path.description) and \(other?.owner ?? path.description)"
        report(
            what == "logical ID" ? "logical-id-collision" : "name-collision",
            "\(owners) both have the \(what) \(path.member ?? "")", at: path, origin: origin,
            notes: [("first here", other), ("again here", origin)].compactMap { message, origin in
                origin.map { .init(message, at: $0.declaration) }
            },
            fix: "rename one of them, or put it into a scope of its own: stack.scope(\"Name\")",
            fixOfFile: "rename one of them")
    }

    private static func problem(with name: String) -> String? {
        if name.isEmpty { return "is empty" }
        let most = Template.Limits.nameLength
        if name.utf8.count > most { return "has \(name.utf8.count) characters; at most \(most) are allowed" }
        if name.hasLettersAndDigitsOnly { return nil }
        let illegal = name.first { !$0.utf8.allSatisfy(\.isASCIILetterOrDigit) }
        return illegal.map { "contains \"\($0)\"; only letters and digits are allowed" }
    }
}

extension Template.Origin {
    /// Who has a name.
    fileprivate var owner: String? {
        path.map { path in source.map { "\($0), which \(path) uses," } ?? path }
    }

    /// The line that gives the name, which may be in a construct.
    fileprivate var declaration: Diagnostic.Place { constructLocation.map(Diagnostic.Place.source) ?? place }
}

extension String {
    /// Whether all of it are letters and digits of ASCII.
    fileprivate var hasLettersAndDigitsOnly: Bool {
        var name = self
        return name.withUTF8 { bytes in
            // By hand, since every name is asked, and there are debug builds.
            var position = 0
            while position < bytes.count, bytes[position].isASCIILetterOrDigit { position += 1 }
            return position == bytes.count
        }
    }
}

extension UInt8 {
    var isASCIILetterOrDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
            || self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")
    }
}
