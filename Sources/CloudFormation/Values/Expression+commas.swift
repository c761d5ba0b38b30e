extension Expression {
    /// A list as the text that a parameter of type CommaDelimitedList takes.
    var joinedByCommas: Expression {
        if case .function(.split, .list(let arguments)) = self, arguments.count == 2, case .string(",") = arguments[0] {
            return arguments[1]
        }
        return .function(.join, .list([.string(","), self]))
    }
}
