extension Template {
    /// An output: a view of its object.
    public struct Output: SectionMember, Hashable {
        public let object: Object

        public init?(_ value: Expression) {
            guard let object = value.object else { return nil }
            self.object = object
        }

        /// - Parameters:
        ///   - outputValue: a string, or what yields one.
        ///   - condition: the name of the one under which it exists.
        ///   - exportName: under which other stacks of the account and region import it.
        public init(
            _ outputValue: Expression, condition: String? = nil, description: String? = nil,
            exportName: Expression? = nil
        ) {
            var entries: [Object.Entry] = []
            func add(_ key: String, _ value: Expression?) {
                if let value { entries.append(Object.Entry(key, value)) }
            }
            add("Condition", condition.map(Expression.string))
            add("Description", description.map(Expression.string))
            add("Export", exportName.map { .object(["Name": $0]) })
            add("Value", outputValue)
            object = Object(entries)
        }

        public var value: Expression { .object(object) }

        /// What it yields; nil for one that is ill-formed.
        public var outputValue: Expression? { object["Value"] }
        public var condition: String? { object["Condition"]?.string }
        public var description: Expression? { object["Description"] }
        public var exportName: Expression? { object["Export"]?.object?["Name"] }
    }
}
