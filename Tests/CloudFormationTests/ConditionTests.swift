import CloudFormation
import XCTest

final class ConditionTests: XCTestCase {
    /// The Conditions section of a stack in which `make` declares conditions over a parameter.
    private func conditions(_ make: (Stack, Value<String>) -> [Condition]) -> String {
        synthesize { stack in
            for (index, condition) in make(stack, stack.parameter("Env")).enumerated() {
                stack.add("R\(index)", bucket(), condition: condition)
            }
        }.section("Conditions")
    }

    func testConditionsReadLikeSwift() {
        XCTAssertEqual(
            conditions { stack, env in
                let isProduction = stack.condition("IsProduction", env == "prod" || env == "staging")
                return [stack.condition("IsSmall", !isProduction && env != "test")]
            },
            """
            {
              "IsProduction": {
                "Fn::Or": [
                  { "Fn::Equals": [{ "Ref": "Env" }, "prod"] },
                  { "Fn::Equals": [{ "Ref": "Env" }, "staging"] }
                ]
              },
              "IsSmall": {
                "Fn::And": [
                  { "Fn::Not": [{ "Condition": "IsProduction" }] },
                  { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Env" }, "test"] }] }
                ]
              }
            }
            """)
    }

    func testNumbersAndBooleansCompareAsText() {
        let section = synthesize { stack in
            let count = stack.parameter("Count", .integer)
            let flag = stack.parameter("Flag", .boolean)
            stack.add("R", bucket(), condition: stack.condition("None", count == 0))
            stack.add("S", bucket(), condition: stack.condition("On", flag == true))
        }.section("Conditions")
        XCTAssertEqual(
            section,
            """
            {
              "None": { "Fn::Equals": [{ "Ref": "Count" }, "0"] },
              "On": { "Fn::Equals": [{ "Ref": "Flag" }, "true"] }
            }
            """)
    }

    func testMoreThanTenOperandsNest() {
        for count in 2...25 {
            let section = conditions { stack, env in
                let all = (1..<count).reduce(env == "0") { $0 || env == Value("\($1)") }
                return [stack.condition("Any", all)]
            }
            let depths = section.split(separator: "\n").filter { $0.contains("Fn::Equals") }.map {
                $0.prefix { $0 == " " }.count
            }
            XCTAssertEqual(depths.count, count)
            // Every Fn::Or has at most ten operands: those at one depth, and the nested Fn::Or.
            for depth in Set(depths) {
                let nested = depths.contains { $0 > depth } ? 1 : 0
                XCTAssertLessThanOrEqual(depths.count { $0 == depth } + nested, 10, section)
            }
        }
    }

    func testConditionOnResourceAndOutput() {
        let assembly = synthesize { stack in
            let isLarge = stack.condition("IsLarge", stack.parameter("Size") == "large")
            let thing = stack.add("T", Test.Thing(), condition: isLarge)
            stack.output("Thing", thing.thingID, condition: isLarge)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Resources") + assembly.section("Outputs"),
            """
            {
              "T": {
                "Type": "Test::Thing",
                "Condition": "IsLarge"
              }
            }{
              "Thing": {
                "Condition": "IsLarge",
                "Value": { "Ref": "T" }
              }
            }
            """)
    }

    func testUnusedConditionIsAWarningAndNotDeclared() {
        let assembly = synthesize { stack in
            _ = stack.condition("Unused", AWS.region == "x")
            stack.add("R", bucket())
        }
        XCTAssertEqual(assembly.codes, ["unused-condition"])
        XCTAssertFalse(assembly.hasErrors)
        XCTAssertEqual(assembly.section("Conditions"), "no Conditions")
    }

    // MARK: - Resources that may not exist

    /// What is said of a thing under `condition` that is used as `use` says.
    private func warnings(_ use: (Stack, Value<String>, Condition, Value<ID<Test.Thing>>) -> Void) -> [String] {
        let assembly = synthesize { stack in
            let env = stack.parameter("Env")
            let isLarge = stack.condition("IsLarge", env == "large")
            use(stack, env, isLarge, stack.add("T", Test.Thing(), condition: isLarge).thingID)
        }
        XCTAssertFalse(assembly.hasErrors, assembly.messages)
        return assembly.diagnostics.map { "\($0.severity.label) \($0.code) \($0.message)" }
    }

    func testUseOfAConditionalResourceWithoutItsConditionIsAWarning() {
        XCTAssertEqual(
            warnings { stack, _, _, thing in stack.add("R", bucket(JSON(thing))) },
            ["warning conditional-reference Root/T exists only under the condition IsLarge, but is used without it"])
    }

    func testUseOfAConditionalResourceUnderItsConditionIsNone() {
        XCTAssertEqual(
            warnings { stack, env, isLarge, thing in
                stack.add("Same", bucket(JSON(thing)), condition: isLarge, metadata: ["thing": JSON(thing)])
                stack.add("Guarded", bucket(JSON(Value.if(isLarge, thing, else: "other"))))
                stack.output("Same", thing, condition: isLarge)
                // Follows from others.
                let both = stack.condition("Both", isLarge && AWS.region == "eu-west-3")
                stack.add("Stricter", bucket(JSON(thing)), condition: both)
                let isSmall = stack.condition("IsSmall", !isLarge)
                stack.add("Else", bucket(JSON(Value.if(isSmall, "other", else: thing))))
                let small = stack.add("Small", Test.Thing(), condition: isSmall)
                stack.add("Either", bucket(JSON(Value.if(isLarge, thing, else: small.thingID))))
                // The condition of a nested stack holds for all of it.
                stack.nestedStack("Nested", condition: isLarge).add("R", bucket(JSON(thing)))
            },
            [])
    }

    func testUseOfAConditionalResourceUnderAnotherConditionIsAWarning() {
        XCTAssertEqual(
            warnings { stack, env, isLarge, thing in
                let either = stack.condition("Either", isLarge || AWS.region == "eu-west-3")
                stack.add("R", bucket(JSON(thing)), condition: either)
                stack.add("S", bucket(JSON(Value.if(isLarge, "x", else: thing))))
            }.count, 2)
    }

    func testUseOfAConditionalStackIsAWarning() {
        let assembly = synthesize { stack in
            let isLarge = stack.condition("IsLarge", stack.parameter("Env") == "large")
            let nested = stack.nestedStack("Nested", condition: isLarge)
            stack.add("R", bucket(JSON(nested.add("T", Test.Thing()).thingID)))
        }
        XCTAssertEqual(assembly.codes, ["conditional-reference"])
        XCTAssertEqual(
            assembly.diagnostics.first?.message,
            "Root/Nested/T exists only under the condition IsLarge, but is used without it")
    }

    // MARK: - What conditions and rules can use

    func testConditionOverAResourceIsAnError() {
        let assembly = synthesize { stack in
            let thing = stack.add("T", Test.Thing())
            stack.add("R", bucket(), condition: stack.condition("A", thing.address == "x"))
            stack.add("S", bucket(), condition: stack.condition("B", thing.thingID == "x"))
        }
        XCTAssertEqual(assembly.codes, ["reference-not-allowed", "reference-not-allowed"])
        XCTAssertEqual(assembly.diagnostics.first?.message, "a condition cannot use Root/T.Endpoint.Address")
    }

    func testConditionOverWhatAnotherStackPassesIsFine() {
        let assembly = synthesize { stack in
            let thing = stack.nestedStack("A").add("T", Test.Thing())
            let other = stack.nestedStack("B")
            let isSet = other.condition("IsSet", thing.thingID != "")
            other.add("R", bucket(), condition: isSet)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Conditions", of: "B"),
            """
            {
              "IsSet": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "AT" }, ""] }] }
            }
            """)
    }

    func testFunctionsThatAreNotEvaluatedEarlyAreErrorsInConditions() {
        let assembly = synthesize { stack in
            stack.add("R", bucket(), condition: stack.condition("A", .importValue("x") == AWS.region))
            stack.add("S", bucket(), condition: stack.condition("B", List.availabilityZones()[0] == "x"))
            stack.add("T", bucket(), condition: stack.condition("C", ConditionExpression.contains(["a"], AWS.region)))
        }
        XCTAssertEqual(
            assembly.diagnostics.map(\.message),
            [
                "a condition cannot use Fn::ImportValue", "a condition cannot use Fn::GetAZs",
                "a condition cannot use Fn::Contains",
            ])
    }

    func testConditionsMadeOfTheSameOnesAreWorkedOutOnce() {
        let assembly = synthesize { stack in
            var left = stack.condition("Left", AWS.region == "a")
            var right = stack.condition("Right", AWS.region == "b")
            // Twice as many ways through the conditions with every step: this must not take twice as long.
            for step in 0..<60 {
                (left, right) = (
                    stack.condition("Left\(step)", left || right), stack.condition("Right\(step)", right || left)
                )
            }
            let thing = stack.add("Thing", Test.Thing(), condition: left)
            stack.output("Thing", thing.thingID, condition: stack.condition("Other", AWS.region == "c"))
        }
        XCTAssertEqual(assembly.codes.filter { $0 == "conditional-reference" }.count, 1)
    }
}
