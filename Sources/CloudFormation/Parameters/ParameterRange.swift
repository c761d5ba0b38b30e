/// What a parameter's length or number may be: `0...35`, `8...`, `...14`.
public protocol ParameterRange<Bound>: Sendable {
    associatedtype Bound: ParameterBound

    /// From the least to the greatest, where an open end is the type's own.
    var bounds: ClosedRange<Bound> { get }
}

/// What ranges of parameters are made of.
public protocol ParameterBound: Comparable, Sendable {
    /// Stands for an end that is open.
    static var least: Self { get }
    /// Stands for an end that is open.
    static var greatest: Self { get }
}

extension Double: ParameterBound {
    public static var least: Double { -.infinity }
    public static var greatest: Double { .infinity }
}

extension Int: ParameterBound {
    public static var least: Int { .min }
    public static var greatest: Int { .max }
}

extension ClosedRange: ParameterRange where Bound: ParameterBound {
    public var bounds: ClosedRange<Bound> { self }
}

extension PartialRangeFrom: ParameterRange where Bound: ParameterBound {
    public var bounds: ClosedRange<Bound> { lowerBound...Bound.greatest }
}

extension PartialRangeThrough: ParameterRange where Bound: ParameterBound {
    public var bounds: ClosedRange<Bound> { Bound.least...upperBound }
}
