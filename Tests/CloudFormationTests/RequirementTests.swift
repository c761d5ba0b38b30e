import XCTest

@testable import CloudFormation

final class RequirementTests: XCTestCase {
    /// A root stack with numbers, and what `declare` requires of them.
    private func assembly(_ declare: (Stack, _ least: Value<Int>, _ most: Value<Int>) -> Void) -> Assembly {
        synthesize { stack in
            let least = stack.parameter("Least", .integer, default: 2)
            let most = stack.parameter("Most", .integer, default: 4)
            stack.add("Group", RawResource("Test::Group", properties: ["Least": JSON(least), "Most": JSON(most)]))
            declare(stack, least, most)
        }
    }

    private func holds(_ assembly: Assembly, _ values: [String: String]) -> [Bool?] {
        assembly.templates[0].constraints.map { $0.holds(for: values) }
    }

    func testNumbersAreComparedAsNumbersAndByTheirMultiples() {
        let assembly = assembly { stack, least, most in
            stack.require(least < most, "a")
            stack.require(least <= most, "b")
            stack.require(most > least, "c")
            stack.require(most >= least, "d")
            stack.require(most * 10 >= least * 11, "e")
            stack.require(least <= 9, "f")
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(holds(assembly, ["Least": "9", "Most": "10"]), [true, true, true, true, true, true])
        XCTAssertEqual(holds(assembly, ["Least": "10", "Most": "10"]), [false, true, false, true, false, false])
        XCTAssertEqual(holds(assembly, ["Least": "10", "Most": "9.5"]), [false, false, false, false, false, false])
        XCTAssertEqual(
            assembly.templates[0].constraints.map(\.allowed),
            ["Least < Most", "Least <= Most", "Most > Least", "Most >= Least", "Most * 10 >= Least * 11", "Least <= 9"])
        XCTAssertEqual(assembly.templates[0].constraints[2].parameters, ["Most", "Least"])
    }

    func testWhatHasNoValueOrIsNoNumberIsNotDecided() {
        let assembly = assembly { stack, least, most in stack.require(least < most, "a") }
        XCTAssertEqual(holds(assembly, ["Least": "5"]), [nil])
        XCTAssertEqual(holds(assembly, ["Least": "5", "Most": "many"]), [nil])
    }

    func testConditionsAreRequiredAndSayWhenOthersAre() {
        let assembly = synthesize { stack in
            let kind = stack.parameter("Kind", default: "a", allowedValues: ["a", "b"])
            let name = stack.parameter("Name", default: "")
            let zones = stack.parameter("Zones", .commaDelimitedList, default: ["x", "y"])
            let isNamed = stack.condition("IsNamed", name != "")
            stack.add("R", bucket("\(kind)\(name)"), condition: isNamed)
            stack.add("S", RawResource("A::B::C", properties: ["Z": JSON(zones)]))
            stack.require(isNamed || name == "x", when: kind == "b", "b has a name")
            stack.require(ConditionExpression.contains(["", "x"], name) || kind == "a", "known names")
            stack.require(.contains(zones, "x"), "x is there")
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(holds(assembly, ["Kind": "a", "Name": "", "Zones": "x, y"]), [true, true, true])
        XCTAssertEqual(holds(assembly, ["Kind": "b", "Name": "", "Zones": "y , x"]), [false, true, true])
        XCTAssertEqual(holds(assembly, ["Kind": "b", "Name": "z", "Zones": "xy"]), [true, false, false])
        XCTAssertEqual(holds(assembly, ["Kind": "b"]), [nil, nil, nil])
        XCTAssertEqual(
            assembly.templates[0].constraints.map(\.allowed),
            [
                "Name is not empty or Name is 'x', where Kind is 'b'", "Name is one of empty, 'x' or Kind is 'a'",
                "'x' is one of Zones",
            ])
    }

    func testTheTemplateDoesNotShowRequirements() {
        let assembly = assembly { stack, least, most in
            let unused = stack.condition("OnlyRequired", least == 2)
            stack.require(least < most, when: unused || most == 4, "x")
        }
        XCTAssertFalse(assembly.template().contains("Rules"))
        XCTAssertFalse(assembly.template().contains("OnlyRequired"))
        XCTAssertEqual(assembly.codes, [], "a condition that is required is used")
    }

    func testAConstructInANestedStackRequiresThingsOfTheRootsParameters() {
        var line = 0
        let assembly = assembly { stack, least, most in
            let nested = stack.nestedStack("Inner", condition: stack.condition("IsLarge", most == 20))
            nested.add("Thing", RawResource("A::B::C", properties: ["N": JSON(most)]))
            line = #line + 1
            let scope = nested.scope("Part")
            scope.require(least >= 5, "large ones have five", fileID: "Library/Part.swift", line: 1)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(assembly.templates.map(\.constraints.count), [1, 0])
        XCTAssertEqual(holds(assembly, ["Least": "2", "Most": "4"]), [true], "the stack is not there")
        XCTAssertEqual(holds(assembly, ["Least": "2", "Most": "20"]), [false])
        XCTAssertEqual(assembly.templates[0].constraints[0].location.line, line, "the user's line")
    }

    func testDefaultsThatBreakARequirementAreAnError() {
        var line = 0
        let assembly = assembly { stack, least, most in
            line = #line + 1
            stack.require(most * 2 < least, "half is enough")
        }
        XCTAssertEqual(
            assembly.messages,
            """
            CloudFormationTests/RequirementTests.swift:\(line): error: the defaults break a requirement: half is enough; allowed: Most * 2 < Least [violated-requirement]
              path: Root
              CloudFormationTests/RequirementTests.swift:10: note: the default of Most is "4"
              CloudFormationTests/RequirementTests.swift:9: note: the default of Least is "2"
              fix: change a default, or leave one out so that every environment must give it
            """)
        let literals = synthesize { stack in
            stack.add("R", bucket())
            stack.scope("Part").require(Value<Int>(100) * 10 >= Value<Int>(100) * 11, "a tenth more")
        }
        XCTAssertEqual(literals.codes, ["violated-requirement"])
        XCTAssertTrue(
            literals.messages.contains("the values break a requirement: a tenth more; allowed: 100 * 10 >= 100 * 11"),
            literals.messages)
    }

    func testWhatNoDeploymentKnowsCannotBeRequired() {
        func messages(_ declare: (Stack) -> Void) -> String {
            synthesize { stack in
                stack.add("R", bucket())
                declare(stack)
            }.diagnostics.filter { $0.code == "undecidable-requirement" }.map(\.message).joined(separator: "\n")
        }
        XCTAssertEqual(
            messages { stack in
                let thing = stack.add("T", Test.Thing())
                stack.require(thing.address == "x", "a")
            },
            "the requirement uses a value that is neither a literal nor a parameter, which no deployment knows beforehand"
        )
        XCTAssertEqual(
            messages { $0.require(.contains(.refAll("AWS::EC2::VPC::Id"), "x"), "b") },
            "the requirement uses a value that is neither a literal nor a parameter, which no deployment knows beforehand"
        )
        XCTAssertEqual(
            messages { stack in
                let password = stack.parameter("Password", default: "", noEcho: true)
                stack.require(password != "", "c")
            }, "the requirement uses the secret Password, which no deployment knows beforehand")
        XCTAssertEqual(
            messages { stack in
                let image: Value<String> = stack.ssmParameter("Image", .string, path: "/x")
                stack.require(image != "", "d")
            },
            "the requirement uses a value that is neither a literal nor a parameter, which no deployment knows beforehand"
        )
        XCTAssertEqual(
            messages { $0.rule("Only", .require(.contains(.refAll("AWS::EC2::VPC::Id"), "x"), "AWS checks it")) }, "")
    }
}
