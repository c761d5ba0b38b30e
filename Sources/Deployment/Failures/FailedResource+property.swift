import JSON
import ResourceSchemas
import Template

/// Which property AWS's words are about.
extension FailedResource {
    /// The path of the property that the reason means, as in `Tags.0.Key`; nil where it tells none.
    var propertyMeant: String? { propertyAtPointer ?? propertyNamed ?? propertyWithValue }

    /// The property whose value names the resource, where the template gives one.
    var propertyOfName: String? {
        if let match = reason.text.firstMatch(of: #/"\/properties\/(?<name>\w+)"/#) {
            let name = String(match.name)
            // AWS gives a name where the template does not, and then nobody can change it there.
            return propertyNames.contains(name) || declaration == nil ? name : nil
        }
        if let property = propertyWithValue, Self.isOfName(property) { return property }
        let kind = type.split(separator: ":").last.map(String.init) ?? ""
        return ["\(kind)Name", "Name", "\(kind)Identifier"].first { propertyNames.contains($0) }
            ?? onlyPropertyOfNames
    }

    private var onlyPropertyOfNames: String? {
        let names = propertyNames.filter(Self.isOfName)
        return names.count == 1 ? names[0] : nil
    }

    /// `#/ContainerDefinitions/0/Cpu: expected type: Integer`, as CloudFormation words what a schema does not allow.
    private var propertyAtPointer: String? {
        guard let match = reason.text.firstMatch(of: #/#(?<pointer>(?:\/[^\/:\s]+)*): (?<rest>[^\n]*)/#) else {
            return nil
        }
        var steps = match.pointer.split(separator: "/").map(String.init)
        if let key = String(match.rest).firstMatch(of: #/(?:extraneous|required) key \[(?<key>[^\]]+)\]/#) {
            steps.append(String(key.key))
        }
        return steps.isEmpty ? nil : steps.joined(separator: ".")
    }

    /// The first of its properties that the message calls by name.
    private var propertyNamed: String? {
        let called = reason.message.matches(of: #/\b(?:property|parameter|at) \[?'?(?<name>\w+)/#.ignoresCase())
            .map { String($0.name) }
        for word in called {
            if let name = propertyNames.first(where: { $0.lowercased() == word.lowercased() }) { return name }
        }
        if reason.has("unsupported property"), let name = called.first { return name }
        // Names of one word, such as Role and Type, stand in every other sentence.
        let names = propertyNames.filter { $0.count(where: \.isUppercase) > 1 }
        let words = reason.message.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
        let found = names.compactMap { name in words.firstIndex(of: name.lowercased()).map { (name, $0) } }
        return found.min { $0.1 < $1.1 }?.0
    }

    /// The property with the longest value that stands in the message.
    private var propertyWithValue: String? {
        let values = propertyNames.compactMap { name in value(of: name).map { (name, $0) } }
        return values.filter { $1.count > 2 && reason.message.contains($1) }.max { $0.1.count < $1.1.count }?.0
    }

    private var propertyNames: [String] {
        if let declaration { return declaration.properties.entries.map(\.key) }
        return resolvedProperties?.members.map { $0.map(\.name) } ?? []
    }

    private static func isOfName(_ property: String) -> Bool {
        property.hasSuffix("Name") || property.hasSuffix("Identifier") || property.hasSuffix("Alias")
    }
}

extension String {
    /// The argument in Swift that gives a property, of which this is the path: `DBName` is `dbName`, and
    /// `ContainerDefinitions.0.Cpu` stands in `containerDefinitions`.
    var argument: String { SwiftName.member(split(separator: ".").first.map(String.init) ?? self) }
}
