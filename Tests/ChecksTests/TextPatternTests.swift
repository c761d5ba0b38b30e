import XCTest

@testable import Checks

final class TextPatternTests: XCTestCase {
    /// Every pair of small patterns against every small text: two patterns meet where a text is both.
    func testPatternsMeetWhereATextIsBoth() {
        let symbols: [TextPattern.Symbol] = [
            .byte(UInt8(ascii: "a")), .byte(UInt8(ascii: ":")), .one, .oneBut(UInt8(ascii: ":")), .anything,
            .without(UInt8(ascii: ":")), .without(UInt8(ascii: "a")),
        ]
        let patterns = Self.sequences(of: symbols, upTo: 3)
        let texts = Self.sequences(of: Array("a:b".utf8), upTo: 5)
        // Where a text of this length is both, and only there: no two patterns of three symbols need a longer one.
        let matched = patterns.map { pattern in Set(texts.indices.filter { Self.matches(texts[$0], pattern[...]) }) }
        for (index, pattern) in patterns.enumerated() {
            for (other, another) in patterns.enumerated().dropFirst(index) {
                let meets = TextPattern(pattern).meets(TextPattern(another))
                let expected = !matched[index].isDisjoint(with: matched[other])
                if meets != expected {
                    return XCTFail("\(pattern) and \(another): \(meets)")
                }
            }
        }
    }

    func testWhatIsNotKnownOfAnARNHasNoColon() {
        let table = TextPattern(glob: "arn:*:dynamodb:*:*:table/Orders").asARN()
        XCTAssertTrue(table.meets(TextPattern(glob: "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders")))
        XCTAssertFalse(table.meets(TextPattern(glob: "arn:aws:dynamodb:eu:west:1:123456789012:table/Orders")))
        XCTAssertFalse(table.meets(TextPattern(glob: "arn:aws:sqs:eu-west-1:123456789012:table/Orders")))
        XCTAssertEqual(table.service, "dynamodb")
        XCTAssertNil(TextPattern(glob: "arn:*:table").asARN().service)
        XCTAssertNil(TextPattern(glob: "dynamodb").service)
    }

    func testColonsThatAnARNHasTooFewOfAreCounted() {
        XCTAssertEqual(TextPattern(glob: "arn:aws:s3::shop/a:b").missingFields, 1)
        XCTAssertEqual(TextPattern(glob: "arn:aws:sqs:mail").missingFields, 2)
        XCTAssertNil(TextPattern(glob: "arn:aws:s3:::shop/*").missingFields)
        XCTAssertNil(TextPattern(glob: "arn:aws:s3*").missingFields, "a star may have them in it")
        XCTAssertNil(TextPattern(glob: "shop").missingFields)
    }

    func testAFormatHasSomethingInEachPlace() {
        let bucket = TextPattern(glob: "arn:*:s3:::%").asARN(isFormat: true)
        XCTAssertTrue(bucket.meets(TextPattern(glob: "arn:aws:s3:::shop")))
        XCTAssertFalse(bucket.meets(TextPattern(glob: "arn:aws:s3:eu-west-1::shop")))
        XCTAssertFalse(bucket.meets(TextPattern(glob: "arn::s3:::shop")))
    }

    private static func sequences<Element>(of elements: [Element], upTo length: Int) -> [[Element]] {
        (0..<length).reduce([[]]) { found, _ in
            found
                + found.filter { $0.count == (found.last?.count ?? 0) }.flatMap { start in elements.map { start + [$0] }
                }
        }
    }

    /// As slowly and plainly as can be.
    private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<TextPattern.Symbol>) -> Bool {
        guard let symbol = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch symbol {
        case .byte(let byte): return text.first == byte && matches(text.dropFirst(), rest)
        case .one: return !text.isEmpty && matches(text.dropFirst(), rest)
        case .oneBut(let byte): return !text.isEmpty && text.first != byte && matches(text.dropFirst(), rest)
        case .anything:
            return matches(text, rest) || !text.isEmpty && matches(text.dropFirst(), pattern)
        case .without(let byte):
            return matches(text, rest) || !text.isEmpty && text.first != byte && matches(text.dropFirst(), pattern)
        case .name: return false
        }
    }

    private static func matches(_ text: [UInt8], _ pattern: ArraySlice<TextPattern.Symbol>) -> Bool {
        matches(text[...], pattern)
    }
}
