extension Template {
    /// A mapping: values under two keys.
    public struct Mapping: SectionMember, Hashable {
        public let object: Object

        public init?(_ value: Expression) {
            guard let object = value.object else { return nil }
            self.object = object
        }

        /// - Parameter object: for each first key an object of the values by second key.
        public init(_ object: Object) {
            self.object = object
        }

        public var value: Expression { .object(object) }

        public subscript(first: String, second: String) -> Expression? { object[first]?.object?[second] }
    }
}
