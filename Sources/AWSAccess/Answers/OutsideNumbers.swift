/// Numbers that come from outside: what a service answers, what a file or another program's text says. None of them is
/// as large as it claims to be until that was looked at, and a conversion that does not fit ends the program.
extension BinaryInteger where Self: FixedWidthInteger {
    /// The nearest integer, as far as there is one: what is too large becomes the largest, what is no number becomes 0.
    package init(clamping value: Double) {
        self = Self(exactly: value.rounded()) ?? (value.isNaN ? 0 : value < 0 ? .min : .max)
    }
}

extension Sequence where Element: FixedWidthInteger {
    /// The sum, or the largest integer where the sum is larger.
    package var clampedSum: Element { reduce(0) { $0.addingClamped($1) } }
}

extension FixedWidthInteger {
    /// The sum with another integer, or the nearest integer where there is no such sum.
    package func addingClamped(_ other: Self) -> Self {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }
}
