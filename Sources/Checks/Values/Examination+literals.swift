import JSON
import Template

extension Examination {
    mutating func checkLiterals(
        in value: Template.Expression, at path: Template.Path, _ literals: inout LiteralSubstitutions
    ) {
        switch value {
        case .string(let text):
            guard text.hasByte(UInt8(ascii: "$")), path.canSubstitute, !hasMacros else { return }
            check(text, isScript: text.hasLines, at: path, &literals)
        case .sub(let substitution):
            // In Swift, the text of an interpolation is a literal too; in a file, `${!Name}` is what was meant.
            guard substitution.text.hasByte(UInt8(ascii: "!")), path.canSubstitute, !hasMacros,
                template.origin(of: path)?.isOfFile == false
            else { return }
            for case .literal(let inside) in substitution.segments {
                check("${\(inside)}", isScript: substitution.text.hasLines, at: path, &literals)
            }
        default: break
        }
    }

    private mutating func check(
        _ text: String, isScript: Bool, at path: Template.Path, _ literals: inout LiteralSubstitutions
    ) {
        // A template inside the text has its own substitutions.
        guard !text.hasText("Fn::Sub"), !text.hasText("!Sub"), let isAround = template.isScript(around: path) else {
            return
        }
        let isScript = isScript || isAround
        for inside in text.braces {
            let key = [path.ofText.description, inside]
            guard !literals.found.contains(key), inside.hasPrefix("AWS::") || !isScript && isDeclared(inside, in: path)
            else { continue }
            literals.found.insert(key)
            report(
                "literal-substitution",
                "${\(inside)} stands in a string as it is: CloudFormation substitutes nothing there",
                severity: .warning, at: path, fix: fix(for: inside, at: path),
                fixOfFile: isOfMachine(path)
                    ? "give \(inside) in DefinitionSubstitutions, or write the text in an Fn::Sub"
                    : "write it in an Fn::Sub")
        }
    }

    /// Whether a path leads into a state machine, which has substitutions of its own.
    private func isOfMachine(_ path: Template.Path) -> Bool {
        path.resource.flatMap { template.resources[$0]?.type } == "AWS::StepFunctions::StateMachine"
    }

    /// Whether the template has something of that name, with or without an attribute, and nothing around the text has.
    private func isDeclared(_ inside: String, in path: Template.Path) -> Bool {
        let name = String(inside.prefix { $0 != "." })
        let isResource = template.resources[name] != nil
        if name != inside { return isResource }
        guard isResource || template.parameters[name] != nil else { return false }
        return path.section.flatMap { template[$0] }?[path.member ?? ""]?.declaresName(name) != true
    }

    private func fix(for inside: String, at path: Template.Path) -> String {
        if path.section == .parameters {
            return "leave it out, and write it into the text that uses the parameter: \"\\(AWS.region)-\\(parameter)\""
        }
        return switch Template.PseudoParameter(rawValue: inside) {
        case .noValue: "use .noValue"
        case .notificationARNs: "use AWS.notificationARNs, which is a list"
        case let parameter?: "write \\(AWS.\(parameter)) in its place"
        case nil: "write \\(value) in its place, with the value that add(_:_:) or parameter(_:) returned"
        }
    }
}

extension Template.Path {
    /// Where the whole text is of which this may be a piece.
    fileprivate var ofText: Template.Path {
        Template.Path(Array(steps.prefix { if case .key(let key) = $0 { !key.isFunctionKey } else { true } }))
    }

    /// Whether the text is one that CloudFormation could substitute something in, if it stood in a function.
    fileprivate var canSubstitute: Bool {
        switch section {
        case .resources, .conditions, .mappings: true
        case .parameters: steps.count > 2 && [.key("Default"), .key("AllowedValues")].contains(steps[2])
        case .outputs: steps.count > 2 && [.key("Value"), .key("Export")].contains(steps[2])
        case .formatVersion, .transform, .description, .metadata, .rules, nil: false
        }
    }
}

extension Template {
    /// Whether a text is a piece of one with many lines; nil where a macro is to read it.
    fileprivate func isScript(around path: Path) -> Bool? {
        var isScript = false
        var value: Expression? = .object(object)
        for step in path.steps {
            switch value {
            case .call(.transform, _): return nil
            case .call(.base64, _): isScript = true
            case .call(.join, let arguments): isScript = isScript || arguments[0] == "\n"
            case .sub(let substitution): isScript = isScript || substitution.text.hasLines
            default: break
            }
            value = value.flatMap { $0[step] }
        }
        return isScript
    }
}

extension Template.Expression {
    /// Whether a document gives the name to a value of its own, as its key or in a member called `Name`: an
    /// environment variable, a state machine's substitution.
    fileprivate func declaresName(_ name: String) -> Bool {
        var isDeclared = false
        visit { value, _ in
            guard let object = value.object else { return }
            isDeclared = isDeclared || object[name] != nil || object["Name"]?.string == name
        }
        return isDeclared
    }
}

extension String {
    /// What stands between `${` and `}`, of such in one another the innermost.
    fileprivate var braces: [String] {
        var found: [String] = []
        var start: String.Index?
        var previous: UInt8 = 0
        for index in utf8.indices {
            let byte = utf8[index]
            if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") {
                start = utf8.index(after: index)
            } else if byte == UInt8(ascii: "}"), let begin = start {
                found.append(String(self[begin..<index]))
                start = nil
            }
            previous = byte
        }
        return found
    }

    fileprivate var hasLines: Bool { hasByte(UInt8(ascii: "\n")) }
}
