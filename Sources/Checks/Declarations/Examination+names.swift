import Diagnostics
import Template

extension Examination {
    /// Names are legal and mean one thing each.
    mutating func checkNames() {
        // Resources and parameters are both what Ref names.
        checkNames(of: [.resources, .parameters], "logical ID")
        checkNames(of: [.conditions], "condition")
        checkNames(of: [.mappings], "mapping")
        checkNames(of: [.outputs], "output")
        checkNames(of: [.rules], "rule")
    }

    private mutating func checkNames(of sections: [Template.SectionName], _ what: String) {
        var owners: [String: Template.Origin?] = [:]
        for section in sections {
            for (index, entry) in (template[section]?.object?.entries ?? []).enumerated()
            // Loops and other macros are no members.
            where !entry.key.hasPrefix("Fn::") {
                let path = Template.Path(section, entry.key)
                if let problem = Self.problem(with: entry.key) {
                    report(
                        "illegal-name", "the \(what) \"\(entry.key)\" \(problem)", at: path,
                        fix: "use letters A-Z, a-z and digits, \(Template.Limits.nameLength) at most")
                }
                let origin = template.origin(ofMember: index, in: section)
                if let other = owners.updateValue(origin, forKey: entry.key) {
                    reportCollision(of: origin, with: other, both: "\(what) \(entry.key)", at: path)
                }
            }
        }
    }

    private mutating func reportCollision(
        of origin: Template.Origin?, with other: Template.Origin?, both what: String, at path: Template.Path
    ) {
        let name = path.description
        report(
            what.hasPrefix("logical ID") ? "logical-id-collision" : "name-collision",
            "\(origin?.owner ?? name) and \(other?.owner ?? name) both have the \(what)", at: path, origin: origin,
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
        if name.utf8.allSatisfy(\.isASCIILetterOrDigit) { return nil }
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

extension UInt8 {
    var isASCIILetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
