// What is known before a deployment, for what is checked where it is written; nil where only CloudFormation knows it.

extension Value where Kind: StringKind {
    /// The text.
    package var literal: String? { if case .string(let text) = expression { text } else { nil } }
}

extension Value where Kind == Int {
    /// The number.
    package var literal: Int? { if case .integer(let number) = expression { number } else { nil } }
}

extension Value where Kind == Double {
    /// The number.
    package var literal: Double? {
        switch expression {
        case .double(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
