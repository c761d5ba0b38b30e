import CloudFormation
import XCTest

final class DeclarationTests: XCTestCase {
    func testSectionsStandInAFixedOrderAndNamesAreSorted() {
        let assembly = synthesize { stack in
            let env = stack.parameter("Env", default: "dev", group: "General", label: "Environment")
            let isProd = stack.condition("IsProd", env == "prod")
            let sizes: Mapping<Value<Int>> = stack.mapping("Sizes", ["dev": ["n": 1]])
            stack.rule("Named", .require(env != "", "Env is needed"))
            stack.addMetadata("Z", ["a": 1])
            stack.add("Second", bucket(JSON(sizes.value(env, "n"))))
            stack.add("First", bucket(), condition: isProd)
            stack.output("Env", env)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.template(),
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Metadata": {
                "AWS::CloudFormation::Interface": {
                  "ParameterGroups": [
                    {
                      "Label": {
                        "default": "General"
                      },
                      "Parameters": [
                        "Env"
                      ]
                    }
                  ],
                  "ParameterLabels": {
                    "Env": {
                      "default": "Environment"
                    }
                  }
                },
                "Z": {
                  "a": 1
                }
              },
              "Parameters": {
                "Env": {
                  "Type": "String",
                  "Default": "dev"
                }
              },
              "Rules": {
                "Named": {
                  "Assertions": [
                    { "Assert": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Env" }, ""] }] }, "AssertDescription": "Env is needed" }
                  ]
                }
              },
              "Mappings": {
                "Sizes": {
                  "dev": {
                    "n": 1
                  }
                }
              },
              "Conditions": {
                "IsProd": { "Fn::Equals": [{ "Ref": "Env" }, "prod"] }
              },
              "Resources": {
                "First": {
                  "Type": "Own::S3::Bucket",
                  "Condition": "IsProd",
                  "Properties": {
                    "BucketName": "b"
                  }
                },
                "Second": {
                  "Type": "Own::S3::Bucket",
                  "Properties": {
                    "BucketName": { "Fn::FindInMap": ["Sizes", { "Ref": "Env" }, "n"] }
                  }
                }
              },
              "Outputs": {
                "Env": {
                  "Value": { "Ref": "Env" }
                }
              }
            }

            """)
    }

    // MARK: - Parameters

    /// The Parameters section of a stack that uses what `make` declares.
    private func parameters(_ make: (Stack) -> JSON) -> String {
        synthesize { stack in
            stack.add("R", bucket(make(stack)))
        }.section("Parameters")
    }

    func testTextParameterWithConstraints() {
        XCTAssertEqual(
            parameters { stack in
                JSON(
                    stack.parameter(
                        "Name", default: "web", allowedValues: ["web", "shop"], allowedPattern: "[a-z]+",
                        allowedLength: 2...20, description: "What it is called.", constraint: "Two to twenty letters."))
            },
            """
            {
              "Name": {
                "Type": "String",
                "Description": "What it is called.",
                "Default": "web",
                "AllowedValues": [
                  "web",
                  "shop"
                ],
                "AllowedPattern": "[a-z]+",
                "MinLength": 2,
                "MaxLength": 20,
                "ConstraintDescription": "Two to twenty letters."
              }
            }
            """)
    }

    func testNumericParametersHaveRanges() {
        XCTAssertEqual(
            parameters { stack in
                [
                    JSON(stack.parameter("Count", .integer, default: 2, allowedRange: 1...4)),
                    JSON(stack.parameter("AtLeast", .number, allowedRange: 0.5 ... .infinity)),
                    JSON(stack.parameter("AtMost", .number, allowedRange: -.infinity...10)),
                ]
            },
            """
            {
              "AtLeast": {
                "Type": "Number",
                "MinValue": 0.5
              },
              "AtMost": {
                "Type": "Number",
                "MaxValue": 10
              },
              "Count": {
                "Type": "Number",
                "Default": "2",
                "MinValue": 1,
                "MaxValue": 4
              }
            }
            """)
    }

    func testOtherParameterTypes() {
        XCTAssertEqual(
            parameters { stack in
                [
                    JSON(stack.parameter("Flag", .boolean, default: false)),
                    JSON(stack.parameter("Secret", allowedLength: 8...(.max), noEcho: true)),
                    JSON(stack.parameter("Thing", .id(of: Test.Thing.self))),
                    JSON(stack.parameter("Things", .ids(of: Test.Thing.self))),
                    JSON(stack.parameter("Names", .commaDelimitedList, default: ["a", "b"])),
                    JSON(stack.ssmParameter("Image", .id(of: Test.Thing.self), path: "/aws/image")),
                ]
            },
            """
            {
              "Flag": {
                "Type": "String",
                "Default": "false",
                "AllowedValues": [
                  "true",
                  "false"
                ]
              },
              "Image": {
                "Type": "AWS::SSM::Parameter::Value<Test::Thing::Id>",
                "Default": "/aws/image"
              },
              "Names": {
                "Type": "CommaDelimitedList",
                "Default": "a,b"
              },
              "Secret": {
                "Type": "String",
                "MinLength": 8,
                "NoEcho": true
              },
              "Thing": {
                "Type": "Test::Thing::Id"
              },
              "Things": {
                "Type": "List<Test::Thing::Id>"
              }
            }
            """)
    }

    func testValuesAreCheckedAsCloudFormationWould() {
        func parameter(
            _ type: String, allowed: [String] = [], pattern: String? = nil, range: ClosedRange<Double>? = nil,
            length: ClosedRange<Int>? = nil, constraint: String? = nil
        ) -> ParameterDeclaration {
            ParameterDeclaration(
                name: "P", type: type, allowedValues: allowed, allowedPattern: pattern, allowedLength: length,
                allowedRange: range, constraintDescription: constraint,
                at: .source(SourceLocation(fileID: "T", line: 1)))
        }
        let table: [(ParameterDeclaration, String, [String])] = [
            (parameter("Number"), "2", []),
            (parameter("Number"), "two", ["must be a number"]),
            (parameter("Number"), "inf", ["must be a number"]),
            (parameter("Number", range: 0.5 ... .infinity), "0.4", ["must be 0.5 or more"]),
            (parameter("Number", range: -.infinity...1), "2", ["must be 1 or less"]),
            (parameter("Number", range: 1...3), "3", []),
            (parameter("Number", range: 1...3), "4", ["must be 3 or less"]),
            (parameter("List<Number>", range: 0...3), "1, 4,5", ["must be 3 or less"]),
            (parameter("List<Number>", range: 0...3), "1, 2 ,3", []),
            (parameter("CommaDelimitedList", allowed: ["a", "b"]), "a,b", []),
            (parameter("CommaDelimitedList", allowed: ["a", "b"]), "a,c", ["must be one of a, b"]),
            (parameter("String", allowed: ["t3.micro"]), "t3.micr", ["must be one of t3.micro"]),
            (parameter("String", pattern: "[a-z]+"), "abc", []),
            (parameter("String", pattern: "[a-z]+"), "abc1", ["must match the pattern [a-z]+"]),
            (parameter("String", pattern: "a|b"), "ab", ["must match the pattern a|b"]),
            (parameter("String", pattern: "(?<!x)[a-z&&[^b]]++"), "whatever Java makes of it", []),
            (
                parameter("String", pattern: "[a-z]+", constraint: "must be small letters"), "A",
                ["must be small letters"]
            ),
            (parameter("String", pattern: "[a-z]+", constraint: "small letters"), "A", ["must be small letters"]),
            (parameter("String", length: 0...2), "été", ["must have 2 characters or less, and has 3"]),
            (parameter("String", length: 3...(.max)), "ab", ["must have 3 characters or more, and has 2"]),
            (
                parameter("String"), String(repeating: "x", count: 4_097),
                ["must have 4096 bytes or less, and has 4097"]
            ),
            (parameter("AWS::SSM::Parameter::Value<String>", pattern: "ami-.*"), "/aws/image", []),
            (parameter("AWS::SSM::Parameter::Value<String>"), "", ["must be the name of an SSM parameter"]),
        ]
        for (parameter, value, violations) in table {
            XCTAssertEqual(parameter.violations(of: value), violations, "\(parameter.type) \(value)")
        }
    }

    // MARK: - Rules

    func testRulesSpeakOfParameters() {
        let assembly = synthesize { stack in
            let env = stack.parameter("Env")
            let subnet = stack.parameter("Subnet", .id(of: Test.Thing.self))
            let zones = stack.parameter("Zones", .commaDelimitedList)
            stack.rule(
                "Placement", when: env == "prod",
                .require(.contains(["a", "b"], .valueOf(subnet, "Zone") as Value<String>), "in a or b"),
                .require(.eachMember(of: zones, equals: "a"), "all in a"),
                .require(
                    .eachMember(of: .valueOfAll("Test::Thing::Id", "Zone"), isIn: .refAll("Zone")), "in one of them"))
            stack.add("R", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Rules"),
            """
            {
              "Placement": {
                "RuleCondition": { "Fn::Equals": [{ "Ref": "Env" }, "prod"] },
                "Assertions": [
                  {
                    "Assert": { "Fn::Contains": [["a", "b"], { "Fn::ValueOf": ["Subnet", "Zone"] }] },
                    "AssertDescription": "in a or b"
                  },
                  { "Assert": { "Fn::EachMemberEquals": [{ "Ref": "Zones" }, "a"] }, "AssertDescription": "all in a" },
                  { "Assert": { "Fn::EachMemberIn": [{ "Fn::ValueOfAll": ["Test::Thing::Id", "Zone"] }, { "Fn::RefAll": "Zone" }] }, "AssertDescription": "in one of them" }
                ]
              }
            }
            """)
    }

    // MARK: - Outputs

    func testOutputWithExportAndDescription() {
        let assembly = synthesize { stack in
            let thing = stack.add("T", Test.Thing())
            stack.output("Address", thing.address, description: "Where it is.", export: "\(AWS.stackName)-address")
        }
        XCTAssertEqual(
            assembly.section("Outputs"),
            """
            {
              "Address": {
                "Description": "Where it is.",
                "Export": {
                  "Name": { "Fn::Sub": "${AWS::StackName}-address" }
                },
                "Value": { "Fn::GetAtt": ["T", "Endpoint.Address"] }
              }
            }
            """)
    }

    // MARK: - Resources

    func testResourceAttributes() {
        let assembly = synthesize { stack in
            let first = stack.add("First", Test.Thing())
            let second = stack.add("Second", Test.Thing())
            let third = stack.add(
                "Third", Test.Thing(name: "x"), dependsOn: [second, first], deletionPolicy: .retainExceptOnCreate,
                creationPolicy: .signals(2, minimumSuccessfulInstancesPercent: 50),
                updatePolicy: .custom(["UseOnlineResharding": true]), metadata: ["why": "because"])
            third.depend(on: first)
            stack.add("Raw", bucket(), deletionPolicy: .retainExceptOnCreate)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Resources"),
            """
            {
              "First": {
                "Type": "Test::Thing"
              },
              "Raw": {
                "Type": "Own::S3::Bucket",
                "DeletionPolicy": "RetainExceptOnCreate",
                "UpdateReplacePolicy": "Retain",
                "Properties": {
                  "BucketName": "b"
                }
              },
              "Second": {
                "Type": "Test::Thing"
              },
              "Third": {
                "Type": "Test::Thing",
                "DependsOn": [
                  "First",
                  "Second"
                ],
                "CreationPolicy": {
                  "AutoScalingCreationPolicy": {
                    "MinSuccessfulInstancesPercent": 50
                  },
                  "ResourceSignal": {
                    "Count": 2,
                    "Timeout": "PT15M"
                  }
                },
                "UpdatePolicy": {
                  "UseOnlineResharding": true
                },
                "DeletionPolicy": "RetainExceptOnCreate",
                "UpdateReplacePolicy": "Retain",
                "Metadata": {
                  "why": "because"
                },
                "Properties": {
                  "Name": "x"
                }
              }
            }
            """)
    }

    func testRollingUpdate() {
        let assembly = synthesize { stack in
            _ = stack.add(
                "T", Test.Thing(),
                updatePolicy: .rolling(minimumInService: 2, waitForSignals: true, suspendedProcesses: ["AZRebalance"]))
        }
        XCTAssertTrue(
            assembly.template().contains(
                """
                      "UpdatePolicy": {
                        "AutoScalingRollingUpdate": {
                          "MaxBatchSize": 1,
                          "MinInstancesInService": 2,
                          "PauseTime": "PT5M",
                          "SuspendProcesses": [
                            "AZRebalance"
                          ],
                          "WaitOnResourceSignals": true
                        },
                        "AutoScalingScheduledAction": {
                          "IgnoreUnmodifiedGroupSizeProperties": true
                        }
                      }
                """), assembly.template())
    }

    // MARK: - Overrides

    /// The properties of a resource after `change`.
    private func overridden(_ change: (Resource<RawResource>) -> Void) -> (properties: String, codes: [String]) {
        let assembly = synthesize { stack in
            change(
                stack.add(
                    "R", RawResource("A::B::T", properties: ["A": ["B": 1, "L": [["x": 1], ["x": 2]]], "S": "s"])))
        }
        let lines = assembly.section("Resources").split(separator: "\n").dropFirst(4).dropLast(3)
        return (lines.map { String($0.drop { $0 == " " }) }.joined(separator: " "), assembly.codes)
    }

    func testOverridesReplaceAddAndRemove() {
        XCTAssertEqual(
            overridden { resource in
                resource.override("A.B", with: 2)
                resource.override("A.L.0.x", with: "new")
                resource.override("A.L.2", with: ["x": 3])
                resource.override("N.M", with: true)
                resource.removeProperty("S")
                resource.removeProperty("A.L.1")
            }.properties,
            #""A": { "B": 2, "L": [ { "x": "new" }, { "x": 3 } ] }, "N": { "M": true }"#)
    }

    func testOverridePathsThatDoNotExistAreErrors() {
        for path in ["S.x", "A.L.5.x", "A.L.first"] {
            XCTAssertEqual(overridden { $0.override(path, with: 1) }.codes, ["override-path"], path)
        }
        for path in ["X", "A.X", "A.L.2"] {
            XCTAssertEqual(overridden { $0.removeProperty(path) }.codes, ["override-path"], path)
        }
    }

    // MARK: - Tags

    private func tags(_ tagging: Tagging, _ own: JSON?, _ build: (Stack) -> Scope) -> String {
        let assembly = synthesize { stack in
            stack.tag("Project", "web")
            stack.tag("Owner", "root")
            let scope = build(stack)
            scope.add("R", RawResource("A::B::T", tagging: tagging, properties: own.map { ["Tags": $0] } ?? [:]))
        }
        let lines = assembly.section("Resources").split(separator: "\n").dropFirst(4).dropLast(3)
        return lines.map { String($0.drop { $0 == " " }) }.joined(separator: " ")
    }

    func testNearerTagsWin() {
        XCTAssertEqual(
            tags(.list("Tags"), [["Key": "Name", "Value": "own"], ["Key": "Owner", "Value": "own"]]) { stack in
                let scope = stack.scope("Part")
                scope.tag("Project", "part")
                scope.tag("Owner", "part")
                return scope
            },
            #""Tags": [ { "Key": "Name", "Value": "own" }, { "Key": "Owner", "Value": "own" }, { "Key": "Project", "Value": "part" } ]"#
        )
    }

    func testTagShapes() {
        XCTAssertEqual(tags(.map("Tags"), ["Owner": "own"]) { $0 }, #""Tags": { "Owner": "own", "Project": "web" }"#)
        XCTAssertEqual(
            tags(.groupList("Tags"), nil) { $0 },
            #""Tags": [ { "Key": "Owner", "PropagateAtLaunch": true, "Value": "root" }, { "Key": "Project", "PropagateAtLaunch": true, "Value": "web" } ]"#
        )
        XCTAssertEqual(tags(.none, ["own"]) { $0 }, #""Tags": [ "own" ]"#)
    }

    func testTagsPassIntoNestedStacksWithTheirParameters() {
        let assembly = synthesize { stack in
            stack.tag("Environment", stack.parameter("Env"))
            _ = stack.nestedStack("A").nestedStack("B").add("T", Test.Thing())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Resources", of: "A.B"),
            """
            {
              "T": {
                "Type": "Test::Thing",
                "Properties": {
                  "Tags": [
                    { "Key": "Environment", "Value": { "Ref": "Env" } }
                  ]
                }
              }
            }
            """)
        XCTAssertEqual(
            assembly.section("Resources", of: "A"),
            """
            {
              "B": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {
                  "Parameters": {
                    "Env": { "Ref": "Env" }
                  },
                  "Tags": [
                    { "Key": "Environment", "Value": { "Ref": "Env" } }
                  ],
                  "TemplateURL": "./Root.A.B.template.json"
                }
              }
            }
            """)
    }

    func testConditionalTagIsNotGivenTwice() {
        let assembly = synthesize { stack in
            stack.tag("Owner", "root")
            let isX = stack.condition("IsX", AWS.region == "x")
            _ = stack.add("T", Test.Thing(tags: [.if(isX, Tag(key: "Owner", value: "x"), else: .noValue)]))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(assembly.section("Resources").components(separatedBy: "Owner").count - 1, 1, assembly.template())
    }

    // MARK: - Logical IDs

    func testLogicalIDsAreMadeOfTheScopes() {
        let assembly = synthesize { stack in
            let part = stack.scope("Web").scope("Group")
            part.add("Launch", bucket())
            part.output("Name", AWS.region)
        }
        XCTAssertEqual(assembly.templates[0].resources.map(\.logicalID), ["WebGroupLaunch"])
        XCTAssertEqual(assembly.templates[0].resources.map(\.path), ["Root/Web/Group/Launch"])
        XCTAssertTrue(assembly.section("Outputs").contains("\"WebGroupName\""))
    }

    func testAnOldLogicalIDCanBeKept() {
        let assembly = synthesize { stack in
            let thing = stack.scope("New").add("Thing", Test.Thing())
            stack.keepLogicalID("OldThing", insteadOf: "NewThing")
            stack.nestedStack("Other").add("R", bucket(JSON(thing.thingID)))
            stack.output("Text", "\(thing.thingID) \(thing.address)" as Value<String>)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(assembly.templates[0].resources.map(\.logicalID), ["OldThing", "Other"])
        XCTAssertTrue(assembly.section("Outputs").contains(#""${OldThing} ${OldThing.Endpoint.Address}""#))
        XCTAssertTrue(
            assembly.section("Resources").contains(#""OldThing": { "Ref": "OldThing" }"#), assembly.template())
    }

    func testValuesThatTouchStandTogetherInJSONText() {
        let assembly = synthesize { stack in
            stack.add("R", bucket())
            stack.output("Body", Value<String>.json(["k": "\(AWS.region)\(AWS.accountID)"]))
        }
        XCTAssertTrue(
            assembly.section("Outputs").contains(#"\"k\": \"${AWS::Region}${AWS::AccountId}\""#), assembly.template())
    }

    func testTextNamesAResourceByTheLogicalIDThatItHas() {
        let assembly = synthesize { stack in
            let scope = stack.scope("New")
            stack.output(
                "Script", "signal --resource \(scope.logicalID("Thing")) --region \(AWS.region)" as Value<String>)
            stack.output("Bare", scope.logicalID("Other"))
            stack.keepLogicalID("OldThing", insteadOf: "NewThing")
            scope.add("Thing", bucket())
            scope.add("Other", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Outputs").contains(
                #"{ "Fn::Sub": "signal --resource OldThing --region ${AWS::Region}" }"#),
            assembly.template())
        XCTAssertTrue(assembly.section("Outputs").contains(#""Value": "NewOther""#), assembly.template())
    }

    // MARK: - Determinism

    func testReorderingDeclarationsChangesNothing() {
        func build(_ reversed: Bool) -> Assembly {
            synthesize { stack in
                func inOrder(_ steps: [() -> Void]) { for step in reversed ? steps.reversed() : steps { step() } }
                let parameters = ["A", "B", "C"].map { stack.parameter("Parameter" + $0) }
                let network = stack.nestedStack("Network")
                let things = ["X", "Y", "Z"].map { network.add($0, Test.Thing()) }
                let compute = stack.nestedStack("Compute")
                inOrder([
                    { stack.output("C1", "1" as JSON, condition: stack.condition("First", parameters[0] == "x")) },
                    { stack.output("C2", "2" as JSON, condition: stack.condition("Second", parameters[1] == "x")) },
                    { stack.tag("Project", "web") },
                    { stack.tag("Owner", "me") },
                    { stack.output("One", parameters[2]) },
                    { stack.output("Two", things[0].thingID) },
                    { compute.add("One", bucket(JSON(things[0].thingID))) },
                    { compute.add("Two", bucket(JSON(things[1].zones))) },
                    { compute.add("Three", bucket(JSON(things[2].address))) },
                    { stack.rule("R1", .require(parameters[0] != "y", "x")) },
                    { stack.rule("R2", .require(parameters[0] != "y", "x")) },
                    { stack.addMetadata("M1", 1) },
                    { stack.addMetadata("M2", 1) },
                ])
            }
        }
        let (once, again, reversed) = (build(false), build(false), build(true))
        XCTAssertEqual(once.messages, "")
        XCTAssertEqual(once.templates.map(\.contents), again.templates.map(\.contents))
        for (one, other) in zip(once.templates, reversed.templates) {
            XCTAssertEqual(
                String(decoding: one.contents, as: UTF8.self), String(decoding: other.contents, as: UTF8.self))
        }
    }

    func testNumbersAreDecimalAndWholeOnesWhole() {
        let assembly = synthesize { stack in
            stack.add("A", Test.Thing(size: stack.parameter("Whole", .integer, default: 1)))
            stack.add("B", RawResource("A::B::C", properties: ["P": JSON(stack.parameter("Any", .number, default: 1))]))
        }
        XCTAssertEqual(assembly.messages, "")
        func violations(_ name: String, _ value: String) -> [String] {
            assembly.templates[0].parameters.first { $0.name == name }?.violations(of: value) ?? ["missing"]
        }
        XCTAssertEqual(violations("Whole", "12"), [])
        XCTAssertEqual(violations("Whole", "2.5"), ["must be a whole number"])
        XCTAssertEqual(violations("Whole", "1e3"), ["must be a whole number"])
        XCTAssertEqual(violations("Any", "2.5"), [])
        for value in ["0x10", "nan", "infinity", " 1", "", "+1"] {
            XCTAssertEqual(violations("Any", value), ["must be a number"])
        }
    }

    func testOverridesMakeTheListsTheyIndex() {
        let assembly = synthesize { stack in
            let thing = stack.add("Thing", Test.Thing())
            thing.override("Rules.0.Status", with: "Enabled")
            thing.override("Rules.1.Status", with: "Disabled")
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Resources").contains(
                """
                      "Rules": [
                        { "Status": "Enabled" },
                        { "Status": "Disabled" }
                      ]
                """))
        for path in ["", ".", "A..B", "A."] {
            XCTAssertEqual(synthesize { $0.add("B", bucket()).override(path, with: 1) }.codes, ["override-path"])
        }
    }
}
