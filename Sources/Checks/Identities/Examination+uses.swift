import Diagnostics
import Template

extension Examination {
    /// What is not written out in the properties of resources comes to what they want: the right number of values, that
    /// identify the right resources.
    mutating func checkUses(_ tracer: ValueTracer) {
        for use in uses {
            let value = tracer.value(of: use.value, in: subject.file)
            handovers.add(use, value)
            if !checkShape(of: value, use) { continue }
            if let target = use.target, value.target != nil {
                checkTarget(
                    of: use.value, value, target, property: use.property, at: use.path, tracer)
            }
            checkParameter(of: value, use, tracer)
            checkMappedValues(of: use, tracer)
        }
        // They lead to schemas that nobody keeps.
        uses = []
    }

    /// Whether there is no list where one value is wanted, nor the reverse.
    private mutating func checkShape(of value: TracedValue, _ use: SchemaUse) -> Bool {
        // Stacks take texts only, lists with commas in them.
        let types = use.path.parameterOfStack == nil ? use.schema.types : [.string]
        guard let shape = value.shape, !types.isEmpty else { return true }
        let isWanted = shape == .list ? types.contains(.array) : !types.isSubset(of: [.array, .object])
        if isWanted { return true }
        let subject = words(use.value)
        if types.contains(.object) {
            // One of any keys may be given as its JSON.
            guard shape == .text, use.schema.hasNamedProperties else { return true }
            report(
                "wrong-value-type", "\(subject) is a text, and \(use.property) takes an object", at: use.path,
                fix: "write an object")
            return false
        }
        let isOfParameter = if case .parameter? = value.source { true } else { false }
        report(
            isOfParameter ? "parameter-type-use" : "wrong-value-type",
            shape == .list
                ? "\(subject) is a list, and \(use.property) takes single values"
                : "\(subject) is no list, and \(use.property) takes one",
            at: use.path,
            fix: shape == .list ? Self.fixOfList(at: use.path) : fixOfText(value.source))
        return false
    }

    private static func fixOfList(at path: Template.Path) -> String {
        guard case .index? = path.steps.last else {
            return "take one of it with Fn::Select, or make a text with Fn::Join"
        }
        return "leave out the list around it, or take one of it with Fn::Select"
    }

    private func fixOfText(_ source: TracedValue.Source?) -> String {
        guard case .parameter(_, let type)? = source else { return "write it in a list" }
        let list = type == "String" ? "CommaDelimitedList" : "List<\(type)>"
        return "write it in a list, or declare the parameter as \(list)"
    }

    // MARK: - Targets

    /// The same of a value that no schema tells the wants of.
    mutating func checkTarget(
        of expression: Template.Expression, _ wanted: [ReferenceTarget], property: String, at path: Template.Path,
        _ tracer: ValueTracer
    ) {
        let value = tracer.value(of: expression, in: subject.file)
        checkTarget(of: expression, value, wanted, property: property, at: path, tracer)
    }

    /// A value identifies one of what its place wants, if it is known what it identifies.
    mutating func checkTarget(
        of expression: Template.Expression, _ value: TracedValue, _ wanted: [ReferenceTarget], property: String,
        at path: Template.Path, _ tracer: ValueTracer
    ) {
        guard let target = value.target, let mismatch = tracer.mismatch(of: value, wanted),
            mismatch == .form || !mayShareName(value, target, wanted, tracer)
        else { return }
        reportOnce(
            "reference-type", "\(property) takes \(wanted.words), and \(words(expression)) is \(target.words)",
            at: path,
            fix: otherProperty(taking: value, at: path, tracer).map { "give it to \($0)" }
                ?? fix(of: mismatch, expression, wanted, tracer.schemas, at: path))
    }

    /// The only property that is not given yet, beside the one at a path, that takes what a value identifies.
    private func otherProperty(taking value: TracedValue, at path: Template.Path, _ tracer: ValueTracer) -> String? {
        guard let target = value.target, target.type != nil, path.steps.count >= 4,
            let resource = template.resources[path.member ?? ""],
            let body = tracer.schemas.schema(of: resource.type)?.body
        else { return nil }
        let names = (0..<body.propertyCount).compactMap { index -> String? in
            guard let name = body.properties?.name(at: index).string, resource.properties[name] == nil,
                let wanted = body.properties?.reference(at: index)?.targets,
                wanted.contains(where: { $0.type == target.type }), tracer.mismatch(of: value, wanted) == nil
            else { return nil }
            return name
        }
        return names.count == 1 ? names[0] : nil
    }

    /// Whether a name may be that of another resource besides: one that somebody chose, or that another one is given.
    private func mayShareName(
        _ value: TracedValue, _ target: ReferenceTarget, _ wanted: [ReferenceTarget], _ tracer: ValueTracer
    ) -> Bool {
        // What AWS makes up is no name.
        guard target.forms.contains(.name), !wanted.allSatisfy({ IdentifierFormat(of: [$0]) != nil }) else {
            return false
        }
        guard case .resource(let name, let resource, let attribute)? = value.source,
            let property = attribute ?? tracer.schemas.schema(of: resource.type)?.identifier,
            resource.properties[property] == nil
        else { return true }
        return template.resources.contains { _, other in
            guard wanted.contains(where: { $0.type == other.type }),
                let identifier = tracer.schemas.schema(of: other.type)?.identifier
            else { return false }
            return other.properties[identifier]?.names.contains(name) == true
        }
    }

    private func fix(
        of mismatch: TargetMismatch, _ expression: Template.Expression, _ wanted: [ReferenceTarget],
        _ schemas: TypeSchemas, at path: Template.Path
    ) -> String {
        var found: [String] = []
        switch mismatch {
        case .form:
            let names = expression.names
            guard let name = names.first, names.count == 1, let resource = template.resources[name] else { break }
            // Of several types that are taken in one form, each leads the same way.
            found = Set(wanted.compactMap { schemas.way(to: $0.forms, of: resource.type, from: name, resource) })
                .sorted()
        case .type:
            let usable = usableResources(at: path)
            func ways(_ isOfType: Bool, _ resources: [(String, Template.Resource)]) -> [String] {
                wanted.flatMap { want in
                    resources.compactMap { name, resource in
                        guard let type = want.type, (resource.type == type) == isOfType else { return nil }
                        return schemas.way(to: want.forms, of: type, from: name, resource)
                    }
                }
            }
            let own = Array(expression.names.compactMap { name in template.resources[name].map { (name, $0) } })
            found = ways(true, own)
            // Where one of several types is taken, another resource of any of them is hardly meant: a table knows the
            // stream that was.
            if wanted.count > 1, found.isEmpty { found = ways(false, own.filter { $0.0 != path.resource }) }
            if found.isEmpty { found = ways(true, usable) }
            // What another one knows of it, as a subnet does of its network, is the longer way.
            if found.isEmpty { found = ways(false, usable) }
        }
        if found.count == 1 { return found[0] }
        // One of several would be a guess.
        return wanted.count > 1 ? "give one of these" : "give \(wanted.first?.words ?? "another")"
    }

    /// The resources that what stands at a path may refer to: not to itself, nor to what waits for it.
    private func usableResources(at path: Template.Path) -> [(String, Template.Resource)] {
        guard let user = path.resource else { return Array(template.resources) }
        let graph = Template.DependencyGraph(of: template, references: references)
        return template.resources.filter { name, _ in name != user && !graph.waits(name, for: user) }
    }

    /// What a value is called in a message.
    func words(_ value: Template.Expression) -> String {
        switch value {
        case .ref(let name):
            let section: Template.SectionName = template.resources[name] == nil ? .parameters : .resources
            return self.name(of: Template.Path(section, name))
        case .getAtt(let name, .string(let attribute)):
            return self.name(of: Template.Path(.resources, name), attribute: attribute)
        case .sub(let substitution): return "\"\(substitution.text)\""
        default: return "the value"
        }
    }
}

extension TypeSchemas {
    /// How a template comes from a resource to what identifies one of a type in one of the forms, mostly itself; nil
    /// where it cannot.
    fileprivate func way(
        to forms: ReferenceTarget.Forms, of type: String, from name: String, _ resource: Template.Resource
    ) -> String? {
        guard let schema = schema(of: resource.type) else { return nil }
        let found = schema.returns.filter { _, text in
            guard let own = ReferenceTarget(text, own: resource.type) else { return false }
            return own.type == type && own.forms.isSubset(of: forms)
        }
        if found["Ref"] != nil { return "use Ref \(name)" }
        return found.keys.min().map { "use Fn::GetAtt \(name).\($0)" }
    }
}
