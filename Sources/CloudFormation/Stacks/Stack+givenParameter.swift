extension Stack {
    /// Declares a parameter of a nested stack that the stack around fills, and returns its value as the nested stack
    /// has it.
    ///
    ///     let data = root.nestedStack("Data")
    ///     let size = data.parameter("Size", .string, given: .if(isProduction, "large", else: "small"))
    ///
    /// Values pass into nested stacks by being used, under names that synthesis finds. This is for a name that is known
    /// outside, as that of a template which was there before, and for what is to be worked out in the stack around.
    ///
    /// - Parameters:
    ///   - name: letters and digits.
    ///   - value: of the stack around; nil where nobody gives any, so that the default counts.
    ///   - default: used where none is given.
    ///   - allowedPattern: a regular expression that the whole value must match.
    ///   - allowedLength: of a string, in characters: `8...64`, `8...` or `...64`.
    ///   - allowedRange: of a number: `0...35`, `1...` or `...14`.
    ///   - noEcho: keeps the value out of consoles, logs and describe calls, for secrets.
    ///   - constraint: what to tell the user whose value is refused; the bare pattern helps nobody.
    ///   - group: the heading under which consoles show it (`AWS::CloudFormation::Interface`).
    ///   - label: what consoles show instead of the name.
    public func parameter<V: TemplateValue>(
        _ name: String, _ type: ParameterType<V>, given value: V?, default defaultValue: V? = nil,
        allowedValues: [V] = [], allowedPattern: String? = nil, allowedLength: (any ParameterRange<Int>)? = nil,
        allowedRange: (any ParameterRange<Double>)? = nil, noEcho: Bool = false, description: String? = nil,
        constraint: String? = nil, group: String? = nil, label: String? = nil, fileID: String = #fileID,
        line: Int = #line
    ) -> V {
        let given = value.map { value in
            value.expression.parameterText.map(Expression.string)
                ?? (V.isList ? value.expression.joinedByCommas : value.expression)
        }
        return declare(
            type: type.name, defaultValue: defaultValue?.expression, allowedValues: type.allowed(allowedValues),
            allowedPattern: allowedPattern, allowedLength: allowedLength, allowedRange: allowedRange, noEcho: noEcho,
            environmentVariable: nil, name: name, description: description, constraint: constraint, group: group,
            label: label, by: .stackAround(given), fileID, line)
    }
}
