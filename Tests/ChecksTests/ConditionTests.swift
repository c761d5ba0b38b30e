import Checks
import Template
import XCTest

/// What follows for conditions from each other, without any value.
final class ConditionTests: XCTestCase {
    private func facts(_ conditions: String, parameters: String = "{}") throws -> ConditionFacts<String> {
        let text = """
            { "Parameters": \(parameters), "Conditions": \(conditions), "Resources": { "A": { "Type": "T::O::A" } } }
            """
        let template = try Template(parsing: Array(text.utf8), file: "t.json")
        return ConditionFacts(template.conditions, template.parameters)
    }

    private let stages = """
        { "IsDev": { "Fn::Equals": [{ "Ref": "Env" }, "dev"] }, "IsProd": { "Fn::Equals": ["prod", { "Ref": "Env" }] },
          "IsReal": { "Fn::Not": [{ "Condition": "IsDev" }] },
          "Any": { "Fn::Or": [{ "Condition": "IsDev" }, { "Condition": "IsReal" }] },
          "None": { "Fn::And": [{ "Condition": "IsDev" }, { "Condition": "IsProd" }] },
          "IsDevToo": { "Fn::Equals": [{ "Ref": "Env" }, "dev"] } }
        """

    func testWhatIsAlwaysSoAndWhatNeverIsKnown() throws {
        let facts = try facts(stages)
        XCTAssertEqual(facts.value(of: "Any"), true)
        XCTAssertEqual(facts.value(of: "None"), false, "nothing is two texts at a time")
        XCTAssertNil(facts.value(of: "IsDev"))
    }

    func testOneAnswerDecidesAllThatDependOnIt() throws {
        var facts = try facts(stages)
        facts.assume("IsProd", is: true)
        XCTAssertEqual(facts.value(of: "IsDev"), false)
        XCTAssertEqual(facts.value(of: "IsReal"), true)
        XCTAssertEqual(facts.value(of: "IsDevToo"), false)
        var others = try self.facts(stages)
        others.assume("IsProd", is: false)
        XCTAssertNil(others.value(of: "IsDev"), "it may be something else")
    }

    func testAllowedValuesAreAllThatThereAre() throws {
        var facts = try facts(
            stages, parameters: #"{ "Env": { "Type": "String", "AllowedValues": ["dev", "prod"] } }"#)
        facts.assume("IsProd", is: false)
        XCTAssertEqual(facts.value(of: "IsDev"), true)
    }

    func testAValueThatIsNotAllowedIsNeverGiven() throws {
        let facts = try facts(stages, parameters: #"{ "Env": { "Type": "String", "AllowedValues": ["test"] } }"#)
        XCTAssertEqual(facts.value(of: "IsProd"), false)
    }

    func testWhatFollowsFromAChoiceIsSeen() throws {
        var facts = try facts(
            """
            { "A": { "Fn::Equals": [{ "Ref": "P" }, "a"] }, "B": { "Fn::Equals": [{ "Ref": "Q" }, "b"] },
              "One": { "Fn::Or": [{ "Condition": "A" }, { "Condition": "B" }] },
              "NotA": { "Fn::Not": [{ "Condition": "A" }] } }
            """)
        facts.assume("One", is: true)
        facts.assume("NotA", is: true)
        XCTAssertEqual(facts.value(of: "B"), true)
    }

    func testAConditionThatIsMadeOfItselfDecidesNothing() throws {
        let facts = try facts(
            #"{ "A": { "Fn::Not": [{ "Condition": "B" }] }, "B": { "Fn::Not": [{ "Condition": "A" }] } }"#)
        XCTAssertNil(facts.value(of: "A"))
        XCTAssertNil(facts.value(of: "B"))
    }

    // MARK: - Many

    /// Each is made of those before it, in turn by all and by any.
    static func chained(_ count: Int) -> String {
        let conditions = (0..<count).map { index -> String in
            let own = #"{ "Fn::Equals": [{ "Ref": "P\#(index)" }, "on"] }"#
            guard index > 1 else { return "\"C\(index)\": \(own)" }
            let others = #"{ "Condition": "C\#(index - 1)" }, { "Fn::Not": [{ "Condition": "C\#(index - 2)" }] }"#
            return index % 2 == 0
                ? "\"C\(index)\": { \"Fn::And\": [\(others), { \"Fn::Or\": [\(own), { \"Condition\": \"C0\" }] }] }"
                : "\"C\(index)\": { \"Fn::Or\": [\(others), \(own)] }"
        }
        return "{ \(conditions.joined(separator: ", ")) }"
    }

    /// The digits of a product: no order of questions keeps those in the middle small.
    static func exploding(_ bits: Int) -> String {
        var conditions = (0..<(2 * bits)).map { #""B\#($0)": { "Fn::Equals": [{ "Ref": "P\#($0)" }, "1"] }"# }
        func condition(_ name: String) -> String { "{ \"Condition\": \"\(name)\" }" }
        func and(_ one: String, _ other: String) -> String {
            "{ \"Fn::And\": [\(condition(one)), \(condition(other))] }"
        }
        func or(_ one: String, _ other: String) -> String { "{ \"Fn::Or\": [\(condition(one)), \(condition(other))] }" }
        func not(_ one: String) -> String { "{ \"Fn::Not\": [\(condition(one))] }" }
        var made = 0
        func make(_ formula: String) -> String {
            made += 1
            conditions.append("\"M\(made)\": \(formula)")
            return "M\(made)"
        }
        func differs(_ one: String, _ other: String) -> String {
            make(and(make(or(one, other)), make("{ \"Fn::Not\": [\(condition(make(and(one, other))))] }")))
        }
        let zero = make(and("B0", make(not("B0"))))
        var sum = [String](repeating: zero, count: 2 * bits)
        for row in 0..<bits {
            var carry = zero
            for column in 0..<bits {
                let product = make(and("B\(row)", "B\(bits + column)"))
                let half = differs(sum[row + column], product)
                let both = make(and(sum[row + column], product))
                let next = make(or(both, make(and(half, carry))))
                sum[row + column] = differs(half, carry)
                carry = next
            }
            sum[row + bits] = carry
        }
        return "{ \(conditions.joined(separator: ", ")) }"
    }

    static func template(_ conditions: String, uses: String) -> String {
        let parameters = (0..<100).map { #""P\#($0)": { "Type": "String" }"# }.joined(separator: ", ")
        return """
            { "Parameters": { \(parameters) }, "Conditions": \(conditions), "Resources": {
              "Queue": { "Type": "AWS::SQS::Queue", "Condition": "\(uses)", "Properties": {
                "DelaySeconds": { "Fn::If": ["\(uses)", 5, 5000] } } } } }
            """
    }

    func testFortyOneConditionsBuiltOnEachOtherAreAllDecided() throws {
        let found = try diagnostics(Self.template(Self.chained(41), uses: "C40"))
        XCTAssertEqual(found.map(\.code).filter { !$0.hasPrefix("unused-") }, [])
    }

    func testConditionsThatNobodyCanLookThroughAreNamedWithWhatWouldDecideThem() throws {
        let found = try diagnostics(Self.template(Self.exploding(11), uses: "B0"))
            .filter { !$0.code.hasPrefix("unused-") }
        XCTAssertEqual(found.map(\.code), ["undecided"])
        XCTAssertEqual(found[0].severity, .info)
        XCTAssertTrue(found[0].message.contains("conditions are too much entangled"), found[0].message)
        XCTAssertTrue(found[0].fix?.hasPrefix("give values to P0, P1, ") == true, found[0].fix ?? "")
    }
}
