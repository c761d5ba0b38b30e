extension Template {
    /// Every value that a template can hold.
    ///
    /// An intrinsic function has one form, however it was written: `{"Fn::GetAtt": "Queue.Arn"}`,
    /// `{"Fn::GetAtt": ["Queue", "Arn"]}` and what the typed language says are all `.getAtt("Queue", "Arn")`.
    /// Literals in Swift go the same way:
    ///
    ///     let value: Template.Expression = ["Name": ["Ref": "Environment"], "Size": 3]
    ///     value == .object(["Name": .ref("Environment"), "Size": .number(3)])    // true
    public enum Expression: Sendable, Hashable {
        case null
        case boolean(Bool)
        case number(Number)
        case string(String)
        case list([Expression])
        /// An object that is no intrinsic function that is known here.
        case object(Object)
        /// `Ref`: of a parameter, a resource or a pseudo parameter.
        case ref(String)
        /// `Fn::GetAtt`: of a resource, with the attribute's name, which may itself be computed.
        indirect case getAtt(String, Expression)
        /// `Fn::Sub`.
        indirect case sub(Substitution)
        /// Any other function, with the arguments that ``Function`` tells of. `Ref` and `Fn::GetAtt` are among them
        /// where the name is computed, as `AWS::LanguageExtensions` allows.
        indirect case call(Function, [Expression])
        /// What has the name of a function and not its shape, kept as it stands. CloudFormation would refuse it, if
        /// no macro makes something else of the argument before.
        indirect case malformed(Function, Expression)
    }
}

extension Template.Expression {
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var list: [Template.Expression]? { if case .list(let elements) = self { elements } else { nil } }
    public var object: Template.Object? { if case .object(let object) = self { object } else { nil } }

    /// A string, number or boolean as the text that CloudFormation takes it for: 2 and `"2"` are the same to it.
    public var scalarText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.text
        case .boolean(let flag): flag ? "true" : "false"
        case .null, .list, .object, .ref, .getAtt, .sub, .call, .malformed: nil
        }
    }

    /// A member of an object; nil for anything else.
    public subscript(key: String) -> Template.Expression? { object?[key] }
    /// An element of a list; nil for anything else.
    public subscript(index: Int) -> Template.Expression? {
        list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }

    /// An intrinsic function as JSON has it: its name, and what stands behind the colon; nil for anything else.
    public var intrinsic: (function: Template.Function, argument: Template.Expression)? {
        switch self {
        case .null, .boolean, .number, .string, .list, .object: nil
        case .ref(let name): (.ref, .string(name))
        case .getAtt(let name, let attribute): (.getAtt, .list([.string(name), attribute]))
        case .sub(let substitution): (.sub, substitution.argument)
        case .call(let function, let arguments): (function, function.takesList ? .list(arguments) : arguments[0])
        case .malformed(let function, let argument): (function, argument)
        }
    }
}

// MARK: - Literals

// Not by nil: where an optional is expected, `nil` would be a value that is there.

extension Template.Expression: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Template.Number(value)) }
    public init(floatLiteral value: Double) { self = .number(Template.Number(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: Template.Expression...) { self = .list(elements) }
    /// Functions are recognized, as everywhere. `Condition` is one only for ``init(_:in:)`` where conditions stand.
    public init(dictionaryLiteral elements: (String, Template.Expression)...) {
        self.init(Template.Object(elements.map(Template.Object.Entry.init)), in: .value)
    }
}
