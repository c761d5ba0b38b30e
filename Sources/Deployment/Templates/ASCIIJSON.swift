import Foundation

/// JSON in ASCII, because the AWS CLI reads it in the encoding of the user's locale.
enum ASCIIJSON {
    static func data(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var ascii = Data()
        for unit in String(decoding: try encoder.encode(value), as: UTF8.self).utf16 {
            if unit < 0x80 { ascii.append(UInt8(unit)) } else { ascii += escape(unit).utf8 }
        }
        return ascii
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
