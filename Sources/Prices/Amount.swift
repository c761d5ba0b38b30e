/// A decimal number with twelve places: of US dollars, or of what is billed. Sums and differences are exact; products and
/// quotients are rounded at the last place, which is a trillionth of a dollar.
///
/// A hundred trillion is the most there is: what would be more stays that much.
package struct Amount: Sendable, Hashable {
    /// In trillionths.
    private let units: Int128

    private static let one: Int128 = 1_000_000_000_000
    private static let places = 12
    private static let most: Int128 = one * 100_000_000_000_000

    private init(units: Int128) { self.units = Swift.max(-Self.most, Swift.min(units, Self.most)) }

    package init(_ number: Int) { self.init(units: Int128(number) * Self.one) }

    /// A measured quantity, rounded to so many places.
    ///
    /// - Parameter places: six at most.
    package init(_ number: Double, places: Int) {
        let scale = Self.power(min(places, 6))
        let scaled = (number * Double(Int64(scale))).rounded()
        let limit = 9_000_000_000_000_000_000.0
        let whole = scaled.isNaN ? 0 : Int128(Int64(Swift.max(-limit, Swift.min(scaled, limit))))
        self.init(units: whole * (Self.one / scale))
    }

    /// - Parameter text: digits, and twelve more after a point at most, such as `0.048`.
    /// - Returns: nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...2).contains(parts.count), (1...15).contains(whole.utf8.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) })
        else { return nil }
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard fraction.utf8.count <= Self.places, let digits = Int128("\(whole)\(fraction)") else { return nil }
        self.init(units: digits * Self.power(Self.places - fraction.utf8.count))
    }

    private static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    // MARK: - Text

    /// Rounded to a number of decimal places, halves away from zero.
    package func rounded(_ places: Int) -> Amount {
        Amount(units: Self.divided(units, by: Self.power(Self.places - min(places, Self.places))).number)
    }

    /// A quotient to the nearest whole number, halves away from zero, and what that is with the divisor again.
    private static func divided(_ number: Int128, by divisor: Int128) -> (quotient: Int128, number: Int128) {
        let half = divisor / 2
        let quotient = (number + (number < 0 ? -half : half)) / divisor
        return (quotient, quotient * divisor)
    }

    /// With exactly this many decimal places, and a point whatever the language.
    package func text(_ places: Int) -> String {
        let value = rounded(places).units
        let whole = String(value.magnitude / Self.one.magnitude)
        let sign = value < 0 ? "-" : ""
        guard places > 0 else { return sign + whole }
        let fraction = String(value.magnitude % Self.one.magnitude)
        let padded = String(repeating: "0", count: Self.places - fraction.count) + fraction
        return "\(sign)\(whole).\(padded.prefix(places))"
    }
}

extension Amount: CustomStringConvertible {
    /// With as many places as it needs.
    package var description: String {
        var text = Substring(text(Self.places))
        while text.last == "0" { text.removeLast() }
        return String(text.last == "." ? text.dropLast() : text)
    }
}

extension Amount: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension Amount: Comparable {
    package static func < (left: Amount, right: Amount) -> Bool { left.units < right.units }
}

extension Amount: Encodable {
    /// As a number.
    package func encode(to encoder: any Encoder) throws { try (Double(description) ?? 0).encode(to: encoder) }
}

// MARK: - Arithmetic

extension Amount {
    package static func + (left: Amount, right: Amount) -> Amount { Amount(units: left.units + right.units) }
    package static func - (left: Amount, right: Amount) -> Amount { Amount(units: left.units - right.units) }
    package static func += (left: inout Amount, right: Amount) { left = left + right }
    package static prefix func - (amount: Amount) -> Amount { Amount(units: -amount.units) }

    package static func * (left: Amount, right: Amount) -> Amount {
        let (product, isTooMuch) = left.units.multipliedReportingOverflow(by: right.units)
        guard !isTooMuch else { return Amount(units: (left.units < 0) == (right.units < 0) ? most : -most) }
        return Amount(units: divided(product, by: one).quotient)
    }

    /// - Parameter right: not zero.
    package static func / (left: Amount, right: Amount) -> Amount {
        Amount(units: divided(left.units * one, by: right.units).quotient)
    }
}

// MARK: - Ranges

extension ClosedRange<Amount> {
    /// Nothing.
    package static var zero: Self { 0...0 }

    /// Whether it is one amount.
    package var isExact: Bool { lowerBound == upperBound }

    /// Both ends, changed by something that keeps their order.
    package func scaled(_ change: (Amount) -> Amount) -> Self {
        let (low, high) = (change(lowerBound), change(upperBound))
        return low <= high ? low...high : low...low
    }

    package static func + (left: Self, right: Self) -> Self {
        let low = left.lowerBound + right.lowerBound
        return low...Swift.max(low, left.upperBound + right.upperBound)
    }

    /// With so many decimal places: `94.83`, or `386.83 to 445.23`.
    package func text(_ places: Int) -> String {
        let (low, high) = (lowerBound.text(places), upperBound.text(places))
        return low == high ? low : "\(low) to \(high)"
    }

    /// With as many decimal places as it needs: `0.1 to 0.12`.
    package var plainText: String { isExact ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)" }
}
