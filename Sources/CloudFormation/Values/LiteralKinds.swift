// Which literals a value can be written as. That of another kind is an error of compilation, and since a conformance
// that is missing says nothing of what to write, those that people try are declared as unavailable and say it.

/// A kind that can be written as a string literal.
public protocol StringLiteralKind {}

/// A kind that can be written as an integer literal.
public protocol IntegerLiteralKind {}

@available(*, unavailable, message: "this is text: put the number in quotation marks, or write .text after a value")
extension String: IntegerLiteralKind {}

@available(*, unavailable, message: "this is a number: leave out the quotation marks")
extension Int: StringLiteralKind {}

@available(*, unavailable, message: "this is a number: leave out the quotation marks")
extension Double: StringLiteralKind {}

@available(*, unavailable, message: "this is a flag: write true or false without quotation marks")
extension Bool: StringLiteralKind {}

@available(*, unavailable, message: "this is a flag: write true or false")
extension Bool: IntegerLiteralKind {}
