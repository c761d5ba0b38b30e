import Template

extension Template.Object {
    /// With every secret hidden that is written out in it, as far as names tell.
    package var hidingSecrets: Template.Object { hidingSecrets(all: false) }

    fileprivate func hidingSecrets(all: Bool) -> Template.Object {
        Template.Object(
            entries.map { entry in
                guard !SecretName.isHarmless(entry.key) else { return entry }
                return Entry(entry.key, entry.value.hidingSecrets(all: all || namesSecret(at: entry.key)))
            })
    }

    /// Whether a member holds a secret by its name, or by the one that stands beside it, as in
    /// `{ "Name": "LEDGER_PASSWORD", "Value": "..." }`.
    fileprivate func namesSecret(at key: String) -> Bool {
        if SecretName.matches(key) { return true }
        guard key == "Value" || key == "ParameterValue" else { return false }
        return ["Name", "Key", "ParameterName", "ParameterKey"].contains {
            self[$0]?.string.map(SecretName.matches) == true
        }
    }
}

extension Template.Expression {
    private static let hidden = Template.Expression.string("(hidden)")

    /// - Parameter all: whether it is a secret as a whole. References are none: they say where one comes from.
    func hidingSecrets(all: Bool) -> Template.Expression {
        switch self {
        case .string(let text): all && text.isWritten ? Self.hidden : self
        case .number: all ? Self.hidden : self
        case .sub(let substitution): all && substitution.isWritten ? Self.hidden : self
        case .null, .boolean, .ref, .getAtt: self
        case .list(let elements): .list(elements.map { $0.hidingSecrets(all: all) })
        case .object(let object): .object(object.hidingSecrets(all: all))
        case .call(.if, let arguments):
            .call(.if, arguments.prefix(1) + arguments.dropFirst().map { $0.hidingSecrets(all: all) })
        // What these are given are names.
        case .call(.findInMap, _), .call(.importValue, _), .call(.getStackOutput, _): self
        case .call(let function, let arguments): .call(function, arguments.map { $0.hidingSecrets(all: all) })
        case .malformed(let function, let argument): .malformed(function, argument.hidingSecrets(all: all))
        }
    }

    /// Whether what stands at a path in an object is a secret, as far as names tell.
    fileprivate func isSecret(at path: Template.Path) -> Bool {
        var value: Template.Expression? = self
        for step in path.steps {
            if case .key(let key) = step {
                if SecretName.isHarmless(key) { return false }
                if SecretName.matches(key) || value?.object?.namesSecret(at: key) == true { return true }
            }
            value = value?[step]
        }
        return false
    }
}

extension String {
    /// Whether it is a value, and neither a switch nor says where the value is: by an ARN, or by a dynamic reference ("Using
    /// dynamic references to specify template values" in the AWS CloudFormation User Guide).
    fileprivate var isWritten: Bool {
        !isEmpty && self != "true" && self != "false" && !hasPrefix("arn:") && !hasPrefix("{{resolve:")
    }
}

extension Template.Substitution {
    fileprivate var isWritten: Bool {
        text.isWritten && segments.contains { if case .name = $0 { false } else { true } }
    }
}

extension PropertyChange {
    /// Without what nobody is to read in a log or on a pull request: that it changes is said all the same.
    ///
    /// - Parameter sides: what the path begins in, now and then.
    func hidingSecrets(in sides: [Template.Object?]) -> PropertyChange {
        let isSecret = sides.contains { $0.map { Template.Expression.object($0).isSecret(at: path) } == true }
        var change = self
        change.before = before?.hidingSecrets(all: isSecret)
        change.after = after?.hidingSecrets(all: isSecret)
        change.isHidden = before != after && change.before == change.after
        return change
    }
}

extension PlannedChange {
    /// - Parameter sides: the resource, now and then.
    func hidingSecrets(in sides: [PlannedResource?]) -> PlannedChange {
        var change = self
        change.properties = properties.map { $0.hidingSecrets(in: sides.map { $0?.properties }) }
        change.attributes = attributes.map { $0.hidingSecrets(in: sides.map { $0?.attributes }) }
        return change
    }
}

extension DeclarationChange {
    var hidingSecrets: DeclarationChange {
        let isSecret = SecretName.matches(name)
        return DeclarationChange(
            kind: kind, stack: stack, name: name, before: before?.hidingSecrets(all: isSecret),
            after: after?.hidingSecrets(all: isSecret))
    }
}
