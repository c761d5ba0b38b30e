import AWSResourceCatalogue
import JSON
import Patterns
import ResourceSchemas
import XCTest

final class PatternTests: XCTestCase {
    private func matches(_ pattern: String, _ text: String) -> Bool? { Pattern(pattern)?.matches(text) }

    func testWhatIsNoExpressionInAnyDialect() {
        for pattern in [
            "[a-z", "[^", "(ab", "ab)", "*ab", "a|+b", "(?:*a)", "a**", "a+++", "a{3,1}", "[z-a]", #"a\"#, "(a|b",
            "x[b-a]y",
        ] {
            XCTAssertNotNil(PatternFault.fault(in: pattern), pattern)
        }
        for pattern in [
            "", "[a-z]*", "[]a]", "[^]a]+", #"[\]]"#, #"\[\("#, "(?<name>a)", "(?i)a", "(?<=a)b(?!c)", "a{2}", "a{2,}?",
            "a*+b",
            "a{b", "{", "[a&&[^b]]", "[[a](]", #"\Q[(\E"#, "[a-]", "[-a]", "[a-z-A]", "[+--]", "a{2}{3}", "^*", "a??",
            "(?=.*[0-9])[!-~]{8,}", #"^((?!-)[a-z]|)$"#,
        ] {
            XCTAssertNil(PatternFault.fault(in: pattern), pattern)
        }
    }

    func testWhatSchemasWrite() {
        for (pattern, right, wrong) in [
            ("^sg-[0-9a-f]{8,17}$", "sg-0123abcd", "sg-0123abc"),
            ("^[a-zA-Z0-9-_]{1,64}$", "a-_9", "a.b"),
            ("(^i-[0-9a-zA-Z]{17}$)|(^mi-[0-9a-zA-Z]{17}$)", "mi-0123456789abcdef0", "xi-0123456789abcdef0"),
            (#"^([0-9]{1,3}\.){3}[0-9]{1,3}$"#, "10.0.255.1", "10.0.1"),
            (#"^[\u0020-\u007E]+$"#, "plain ~", "é"),
            (#"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$"#, "Käse 1", "a;b"),
            (#"^(?!\s*$).+$"#, " x", "  "),
            (#"^(?=.*\d)(?=.*[a-z])\w{4,}$"#, "abc1", "abcd"),
            ("^(?:a|b)+?c$", "ababc", "abab"),
            (#"^[^\\/:*?"<>|]+$"#, "name", "na/me"),
            ("(?i)^true$", "TRUE", "truth"),
            (#"^a{0}b{2,}$"#, "bb", "b"),
            ("^(?<name>x)y$", "xy", "xz"),
            (#"\bcat\b"#, "a cat sat", "concatenate"),
            ("^{}$", "{}", "x"),
        ] {
            XCTAssertEqual(matches(pattern, right), true, pattern)
            XCTAssertEqual(matches(pattern, wrong), false, pattern)
        }
    }

    func testAPartIsEnoughWithoutAnchors() {
        XCTAssertEqual(matches("b+", "abc"), true)
        XCTAssertEqual(matches("", ""), true)
        XCTAssertEqual(matches("^$", "x"), false)
    }

    func testWhatCannotBeReadIsNoVerdict() {
        for pattern in [#"(a)\1"#, "(?<=a)b", "[[:alpha:]]", #"\p{Greek}"#, "a++", "(", "[a", "*"] {
            XCTAssertNil(matches(pattern, "a"), pattern)
        }
        XCTAssertNil(matches("a", String(repeating: "b", count: 70_000)))
        XCTAssertNil(Pattern(String(repeating: "(", count: 10_000)))
        XCTAssertNil(Pattern("((a{1000}){1000}){1000}"))
    }

    /// Of expressions like these others try one way after the other, and more with every character.
    func testNoTextTakesLongerThanItsLength() {
        let text = String(repeating: "a", count: 5_000) + "!"
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", #"^(\w|\d|\s)*$"#, "^(([a-z])+.)+[A-Z]([a-z])+$"] {
            XCTAssertEqual(matches(pattern, text), false, pattern)
        }
    }

    /// Nearly all of them: what is not read is passed over, and said nowhere.
    func testThePatternsOfTheSchemasAreRead() throws {
        var patterns: Set<String> = []
        func collect(_ value: JSONValue) {
            for member in value.members.map(Array.init) ?? [] {
                if member.name == "pattern", let pattern = member.value.string { patterns.insert(pattern) }
                collect(member.value)
            }
            for element in value.elements.map(Array.init) ?? [] { collect(element) }
        }
        for type in ResourceCatalogue.aws.typeNames {
            collect(try XCTUnwrap(ResourceCatalogue.aws.find(type)?.schemaJSON))
        }
        XCTAssertGreaterThan(patterns.count, 2_500)
        let unread = patterns.filter { Pattern($0) == nil }
        XCTAssertLessThan(unread.count, 60, unread.sorted().joined(separator: "\n"))
    }
}
