import Diagnostics
import Template

extension Examination {
    /// What a parameter may be is what the property that it is used in takes.
    ///
    /// Only where it is used whatever conditions say: a value may be there to be told from others by one.
    mutating func checkParameter(of value: TracedValue, _ use: SchemaUse, _ tracer: ValueTracer) {
        guard case .parameter(let name, let type)? = value.source, case .ref = use.value,
            let parameter = template.parameters[name], !parameter.isInSystemsManager, !parameter.isList,
            !parameter.noEcho, !isConditional(use.path)
        else { return }
        let allowed = parameter.allowedValues
        let wrong = allowed.filter { problem(.string($0), use, tracer) != nil }
        if let first = wrong.first, wrong.count == allowed.count, let problem = problem(.string(first), use, tracer) {
            reportParameter(name, "allows nothing that \(use.property) takes", problem, use)
        } else if given?.haveDefaults != false, let standard = parameter.defaultValue, !standard.isEmpty,
            !isAlwaysGiven(name),
            // A default that the parameter itself does not allow is another mistake.
            allowed.isEmpty || allowed.contains(standard),
            let problem = problem(.string(standard), use, tracer)
        {
            reportParameter(name, "has a default that \(use.property) does not take", problem, use)
        } else if type == "Number", !use.schema.types.isEmpty, use.schema.types == [.boolean] {
            report(
                "parameter-type-use", "\(name) is a number, and \(use.property) is true or false", at: use.path,
                fix: "declare the parameter as String with the allowed values true and false")
        }
    }

    private mutating func reportParameter(_ name: String, _ what: String, _ problem: SchemaProblem, _ use: SchemaUse) {
        report(
            "parameter-type-use", "\(name) \(what): \(problem.message)", at: use.path,
            notes: [note("declared here", at: Template.Path(.parameters, name))].compactMap(\.self),
            fix: "change the parameter: \(problem.fix)", isConfidential: problem.isConfidential)
    }

    /// What is wrong with a literal where a value is used; nil for nothing, and for what only the services can tell.
    ///
    /// - Parameter isCertain: whether it is no placeholder, as the defaults of parameters often are.
    func problem(
        _ literal: Template.Expression, _ use: SchemaUse, _ tracer: ValueTracer, isCertain: Bool = false
    ) -> SchemaProblem? {
        guard let type = template.resources[use.path.member ?? ""]?.type, let schema = tracer.schemas.schema(of: type)
        else { return nil }
        var validation = SchemaValidation(
            schema, tracer.schemas, at: use.path, conditionFacts)
        validation.validate(literal, use.schema)
        // What is no more than a place for a text may have any length and look.
        return validation.problems.first { isCertain || !["wrong-length", "pattern-mismatch"].contains($0.code) }
    }

    /// Whether a condition decides of what stands there, or of what it stands in.
    func isConditional(_ path: Template.Path) -> Bool {
        if !template.guards(of: path).isEmpty { return true }
        let member = path.member ?? ""
        let condition =
            path.section == .outputs ? template.outputs[member]?.condition : template.resources[member]?.condition
        return condition != nil
    }

    // MARK: - Lists

    /// A list stands in no text: `Fn::Sub` and the elements of `Fn::Join` are texts, and so is what an output shows.
    mutating func checkListsInTexts(_ tracer: ValueTracer) {
        guard !hasMacros else { return }
        let lists = Set(template.parameters.compactMap { name, parameter in parameter.isList ? name : nil })
        for reference in references {
            guard let name = name(ofListAt: reference, lists, tracer), let place = place(refusingListAt: reference.path)
            else { continue }
            report(
                reference.attribute == nil ? "parameter-type-use" : "wrong-value-type",
                "\(name) is a list, and \(place)", at: reference.path,
                fix: "make one text of it with Fn::Join, or take one with Fn::Select")
        }
    }

    /// What a reference leads to, if that is a parameter or an attribute that is a list.
    private func name(
        ofListAt reference: Template.Reference, _ parameters: Set<String>, _ tracer: ValueTracer
    ) -> String? {
        switch reference.target {
        case .parameter(let name): return parameters.contains(name) ? name : nil
        case .resource(let name):
            guard let attribute = reference.attribute,
                tracer.value(of: .getAtt(name, .string(attribute)), in: subject.file).shape == .list
            else { return nil }
            return "\(name).\(attribute)"
        default: return nil
        }
    }

    private func place(refusingListAt path: Template.Path) -> String? {
        if case .sub? = template[path] { return "Fn::Sub puts texts in" }
        let steps = path.steps.suffix(3)
        if steps.first == .key("Fn::Join"), steps.dropFirst().first == .index(1), case .index? = steps.last {
            return "Fn::Join takes texts, or one list of them"
        }
        return path.isOfOutputValue ? "an output shows a text" : nil
    }
}

extension Template.Path {
    /// Whether an output shows what stands here, in whichever branch of conditions.
    fileprivate var isOfOutputValue: Bool {
        guard section == .outputs, steps.count >= 3, steps[2] == .key("Value") else { return false }
        return steps.dropFirst(3).allSatisfy { step in
            if case .index(let index) = step { index > 0 } else { step == .key("Fn::If") }
        }
    }
}
