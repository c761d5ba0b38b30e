import Checks
import Template
import XCTest

/// What follows for conditions from each other, without any value.
final class ConditionTests: XCTestCase {
    private func facts(
        _ conditions: String, parameters: String = "{}", mappings: String = "{}"
    ) throws -> ConditionFacts<String> {
        let text = """
            { "Parameters": \(parameters), "Mappings": \(mappings), "Conditions": \(conditions),
              "Resources": { "A": { "Type": "T::O::A" } } }
            """
        let template = try Template(parsing: Array(text.utf8), file: "t.json")
        return ConditionFacts(template.conditions, template.parameters, template.mappings)
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

    func testWhatIsAllowedOfANameInSystemsManagerIsNotItsValue() throws {
        let facts = try facts(
            stages,
            parameters: #"{ "Env": { "Type": "AWS::SSM::Parameter::Value<String>", "AllowedValues": ["/env"] } }"#)
        XCTAssertNil(facts.value(of: "IsProd"))
    }

    // MARK: - Mappings

    private let sizes = """
        { "Stages": { "dev": { "Size": "small", "Zones": 1 }, "test": { "Size": "small", "Zones": 2 },
          "prod": { "Size": "large", "Zones": "2" } } }
        """

    /// Whether one condition follows from the other, where both look up.
    private func follows(
        _ conclusion: String, from premise: String, is holds: Bool = true, parameters: String = "{}",
        mappings: String? = nil, others: String = ""
    ) throws -> Bool? {
        var facts = try facts(
            "{ \"A\": \(premise), \"B\": \(conclusion)\(others) }", parameters: parameters, mappings: mappings ?? sizes)
        facts.assume("A", is: holds)
        return facts.value(of: "B")
    }

    private func lookup(_ second: String, _ text: String, key: String = #"{ "Ref": "Env" }"#) -> String {
        #"{ "Fn::Equals": [{ "Fn::FindInMap": ["Stages", \#(key), "\#(second)"] }, "\#(text)"] }"#
    }

    func testWhatHoldsForEveryKeyOfAMappingFollows() throws {
        XCTAssertEqual(try follows(lookup("Zones", "2"), from: lookup("Size", "large")), true)
        XCTAssertNil(try follows(lookup("Size", "large"), from: lookup("Zones", "2")), "test has two zones, too")
        XCTAssertEqual(try follows(lookup("Size", "large"), from: lookup("Zones", "1")), false)
        XCTAssertEqual(
            try follows(#"{ "Fn::Equals": ["prod", { "Ref": "Env" }] }"#, from: lookup("Size", "large")), true)
        XCTAssertEqual(try follows(lookup("Zones", "3"), from: lookup("Size", "large")), false, "no key has three")
        XCTAssertNil(
            try follows(lookup("Zones", "2", key: #"{ "Ref": "Other" }"#), from: lookup("Size", "large")),
            "another parameter is another key")
    }

    func testAKeyIsOneOfTheMappings() throws {
        XCTAssertEqual(
            try follows(lookup("Size", "large"), from: lookup("Size", "small"), is: false), true,
            "without a default, CloudFormation takes no other key")
        let narrow = #"{ "Env": { "Type": "String", "AllowedValues": ["dev", "prod"] } }"#
        XCTAssertEqual(
            try follows(lookup("Size", "large"), from: lookup("Zones", "2"), parameters: narrow), true,
            "test is not allowed")
        XCTAssertEqual(
            try follows(
                lookup("Size", "large"), from: lookup("Zones", "2"), parameters: narrow.replacing("prod", with: "test")),
            false)
    }

    func testADefaultStandsForAllOtherKeys() throws {
        func defaulted(_ second: String, _ text: String, _ value: String) -> String {
            """
            { "Fn::Equals": [{ "Fn::FindInMap": ["Stages", { "Ref": "Env" }, "\(second)", { "DefaultValue": \(value) }] }, "\(text)"] }
            """
        }
        let isLarge = defaulted("Size", "large", #""large""#)
        XCTAssertNil(
            try follows(defaulted("Zones", "2", #""1""#), from: isLarge), "any other key is large, with one zone")
        XCTAssertEqual(try follows(defaulted("Zones", "2", #""2""#), from: isLarge), true)
        XCTAssertEqual(
            try follows(defaulted("Zones", "2", #"{ "Ref": "Count" }"#), from: lookup("Size", "large")), true)
        XCTAssertNil(try follows(defaulted("Zones", "2", #"{ "Ref": "Count" }"#), from: isLarge))
    }

    func testRegionsAreThoseOfTheMapping() throws {
        let regions = """
            { "Regions": { "eu-west-3": { "HasIt": "yes", "Kind": "old" }, "us-east-1": { "HasIt": "yes", "Kind": "new" },
              "eu-south-2": { "HasIt": "no", "Kind": "old" } } }
            """
        func has(_ second: String, _ text: String) -> String {
            #"{ "Fn::Equals": [{ "Fn::FindInMap": ["Regions", { "Ref": "AWS::Region" }, "\#(second)"] }, "\#(text)"] }"#
        }
        XCTAssertEqual(try follows(has("HasIt", "yes"), from: has("Kind", "new"), mappings: regions), true)
        XCTAssertEqual(
            try follows(
                has("Kind", "old"), from: #"{ "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-south-2"] }"#,
                mappings: regions),
            true)
        XCTAssertNil(try follows(has("Kind", "new"), from: has("HasIt", "yes"), mappings: regions))
    }

    func testConditionsOfLookupsAndKeysThatAreLookedUpAreSeenThrough() throws {
        let others = #", "Two": \#(lookup("Zones", "2")), "Large": \#(lookup("Size", "large"))"#
        XCTAssertEqual(
            try follows(
                #"{ "Condition": "Two" }"#,
                from:
                    #"{ "Fn::And": [{ "Condition": "Large" }, { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "X" }, ""] }] }] }"#,
                others: others), true)
        let accounts = sizes.dropLast() + #", "Accounts": { "1": { "Stage": "dev" }, "2": { "Stage": "prod" } } }"#
        let key = #"{ "Fn::FindInMap": ["Accounts", { "Ref": "AWS::AccountId" }, "Stage"] }"#
        XCTAssertEqual(
            try follows(
                #"{ "Fn::Equals": [{ "Ref": "AWS::AccountId" }, "2"] }"#, from: lookup("Size", "large", key: key),
                mappings: String(accounts)), true)
        XCTAssertEqual(
            try follows(
                #"{ "Fn::Equals": [{ "Fn::FindInMap": ["Stages", { "Ref": "Env" }, "Size"] }, { "Ref": "Size" }] }"#,
                from: #"{ "Fn::And": [\#(lookup("Size", "large")), { "Fn::Equals": [{ "Ref": "Size" }, "large"] }] }"#),
            true)
    }

    func testAResourceIsUsedWhereAMappingSaysThatItIsThere() throws {
        func found(_ needed: String) throws -> [String] {
            try diagnostics(
                """
                { "Parameters": { "Env": { "Type": "String", "Default": "dev" } }, "Mappings": \(sizes),
                  "Conditions": { "IsLarge": \(lookup("Size", "large")), "IsWide": \(needed) },
                  "Resources": { "A": { "Type": "Test::Of::A", "Condition": "IsWide" },
                    "B": { "Type": "Test::Of::A", "Condition": "IsLarge", "Properties": { "P": { "Ref": "A" } } } } }
                """
            ).map(\.code)
        }
        XCTAssertEqual(try found(lookup("Zones", "2")), [])
        XCTAssertEqual(try found(lookup("Zones", "1")), ["conditional-reference"])
    }

    func testAMappingThatNobodySeesAllOfDecidesNothing() throws {
        let open = #"{ "Stages": { "Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "x" } } } }"#
        XCTAssertNil(try follows(lookup("Zones", "2"), from: lookup("Size", "large"), mappings: open))
    }

    func testLargeMappingsEndSoon() throws {
        func mapping(_ rows: Int, _ columns: Int) -> String {
            let rows = (0..<rows).map { row in
                let values = (0..<columns).map { #""c\#($0)": "\#((row * 7 + $0) % 5)""# }.joined(separator: ",")
                return "\"r\(row)\": { \(values) }"
            }
            return "{ \"Stages\": { \(rows.joined(separator: ",")) } }"
        }
        for (rows, columns) in [(64, 1), (60, 60), (2000, 2)] {
            let conditions = (0..<200).map { index in
                "\"C\(index)\": "
                    + lookup("c\(index % columns)", "\(index % 5)", key: #"{ "Ref": "P\#(index % 20)" }"#)
            }
            let facts = try facts("{ \(conditions.joined(separator: ",")) }", mappings: mapping(rows, columns))
            for index in 0..<200 { _ = facts.value(of: "C\(index)") }
            XCTAssertEqual(facts.undecidable, [], "\(rows) rows of \(columns)")
        }
    }

    // MARK: - Choices

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
