extension Template {
    /// A rule about parameters ("Rules" in the user guide): a view of its object.
    public struct Rule: SectionMember, Hashable {
        /// What must hold.
        public struct Assertion: Sendable, Hashable {
            public let condition: Expression
            /// What CloudFormation says when it does not.
            public let description: String?

            public init(_ condition: Expression, description: String? = nil) {
                self.condition = condition
                self.description = description
            }
        }

        public let object: Object

        public init?(_ value: Expression) {
            guard let object = value.object else { return nil }
            self.object = object
        }

        /// - Parameter condition: when the assertions must hold; always without it.
        public init(condition: Expression? = nil, assertions: [Assertion]) {
            var entries: [Object.Entry] = []
            if let condition { entries.append(Object.Entry("RuleCondition", condition)) }
            let list = assertions.map { assertion in
                var entries = [Object.Entry("Assert", assertion.condition)]
                if let text = assertion.description { entries.append(Object.Entry("AssertDescription", .string(text))) }
                return Expression.object(Object(entries))
            }
            object = Object(entries + [Object.Entry("Assertions", .list(list))])
        }

        public var value: Expression { .object(object) }

        public var condition: Expression? { object["RuleCondition"] }
        public var assertions: [Assertion] {
            object["Assertions"]?.list?.compactMap { element in
                guard let assertion = element.object, let condition = assertion["Assert"] else { return nil }
                return Assertion(condition, description: assertion["AssertDescription"]?.string)
            } ?? []
        }
    }
}
