import JSON

extension Template {
    /// A number exactly as it is written: `1.10` is another one than `1.1`, and any count of digits stays.
    public struct Number: Sendable, Hashable {
        /// As JSON has it.
        public let text: String

        /// - Parameter text: a number in JSON's grammar.
        public init(text: String) {
            self.text = text
        }

        public init(_ number: Int) {
            text = String(number)
        }

        /// A whole number without fraction, and anything else in the shortest form that reads back the same.
        public init(_ number: Double) {
            text = JSONWriter.text(of: number)
        }
    }
}

extension Template.Number: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
    public init(floatLiteral value: Double) { self.init(value) }
}
