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
                  "Type": "AWS::S3::Bucket",
                  "Condition": "IsProd",
                  "Properties": {
                    "BucketName": "b"
                  }
                },
                "Second": {
                  "Type": "AWS::S3::Bucket",
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
        var declarations: [ParameterDeclaration] = []
        let assembly = synthesize { stack in
            let values: [JSON] = [
                JSON(stack.parameter("Text", allowedPattern: "[a-z]+", allowedLength: 2...3)),
                JSON(stack.parameter("Long", allowedLength: 3...(.max))),
                JSON(stack.parameter("Choice", allowedValues: ["a", "b"])),
                JSON(stack.parameter("Count", .integer, allowedRange: 1...4)),
                JSON(stack.parameter("Least", .number, allowedRange: 1 ... .infinity)),
                JSON(stack.parameter("Most", .number, allowedRange: -.infinity...1)),
                JSON(stack.parameter("Numbers", .numbers, allowedRange: 0...9)),
                JSON(stack.parameter("Java", allowedPattern: "(?<!x)[a-z&&[^b]]++")),
                JSON(stack.ssmParameter("Stored", .string)),
                JSON(stack.parameter("Flag", .boolean)),
            ]
            stack.add("R", bucket(JSON(values)))
        }
        declarations = assembly.templates[0].parameters
        func violations(_ name: String, _ value: String) -> [String] {
            declarations.first { $0.name == name }!.violations(of: value)
        }
        XCTAssertEqual(violations("Text", "abc"), [])
        XCTAssertEqual(violations("Text", "abcD"), ["has 4 characters; 2 to 3 are allowed", "does not match [a-z]+"])
        XCTAssertEqual(violations("Long", "ab"), ["has 2 characters; at least 3 are allowed"])
        XCTAssertEqual(violations("Choice", "c"), ["is not one of a, b"])
        XCTAssertEqual(violations("Count", "4"), [])
        XCTAssertEqual(violations("Count", "5"), ["is not between 1 and 4"])
        XCTAssertEqual(violations("Count", "x"), ["is not a number"])
        XCTAssertEqual(violations("Least", "0"), ["is less than 1"])
        XCTAssertEqual(violations("Most", "2"), ["is more than 1"])
        XCTAssertEqual(violations("Numbers", "1, 2 ,3"), [])
        XCTAssertEqual(violations("Numbers", "1,12"), ["is not between 0 and 9"])
        XCTAssertEqual(violations("Stored", "/any/name"), [])
        XCTAssertEqual(violations("Flag", "yes"), ["is not one of true, false"])
        XCTAssertEqual(violations("Long", String(repeating: "x", count: 4_097)), ["has 4097 bytes; at most 4096 are allowed"])
        XCTAssertEqual(
            violations("Numbers", Array(repeating: "1", count: 2_100).joined(separator: ",")),
            ["has 4199 bytes; at most 4096 are allowed"])
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
                .require(.eachMember(of: .valueOfAll("Test::Thing::Id", "Zone"), isIn: .refAll("Zone")), "in one of them"))
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
                "Type": "AWS::S3::Bucket",
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
            change(stack.add("R", RawResource("T", properties: ["A": ["B": 1, "L": [["x": 1], ["x": 2]]], "S": "s"])))
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
            scope.add("R", RawResource("T", tagging: tagging, properties: own.map { ["Tags": $0] } ?? [:]))
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
        XCTAssertTrue(assembly.section("Resources").contains(#""OldThing": { "Ref": "OldThing" }"#), assembly.template())
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
            XCTAssertEqual(String(decoding: one.contents, as: UTF8.self), String(decoding: other.contents, as: UTF8.self))
        }
    }
}
