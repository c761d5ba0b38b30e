/// A Swift type that is made of one value without parts.
protocol JSONScalar {
    init(_ value: JSONValue) throws(ScalarMismatch)
}

/// Why a value is no scalar of a type.
struct ScalarMismatch: Error {
    /// As in "it is a list".
    let found: String
    /// As in "a string is expected".
    let expected: String

    init(found: String, expected: String) { (self.found, self.expected) = (found, expected) }

    init(_ value: JSONValue, expected: String) { self.init(found: value.kind.description, expected: expected) }

    /// A number that is none of the type's.
    init(number: String, expected: String) {
        self.init(found: "the number \(number.count > 40 ? number.prefix(40) + "…" : number)", expected: expected)
    }
}

extension Bool: JSONScalar {
    init(_ value: JSONValue) throws(ScalarMismatch) {
        guard let boolean = value.boolean else { throw ScalarMismatch(value, expected: "true or false") }
        self = boolean
    }
}

extension String: JSONScalar {
    init(_ value: JSONValue) throws(ScalarMismatch) {
        guard let string = value.string else { throw ScalarMismatch(value, expected: "a string") }
        self = string
    }
}

extension JSONScalar where Self: BinaryFloatingPoint & LosslessStringConvertible {
    init(_ value: JSONValue) throws(ScalarMismatch) {
        guard let text = value.number else { throw ScalarMismatch(value, expected: "a number") }
        guard let number = Self(text), number.isFinite else {
            throw ScalarMismatch(number: text, expected: "one of at most \(Self.greatestFiniteMagnitude)")
        }
        self = number
    }
}

extension JSONScalar where Self: FixedWidthInteger {
    /// A fraction of nothing but zeros is none.
    init(_ value: JSONValue) throws(ScalarMismatch) {
        guard let text = value.number else { throw ScalarMismatch(value, expected: "a whole number") }
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "0" } }), let number = Self(parts[0]) else {
            throw ScalarMismatch(number: text, expected: "a whole number from \(Self.min) to \(Self.max)")
        }
        self = number
    }
}

extension Double: JSONScalar {}
extension Float: JSONScalar {}
extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
extension Int128: JSONScalar {}
extension UInt128: JSONScalar {}
