extension Scope {
    /// Declares a parameter and returns its value.
    ///
    ///     let days = stack.parameter("BackupDays", .integer, default: 7, allowedRange: 0...35,
    ///                                description: "How long backups are kept.")
    ///
    /// - Parameters:
    ///   - name: letters and digits.
    ///   - default: used where a deployment gives none; without it every deployment must.
    ///   - allowedPattern: a regular expression that the whole value must match.
    ///   - allowedLength: of a string, in characters: `8...64`, `8...` or `...64`.
    ///   - allowedRange: of a number: `0...35`, `1...` or `...14`.
    ///   - noEcho: keeps the value out of consoles, logs and describe calls, for secrets.
    ///   - environmentVariable: what gives a secret's value to a deployment, such as `ADMIN_PASSWORD`; then the parameter
    ///     is NoEcho. Secrets are in no file and no argument. When the variable is not set, a deployed stack keeps its
    ///     value, and a new one takes the default.
    ///   - constraint: what to tell the user whose value is refused; the bare pattern helps nobody.
    ///   - group: the heading under which consoles show it (`AWS::CloudFormation::Interface`).
    ///   - label: what consoles show instead of the name.
    public func parameter<V: TemplateValue>(
        _ name: String, _ type: ParameterType<V>, default defaultValue: V? = nil, allowedValues: [V] = [],
        allowedPattern: String? = nil, allowedLength: (any ParameterRange<Int>)? = nil,
        allowedRange: (any ParameterRange<Double>)? = nil, noEcho: Bool = false, environmentVariable: String? = nil,
        description: String? = nil, constraint: String? = nil, group: String? = nil, label: String? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> V {
        declare(
            type: type.name, defaultValue: defaultValue?.expression, allowedValues: type.allowed(allowedValues),
            allowedPattern: allowedPattern, allowedLength: allowedLength, allowedRange: allowedRange, noEcho: noEcho,
            environmentVariable: environmentVariable, name: name, description: description, constraint: constraint,
            group: group, label: label, fileID, line)
    }

    /// Declares a parameter of type String and returns its value.
    public func parameter(
        _ name: String, default defaultValue: Value<String>? = nil, allowedValues: [Value<String>] = [],
        allowedPattern: String? = nil, allowedLength: (any ParameterRange<Int>)? = nil, noEcho: Bool = false,
        environmentVariable: String? = nil, description: String? = nil, constraint: String? = nil,
        group: String? = nil, label: String? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Value<String> {
        parameter(
            name, .string, default: defaultValue, allowedValues: allowedValues, allowedPattern: allowedPattern,
            allowedLength: allowedLength, noEcho: noEcho, environmentVariable: environmentVariable,
            description: description, constraint: constraint, group: group, label: label, fileID: fileID, line: line)
    }

    /// Declares a parameter whose value is the name of a Systems Manager parameter, and returns what that one holds.
    ///
    /// - Parameter path: the default name, as in `/aws/service/ami-amazon-linux-latest/...`.
    public func ssmParameter<V: TemplateValue>(
        _ name: String, _ type: ParameterType<V>, path: String? = nil, description: String? = nil,
        group: String? = nil, label: String? = nil, fileID: String = #fileID, line: Int = #line
    ) -> V {
        declare(
            type: "AWS::SSM::Parameter::Value<\(type.name)>", defaultValue: path.map(Expression.string),
            allowedValues: [],
            allowedPattern: nil, allowedLength: nil, allowedRange: nil, noEcho: false,
            environmentVariable: nil, name: name,
            description: description, constraint: nil, group: group, label: label, fileID, line)
    }

    func declare<V: TemplateValue>(
        type: String, defaultValue: Expression?, allowedValues: [Expression], allowedPattern: String?,
        allowedLength: (any ParameterRange<Int>)?, allowedRange: (any ParameterRange<Double>)?, noEcho: Bool,
        environmentVariable: String?, name: String, description: String?, constraint: String?, group: String?,
        label: String?, by giver: ParameterGiver = .deployment, _ fileID: String, _ line: Int
    ) -> V {
        let location = SourceLocation(fileID: fileID, line: line)
        let element = Element(
            kind: .parameter, index: declarations.parameters.count, id: name, in: path, at: location)
        let declaration = ParameterDeclaration(
            name: element.logicalID, type: type, isWhole: V.self == Value<Int>.self,
            defaultValue: defaultValue?.parameterText,
            allowedValues: allowedValues.compactMap(\.parameterText),
            allowedPattern: allowedPattern, allowedLength: allowedLength?.bounds, allowedRange: allowedRange?.bounds,
            noEcho: noEcho || environmentVariable != nil, environmentVariable: environmentVariable,
            description: description, constraintDescription: constraint, at: .source(location))
        declarations.parameters.append(
            ParameterRecord(
                element: element, declaration: declaration, group: group, label: label,
                hasComputedValues: (allowedValues + (defaultValue.map { [$0] } ?? [])).contains {
                    $0.parameterText == nil
                }, giver: giver))
        return V(expression: .reference(Reference(element: element, isList: V.isList)))
    }
}
