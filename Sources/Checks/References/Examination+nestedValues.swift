import Diagnostics
import Template

extension Examination {
    /// What a nested stack is given is what its parameters take, where both templates say it.
    mutating func checkNestedValues() {
        guard isOfFile, !hasMacros else { return }
        for (logicalID, resource) in template.resources where resource.type == Template.Resource.stackType {
            guard let nested = nestedTemplate(logicalID), !nested.isRewritten,
                let given = resource.properties["Parameters"]?.object
            else { continue }
            if let condition = resource.condition, conditionFacts.value(of: condition) == false { continue }
            let path = Template.Path(.resources, logicalID).appending("Properties").appending("Parameters")
            for entry in given.entries {
                guard let parameter = nested.parameters[entry.key] else { continue }
                let declaration = nested.origin(of: Template.Path(.parameters, entry.key)).map {
                    Diagnostic.Note("the parameter is declared here", at: $0.place)
                }
                let receiver = Receiver(name: entry.key, parameter: parameter, declaration: declaration)
                checkSecret(in: entry.value, receiver, at: path.appending(entry.key))
                check(entry.value, receiver, at: path.appending(entry.key))
            }
        }
    }

    /// What is kept out of sight here is shown by a stack that does not know so.
    private mutating func checkSecret(in value: Template.Expression, _ receiver: Receiver, at path: Template.Path) {
        guard !receiver.parameter.noEcho,
            let secret = value.names.sorted().first(where: { template.parameters[$0]?.noEcho == true })
        else { return }
        report(
            "secret-shown", "\(secret) is a secret, and \(receiver.name) of the nested template is shown to everyone",
            severity: .high, at: path, notes: [receiver.declaration].compactMap(\.self),
            fix: "declare \(receiver.name) there with \"NoEcho\": true")
    }

    private mutating func check(_ value: Template.Expression, _ receiver: Receiver, at path: Template.Path) {
        switch value {
        case .call(.if, let arguments):
            for (index, holds) in [(1, true), (2, false)]
            where arguments[0].string.flatMap({ conditionFacts.value(of: $0) }) != !holds {
                check(arguments[index], receiver, at: path.appending("Fn::If").appending(index))
            }
        case .list, .object:
            report(
                "wrong-value-type",
                "\(receiver.name) is given \(value.list == nil ? "an object" : "a list"), and stacks take texts only",
                at: path, notes: [receiver.declaration].compactMap(\.self),
                fix: value.list == nil ? "write a text" : "write one text with commas between the elements, or Fn::Join"
            )
        case .ref(let name):
            checkRange(ofParameter: name, receiver, at: path)
            checkPossible(value, receiver, at: path)
        default:
            checkCount(of: value, receiver, at: path)
            checkPossible(value, receiver, at: path)
        }
    }

    /// One identifier is not several with commas between them.
    private mutating func checkCount(of value: Template.Expression, _ receiver: Receiver, at path: Template.Path) {
        let type = receiver.parameter.type
        guard ReferenceTarget(ofParameterType: type) != nil, type.hasPrefix("AWS::"),
            !receiver.parameter.isInSystemsManager,
            let stack = ownStacks.first,
            let count = wiring.count(of: WiredValue(expression: value, stack: stack)), count > 1
        else { return }
        report(
            "template-parameter",
            "\(receiver.name) of the nested template is one \(type), and is given \(count) with commas between them",
            at: path, notes: [receiver.declaration].compactMap(\.self),
            fix: "take one of them with Fn::Select out of an Fn::Split, or declare it there as List<\(type)>")
    }

    private mutating func checkPossible(_ value: Template.Expression, _ receiver: Receiver, at path: Template.Path) {
        guard let values = possibleValues(of: value) else { return }
        let wrong = values.compactMap { possible in
            receiver.violation(of: possible.value).map { (cause: possible.cause, value: possible.value, words: $0) }
        }
        guard let first = wrong.first, first.cause.isLiteral || !isConditional(path) else { return }
        let shown = receiver.parameter.noEcho ? "the value" : "\"\(first.value.scalarText ?? "the list")\""
        var isCertain = wrong.count == values.count
        // Somebody may give another value.
        if case .standard = first.cause { isCertain = false }
        let (subject, place) = subject(of: first.cause, shown)
        report(
            "template-parameter", "\(receiver.name) of the nested template \(first.words), and \(subject)",
            severity: isCertain || first.cause.isAsked ? .error : .warning, at: path,
            notes: [place.flatMap { note("it stands here", at: $0) }, receiver.declaration].compactMap(\.self),
            fix: receiver.fix(for: first.value.scalarText, first.cause), isConfidential: receiver.parameter.noEcho)
    }

    private func subject(of cause: PossibleValue.Cause, _ shown: String) -> (String, Template.Path?) {
        switch cause {
        case .literal: ("is given \(shown)", nil)
        case .allowed(let name): ("is given \(name), which allows \(shown)", Template.Path(.parameters, name))
        case .handed(let name): ("is given \(name), which is \(shown)", Template.Path(.parameters, name))
        case .standard(let name): ("is given \(name), whose default is \(shown)", Template.Path(.parameters, name))
        case .mapped(let path, _): ("is given what a mapping has: \(shown)", path)
        }
    }

    /// Numbers of which none is in both ranges.
    private mutating func checkRange(ofParameter name: String, _ receiver: Receiver, at path: Template.Path) {
        guard let own = template.parameters[name], own.isNumeric, receiver.parameter.isNumeric else { return }
        func number(_ bound: Template.Number?) -> Double? { bound.flatMap { Double($0.text) } }
        let (inner, outer) = (receiver.parameter, own)
        let isAbove = number(outer.minValue).flatMap { low in number(inner.maxValue).map { low > $0 } } ?? false
        let isBelow = number(outer.maxValue).flatMap { high in number(inner.minValue).map { high < $0 } } ?? false
        guard isAbove || isBelow else { return }
        let bound = isAbove ? "\(inner.maxValue?.text ?? "") or less" : "\(inner.minValue?.text ?? "") or more"
        let given = isAbove ? "\(outer.minValue?.text ?? "") or more" : "\(outer.maxValue?.text ?? "") or less"
        report(
            "template-parameter",
            "\(receiver.name) of the nested template must be \(bound), and is given \(name), which is \(given)",
            at: path, notes: [receiver.declaration].compactMap(\.self), fix: "let both allow the same numbers")
    }
}

/// A parameter of a nested stack.
private struct Receiver {
    let name: String
    let parameter: Template.Parameter
    /// Where it is declared.
    let declaration: Diagnostic.Note?

    /// What is wrong with a literal; nil for nothing, and for what is known at the deployment only.
    func violation(of value: Template.Expression) -> String? {
        let text = value.scalarText ?? value.list.map { $0.compactMap(\.scalarText).joined(separator: ",") }
        guard let text, !text.hasDynamicReference else { return nil }
        return parameter.violations(of: text).first
    }

    func fix(for value: String?, _ cause: PossibleValue.Cause) -> String {
        if case .allowed(let name) = cause {
            return
                "let the parameter \(name) around it allow what \(self.name) of the nested template does, and nothing else"
        }
        if parameter.isInSystemsManager {
            return
                "give the name of the parameter that holds it, or declare \(name) there without AWS::SSM::Parameter::Value"
        }
        let allowed = parameter.allowedValues
        guard let value, !allowed.isEmpty, !parameter.noEcho else {
            return "give another value, or change the constraint there"
        }
        return Suggestion.choice(for: value, in: allowed)
    }
}
