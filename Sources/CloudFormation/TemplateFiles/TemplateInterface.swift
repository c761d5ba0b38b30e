import JSON

/// What others need to know of a template: what it takes, what it gives, and what is in it.
struct TemplateInterface {
    let parameters: [ParameterDeclaration]
    let outputs: [String]
    let resources: [(logicalID: String, typeName: String, deletionPolicy: DeletionPolicy?)]

    /// Reads a template in JSON.
    ///
    /// - Parameter path: of the file, for the places of parameters.
    /// - Throws: ``TemplateFileProblem`` for what is no template, or cannot be nested.
    init(of contents: [UInt8], at path: String) throws(TemplateFileProblem) {
        let template = try Self.parse(contents)
        guard contents.count <= Limits.templateBytes else {
            throw TemplateFileProblem(
                "has \(contents.count) bytes; CloudFormation takes \(Limits.templateBytes) at most",
                fix: "divide it into several templates")
        }
        parameters = try Self.members("Parameters", of: template).map { name, declaration in
            ParameterDeclaration(name, declaration, at: SourceLocation(fileID: path, line: declaration.place.line))
        }
        outputs = try Self.members("Outputs", of: template).map(\.name)
        let resources = try Self.members("Resources", of: template)
        guard !resources.isEmpty else {
            throw TemplateFileProblem(
                "is no template: it has no resources", line: template.place.line,
                fix: "name a CloudFormation template in JSON with a section Resources")
        }
        try Self.refuseRelativeTemplates(in: resources)
        self.resources = resources.map { name, resource in
            (name, resource["Type"]?.string ?? "", resource["DeletionPolicy"]?.string.flatMap(DeletionPolicy.init))
        }
    }

    private static func parse(_ contents: [UInt8]) throws(TemplateFileProblem) -> JSONValue {
        do {
            return try JSONValue(parsing: contents)
        } catch {
            throw TemplateFileProblem(
                "is no JSON: at \(error)", line: error.place.line,
                fix: "correct it; a template in YAML has to be converted first")
        }
    }

    private static func members(
        _ section: String, of template: JSONValue
    ) throws(TemplateFileProblem) -> [(name: String, value: JSONValue)] {
        guard let value = template[section] else { return [] }
        guard let members = value.members else {
            throw TemplateFileProblem(
                "is no template: its \(section) are \(value.kind), and not an object", line: value.place.line,
                fix: "write \(section) as an object of names and declarations")
        }
        return members.map { ($0.name, $0.value) }
    }

    /// A template beside this one would not be where CloudFormation looks for it.
    private static func refuseRelativeTemplates(
        in resources: [(name: String, value: JSONValue)]
    ) throws(TemplateFileProblem) {
        for (name, resource) in resources where resource["Type"]?.string == Stack.typeName {
            guard let address = resource["Properties"]?["TemplateURL"], let text = address.string,
                !text.hasPrefix("https://")
            else { continue }
            throw TemplateFileProblem(
                "nests the file \(text) as \(name), which would not be uploaded", line: address.place.line,
                fix: "nest that file in Swift too, or give the address of an object in Amazon S3")
        }
    }
}

extension ParameterDeclaration {
    /// As the Parameters section of a file has it.
    fileprivate init(_ name: String, _ declaration: JSONValue, at location: SourceLocation) {
        func number(_ key: String) -> Double? { declaration[key]?.scalarText.flatMap { Double($0) } }
        let (shortest, longest) = (number("MinLength"), number("MaxLength"))
        let (lowest, highest) = (number("MinValue"), number("MaxValue"))
        self.init(
            name: name, type: declaration["Type"]?.string ?? "String",
            defaultValue: declaration["Default"]?.scalarText,
            allowedValues: declaration["AllowedValues"]?.elements?.compactMap(\.scalarText) ?? [],
            allowedPattern: declaration["AllowedPattern"]?.string,
            allowedLength: Self.range(shortest.map { Int($0) } ?? 0, longest.map { Int($0) } ?? .max),
            allowedRange: Self.range(lowest ?? -.infinity, highest ?? .infinity),
            noEcho: declaration["NoEcho"]?.scalarText == "true", description: declaration["Description"]?.string,
            constraintDescription: declaration["ConstraintDescription"]?.string, location: location)
    }

    /// nil for what is no range.
    private static func range<Bound>(_ lower: Bound, _ upper: Bound) -> ClosedRange<Bound>? {
        lower <= upper ? lower...upper : nil
    }
}

extension JSONValue {
    /// A scalar as the text that CloudFormation takes it for; nil for what is none.
    fileprivate var scalarText: String? { string ?? number ?? boolean.map { $0 ? "true" : "false" } }
}
