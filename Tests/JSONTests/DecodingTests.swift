import JSON
import XCTest

final class DecodingTests: XCTestCase {
    private struct Table: Decodable, Equatable {
        struct Entry: Decodable, Equatable {
            enum Unit: String, Decodable { case hour, month }
            let item: String
            let usd: Double
            let per: Unit
            let isRegional: Bool?
        }
        let prices: [Entry]
        let names: [String: Int]?
    }

    private func decoded<Value: Decodable>(
        _ text: String, as type: Value.Type = Value.self, keys: JSONKeySpelling = .asProperties
    ) throws -> Value {
        try parse(text).decoded(as: type, keys: keys)
    }

    private func problem<Value: Decodable>(
        _ text: String, as type: Value.Type, keys: JSONKeySpelling = .asProperties
    ) throws -> String? {
        let value = try parse(text)
        do throws(JSONError) {
            _ = try value.decoded(as: type, keys: keys)
            return nil
        } catch {
            return error.description
        }
    }

    func testMakesValuesOfTypesWithParts() throws {
        let table = try decoded(
            #"{"more": [], "prices": [{"item": "x", "usd": 0.048, "per": "hour", "isRegional": true}, {"per": "month", "usd": 2, "item": "é", "isRegional": null}], "names": {"Ab": 1, "ab": 2}}"#,
            as: Table.self)
        XCTAssertEqual(
            table,
            Table(
                prices: [
                    .init(item: "x", usd: 0.048, per: .hour, isRegional: true),
                    .init(item: "é", usd: 2, per: .month, isRegional: nil),
                ], names: ["Ab": 1, "ab": 2]))
    }

    func testProblemsHavePlaceAndPathAndWhatIsExpected() throws {
        let entry = #"{"item": "x", "usd": 1, "per": "hour"}"#
        for (text, message) in [
            ("[]", "1:1: it is a list, where an object is expected"),
            ("{}", "1:1: it has no key 'prices'"),
            (#"{"prices": 1}"#, "1:12: prices: it is a number, where a list is expected"),
            (
                "{\"prices\": [\(entry),\n  {\"item\": 7, \"usd\": 1, \"per\": \"hour\"}]}",
                "2:12: prices.1.item: it is a number, where a string is expected"
            ),
            (
                #"{"prices": [{"item": null, "usd": 1, "per": "hour"}]}"#,
                "1:22: prices.0.item: it is null, where a string is expected"
            ),
            (#"{"prices": [{"item": "x", "per": "hour"}]}"#, "1:13: prices.0: it has no key 'usd'"),
            (
                #"{"prices": [{"item": "x", "usd": "1", "per": "hour"}]}"#,
                "1:34: prices.0.usd: it is a string, where a number is expected"
            ),
            (
                #"{"prices": [], "names": {"é": 1, "b.c": true}}"#,
                "1:41: names.b.c: it is a boolean, where a whole number is expected"
            ),
        ] { XCTAssertEqual(try problem(text, as: Table.self), message) }
        XCTAssertEqual(
            try problem(#"{"prices": [{"item": "x", "usd": 1, "per": "day"}]}"#, as: Table.self)?.hasPrefix(
                "1:44: prices.0.per: "), true)
    }

    func testNumbersAreExactOrRefused() throws {
        XCTAssertEqual(try decoded("[9223372036854775807, -9223372036854775808]"), [Int.max, Int.min])
        XCTAssertEqual(try decoded("[9007199254740993, 8.0, -0, 7.000]"), [9_007_199_254_740_993, 8, 0, 7])
        XCTAssertEqual(try decoded("[18446744073709551615]"), [UInt64.max])
        XCTAssertEqual(try decoded("[0.1, 1e-3, -2E+2, 1e-400]"), [0.1, 0.001, -200, 0])
        XCTAssertEqual(
            try problem("9223372036854775808", as: Int.self),
            "1:1: it is the number 9223372036854775808, where a whole number from -9223372036854775808 to 9223372036854775807 is expected"
        )
        for text in ["9007199254740992.5", "1.5", "1e3"] {
            XCTAssertEqual(try problem(text, as: Int.self)?.hasPrefix("1:1: it is the number \(text), where"), true)
        }
        XCTAssertEqual(
            try problem("[256, -1]", as: [UInt8].self),
            "1:2: 0: it is the number 256, where a whole number from 0 to 255 is expected")
        XCTAssertEqual(
            try problem("1e999", as: Double.self)?.hasPrefix("1:1: it is the number 1e999, where one of at most"), true)
        let long = try XCTUnwrap(try problem(String(repeating: "9", count: 100_000), as: Int.self))
        XCTAssertLessThan(long.utf8.count, 250)
    }

    private struct Stack: Decodable, Equatable {
        let stackName: String
        let eTag: String?
        let tags: [String: String]
    }

    func testKeysOfAWSHaveALargeFirstLetter() throws {
        let text = #"{"StackName": "web", "ETag": "1", "Tags": {"Name": "A", "name": "a"}}"#
        XCTAssertEqual(
            try decoded(text, keys: .capitalized),
            Stack(stackName: "web", eTag: "1", tags: ["Name": "A", "name": "a"]))
        XCTAssertEqual(
            try decoded(#"{"StackName": "1", "stackName": "2", "Tags": {}}"#, keys: .capitalized),
            Stack(stackName: "2", eTag: nil, tags: [:]))
        XCTAssertEqual(try problem(text, as: Stack.self), "1:1: it has no key 'stackName'")
        XCTAssertEqual(try problem("{}", as: Stack.self, keys: .capitalized), "1:1: it has no key 'StackName'")
        XCTAssertEqual(
            try problem(#"{"StackName": 1, "Tags": {}}"#, as: Stack.self, keys: .capitalized),
            "1:15: StackName: it is a number, where a string is expected")
    }

    /// Few members are looked through, many are hashed; both must find the same.
    func testOfARepeatedKeyTheFirstCountsInSmallAndLargeObjects() throws {
        for count in [1, 40] {
            let others = (0..<count).map { "\"k\($0)\": \($0)" }.joined(separator: ", ")
            let text = "{\"\\u0061\": 1, \(others), \"a\": 2, \"Tags\": 3}"
            let values = try decoded(text, as: [String: Int].self, keys: .capitalized)
            XCTAssertEqual(values["a"], 1)
            XCTAssertEqual(values["k0"], 0)
            XCTAssertEqual(values["Tags"], 3)
            XCTAssertEqual(values.count, count + 2)
            struct Tagged: Decodable { let tags: Int }
            XCTAssertEqual(try decoded(text, as: Tagged.self, keys: .capitalized).tags, 3)
        }
    }

    /// Types that try one form and then another must not lose their place in a list.
    func testAnElementThatIsRefusedCanBeReadAsSomethingElse() throws {
        struct Mixed: Decodable {
            var texts: [String] = []
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                while !list.isAtEnd {
                    if try list.decodeNil() {
                        texts.append("null")
                    } else if let number = try? list.decode(Int.self) {
                        texts.append("\(number)")
                    } else {
                        texts.append(try list.decode(String.self))
                    }
                }
                XCTAssertThrowsError(try list.decode(Int.self))
            }
        }
        XCTAssertEqual(try decoded(#"[1, "a", null, "b", 2]"#, as: Mixed.self).texts, ["1", "a", "null", "b", "2"])
    }

    func testNestedContainersKnowTheirPath() throws {
        struct Inner: Decodable {
            private enum Key: CodingKey { case outer, list }
            init(from decoder: any Decoder) throws {
                let outer = try decoder.container(keyedBy: Key.self).nestedContainer(keyedBy: Key.self, forKey: .outer)
                var list = try outer.nestedUnkeyedContainer(forKey: .list)
                _ = try list.decode(Int.self)
                var innermost = try list.nestedUnkeyedContainer()
                _ = try innermost.decode(Bool.self)
            }
        }
        XCTAssertNil(try problem(#"{"outer": {"list": [1, [true]]}}"#, as: Inner.self))
        XCTAssertEqual(
            try problem(#"{"outer": {"list": [1, [2]]}}"#, as: Inner.self),
            "1:25: outer.list.1.0: it is a number, where true or false is expected")
    }

    func testTypesOfOtherModulesSayWhatTheyRefuseWithItsPlace() throws {
        struct Even: Decodable {
            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                let number = try container.decode(Int.self)
                guard number.isMultiple(of: 2) else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(number) is odd")
                }
            }
        }
        XCTAssertEqual(try problem(#"{"a": [2, 3]}"#, as: [String: [Even]].self), "1:11: a.1: 3 is odd")
    }
}
