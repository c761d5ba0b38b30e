// The intrinsic functions that are not methods of List or Condition. All are typed: what goes in and what comes out.

extension TemplateValue {
    /// `Fn::If`: one of two values, by a declared condition.
    ///
    ///     let days: Value<Int> = .if(isProduction, 14, else: 1)
    public static func `if`(_ condition: Condition, _ value: Self, else alternative: Self) -> Self {
        Self(expression: .function(.if, .list([.name(condition.element), value.expression, alternative.expression])))
    }

    /// `Fn::Transform`: what the macro called `name` makes of `parameters`.
    public static func transform(_ name: String, parameters: JSON) -> Self {
        Self(
            expression: .function(
                .transform, .object([.init("Name", .string(name)), .init("Parameters", parameters.expression)])))
    }
}

extension Value where Kind == String {
    /// `Fn::Base64`, as instance user data needs it.
    public static func base64(_ text: Value<String>) -> Self {
        Self(expression: .function(.base64, text.expression))
    }

    /// `Fn::Split`, or the parts themselves where the text is known here.
    public func split(separator: String) -> List<Value<String>> {
        if case .string(let text) = expression, separator.count == 1 {
            let parts = text.split(separator: Character(separator), omittingEmptySubsequences: false)
            return List(parts.map { Value<String>(String($0)) })
        }
        return List(expression: .function(.split, .list([.string(separator), expression])))
    }

    /// `Fn::ToJsonString`, which adds the transform `AWS::LanguageExtensions` to the template. For a document whose
    /// shape is known here, ``json(_:)`` needs no transform.
    public static func toJSONString(_ json: JSON) -> Self {
        Self(expression: .function(.toJSONString, json.expression))
    }

    /// The same text as an `Fn::Join` of its lines, so that a reviewer sees a change to one line as a change to one
    /// line.
    public static func lines(_ text: Value<String>) -> Self {
        var lines: [[Expression.Segment]] = [[]]
        for segment in text.expression.segments {
            guard case .text(let text) = segment else {
                lines[lines.count - 1].append(segment)
                continue
            }
            for (index, part) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if index > 0 { lines.append([]) }
                if !part.isEmpty { lines[lines.count - 1].append(.text(String(Substring(part)))) }
            }
        }
        guard lines.count > 1 else { return text }
        return Self(expression: .function(.join, .list([.string("\n"), .list(lines.map(Expression.init(segments:)))])))
    }

    /// A JSON document as text, one line a member, with the template values in it kept as such: for dashboards and
    /// other properties that AWS declares as strings but reads as JSON. A value stands inside quotation marks.
    public static func json(_ document: JSON) -> Self {
        var writer = JSONTextWriter()
        writer.write(document.expression, indentation: 0)
        return Self(expression: Expression(segments: writer.segments))
    }
}
