extension Template {
    /// What is expected where a value stands.
    public enum Position: Sendable {
        case value
        /// Where conditions stand, `{"Condition": "IsProduction"}` is a function, and elsewhere an object.
        case condition

        /// What is expected below a key.
        public func within(_ key: String) -> Position { Function(key: key).map(Position.within) ?? self }

        /// What is expected of a function's arguments.
        public static func within(_ function: Function) -> Position {
            function.takesConditions ? .condition : .value
        }
    }
}

extension Template.Expression {
    /// An object, or the intrinsic function that it is when it has the only key of one.
    public init(_ object: Template.Object, in position: Template.Position = .value) {
        guard object.count == 1, let entry = object.entries.first,
            let function = Template.Function(key: entry.key), function != .condition || position == .condition
        else {
            self = .object(object)
            return
        }
        self.init(function, entry.value)
    }

    /// A function with what stands behind its key; ``malformed(_:_:)`` where that has not its shape.
    public init(_ function: Template.Function, _ argument: Template.Expression) {
        switch function {
        case .ref: self = Self.ref(to: argument)
        case .getAtt: self = Self.getAtt(of: argument)
        case .sub: self = Template.Substitution(argument).map(Self.sub) ?? .malformed(.sub, argument)
        default:
            let arguments = function.takesList ? argument.list ?? [] : [argument]
            let isRight = function.argumentCounts.contains(arguments.count) && Self.fit(arguments, function)
            self = isRight ? .call(function, arguments) : .malformed(function, argument)
        }
    }

    private static func ref(to argument: Template.Expression) -> Self {
        switch argument {
        case .string(let name): .ref(name)
        case .ref, .getAtt, .sub, .call: .call(.ref, [argument])
        case .null, .boolean, .number, .list, .object, .malformed: .malformed(.ref, argument)
        }
    }

    private static func getAtt(of argument: Template.Expression) -> Self {
        switch argument {
        case .string(let text):
            if let (name, attribute) = text.splitAtFirstDot { return .getAtt(name, .string(attribute)) }
        case .list(let arguments) where arguments.count == 2 && isAttributeName(arguments[1]):
            switch arguments[0] {
            case .string(let name) where !name.isEmpty: return .getAtt(name, arguments[1])
            case .ref, .getAtt, .sub, .call: return .call(.getAtt, arguments)
            default: break
            }
        default: break
        }
        return .malformed(.getAtt, argument)
    }

    private static func isAttributeName(_ attribute: Template.Expression) -> Bool {
        switch attribute {
        case .string(let name): !name.isEmpty
        case .ref, .getAtt, .sub, .call: true
        case .null, .boolean, .number, .list, .object, .malformed: false
        }
    }

    /// Whether those of the arguments are literals that CloudFormation does not compute.
    private static func fit(_ arguments: [Template.Expression], _ function: Template.Function) -> Bool {
        switch function {
        case .if, .condition, .refAll, .join, .split: arguments[0].string != nil
        // Of several, each is one after the other.
        case .transform: (arguments[0].list ?? arguments).allSatisfy { $0["Name"] != nil }
        case .getStackOutput: arguments[0]["StackName"] != nil && arguments[0]["OutputName"] != nil
        case .findInMap: arguments.count == 3 || arguments[3]["DefaultValue"] != nil
        default: true
        }
    }
}

extension String {
    /// `Database.Endpoint.Address` is the attribute `Endpoint.Address` of `Database`; nil without either.
    var splitAtFirstDot: (name: String, attribute: String)? {
        guard let dot = utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let (name, attribute) = (self[..<dot], self[index(after: dot)...])
        return name.isEmpty || attribute.isEmpty ? nil : (String(name), String(attribute))
    }
}
