import CloudFormation
import XCTest

final class CrossStackTests: XCTestCase {
    func testSidewaysReferencePassesThroughOutputAndParameter() {
        let assembly = synthesize { stack in
            let thing = stack.nestedStack("Network").add("Thing", Test.Thing())
            let compute = stack.nestedStack("Compute")
            compute.add("One", bucket("x-\(thing.thingID)"))
            compute.add("Two", bucket(JSON(thing.thingID)))
            compute.add("Three", bucket(JSON(thing.address)))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Outputs", of: "Network"),
            """
            {
              "Thing": {
                "Value": { "Ref": "Thing" }
              },
              "ThingEndpointAddress": {
                "Value": { "Fn::GetAtt": ["Thing", "Endpoint.Address"] }
              }
            }
            """)
        XCTAssertEqual(
            assembly.section("Resources"),
            """
            {
              "Compute": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {
                  "Parameters": {
                    "NetworkThing": { "Fn::GetAtt": ["Network", "Outputs.Thing"] },
                    "NetworkThingEndpointAddress": { "Fn::GetAtt": ["Network", "Outputs.ThingEndpointAddress"] }
                  },
                  "TemplateURL": "./Root.Compute.template.json"
                }
              },
              "Network": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {
                  "TemplateURL": "./Root.Network.template.json"
                }
              }
            }
            """)
        XCTAssertEqual(
            assembly.section("Parameters", of: "Compute"),
            """
            {
              "NetworkThing": {
                "Type": "String"
              },
              "NetworkThingEndpointAddress": {
                "Type": "String"
              }
            }
            """)
        XCTAssertTrue(assembly.section("Resources", of: "Compute").contains(#"{ "Fn::Sub": "x-${NetworkThing}" }"#))
    }

    func testReferencesPassUpAndDownAnyDepth() {
        let assembly = synthesize { stack in
            let deep = stack.nestedStack("A").nestedStack("B").nestedStack("C").scope("Part").add("Thing", Test.Thing())
            let other = stack.nestedStack("X").nestedStack("Y").nestedStack("Z")
            other.add("R", bucket(JSON(deep.thingID)))
            stack.output("Thing", deep.thingID)
        }
        XCTAssertEqual(assembly.messages, "")
        let outputs = ["A.B.C", "A.B", "A"].map { assembly.section("Outputs", of: $0) }
        XCTAssertEqual(
            outputs,
            [
                #"{ "PartThing": { "Value": { "Ref": "PartThing" } } }"#,
                #"{ "CPartThing": { "Value": { "Fn::GetAtt": ["C", "Outputs.PartThing"] } } }"#,
                #"{ "BCPartThing": { "Value": { "Fn::GetAtt": ["B", "Outputs.CPartThing"] } } }"#,
            ].map {
                "{\n  "
                    + $0.dropFirst(2).replacing(#" "Value""#, with: "\n    \"Value\"").replacing(
                        " } } }", with: " }\n  }\n}"
                    ).replacing("] } }", with: "] }")
            })
        for path in ["X", "X.Y", "X.Y.Z"] {
            XCTAssertEqual(
                assembly.section("Parameters", of: path),
                """
                {
                  "ABCPartThing": {
                    "Type": "String"
                  }
                }
                """)
        }
        XCTAssertTrue(assembly.section("Resources", of: "X.Y").contains(#""ABCPartThing": { "Ref": "ABCPartThing" }"#))
        XCTAssertTrue(
            assembly.section("Resources").contains(#""ABCPartThing": { "Fn::GetAtt": ["A", "Outputs.BCPartThing"] }"#))
        XCTAssertTrue(assembly.section("Outputs").contains(#""Value": { "Fn::GetAtt": ["A", "Outputs.BCPartThing"] }"#))
    }

    func testListsPassAsTextWithCommas() {
        let assembly = synthesize { stack in
            let thing = stack.nestedStack("Network").add("Thing", Test.Thing())
            let compute = stack.nestedStack("Compute")
            compute.add("All", bucket(JSON(thing.zones)))
            compute.nestedStack("Inner").add("First", bucket(JSON(thing.zones[0])))
            stack.add("Here", bucket(JSON(thing.zones)))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Outputs", of: "Network").contains(
                #""Value": { "Fn::Join": [",", { "Fn::GetAtt": ["Thing", "Zones"] }] }"#))
        XCTAssertTrue(
            assembly.section("Resources").contains(
                #""NetworkThingZones": { "Fn::GetAtt": ["Network", "Outputs.ThingZones"] }"#), assembly.template())
        XCTAssertTrue(
            assembly.section("Resources").contains(
                #""BucketName": { "Fn::Split": [",", { "Fn::GetAtt": ["Network", "Outputs.ThingZones"] }] }"#))
        XCTAssertEqual(
            assembly.section("Parameters", of: "Compute"),
            """
            {
              "NetworkThingZones": {
                "Type": "CommaDelimitedList"
              }
            }
            """)
        XCTAssertTrue(
            assembly.section("Resources", of: "Compute").contains(
                #""NetworkThingZones": { "Fn::Join": [",", { "Ref": "NetworkThingZones" }] }"#))
        XCTAssertTrue(
            assembly.section("Resources", of: "Compute.Inner").contains(
                #""BucketName": { "Fn::Select": [0, { "Ref": "NetworkThingZones" }] }"#))
    }

    func testParametersPassDownWithTypeAndSecrecy() {
        let assembly = synthesize { stack in
            let count = stack.parameter("Count", .integer)
            let password = stack.parameter("Password", noEcho: true)
            let image = stack.parameter("Image", .id(of: Test.Thing.self))
            let names = stack.parameter("Names", .commaDelimitedList)
            let inner = stack.nestedStack("A").nestedStack("B")
            inner.add("R", bucket([JSON(count), JSON(password), JSON(image), JSON(names)]))
        }
        XCTAssertEqual(assembly.messages, "")
        for path in ["A", "A.B"] {
            XCTAssertEqual(
                assembly.section("Parameters", of: path),
                """
                {
                  "Count": {
                    "Type": "Number"
                  },
                  "Image": {
                    "Type": "Test::Thing::Id"
                  },
                  "Names": {
                    "Type": "CommaDelimitedList"
                  },
                  "Password": {
                    "Type": "String",
                    "NoEcho": true
                  }
                }
                """)
        }
        XCTAssertTrue(assembly.section("Resources").contains(#""Names": { "Fn::Join": [",", { "Ref": "Names" }] }"#))
    }

    func testValueThatIsAnOutputAlreadyIsNotPassedTwice() {
        let assembly = synthesize { stack in
            let network = stack.nestedStack("Network")
            let thing = network.add("Thing", Test.Thing())
            network.output("ThingID", thing.thingID)
            network.output("Thing", thing.thingID)
            stack.add("R", bucket(JSON(thing.thingID)))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(assembly.section("Outputs", of: "Network").components(separatedBy: "Value").count, 3)
        XCTAssertTrue(assembly.section("Resources").contains(#"{ "Fn::GetAtt": ["Network", "Outputs.Thing"] }"#))
    }

    func testDeclaredOutputIsEvaluatedInItsStackAndPasses() {
        let assembly = synthesize { stack in
            let network = stack.nestedStack("Network")
            let isLarge = network.condition("IsLarge", stack.parameter("Size") == "large")
            let thing = network.add("Thing", Test.Thing(), condition: isLarge)
            let either = network.output("Either", Value.if(isLarge, thing.thingID, else: "none"))
            let zones = network.output("Zones", List.if(isLarge, thing.zones, else: ["a", "b"]))
            network.add("Here", bucket(JSON(either)))
            stack.add("R", bucket(JSON(either)))
            stack.nestedStack("Compute").add("R", bucket([JSON(either), JSON(zones)]))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Outputs", of: "Network"),
            """
            {
              "Either": {
                "Value": { "Fn::If": ["IsLarge", { "Ref": "Thing" }, "none"] }
              },
              "Zones": {
                "Value": {
                  "Fn::Join": [
                    ",",
                    { "Fn::If": ["IsLarge", { "Fn::GetAtt": ["Thing", "Zones"] }, ["a", "b"]] }
                  ]
                }
              }
            }
            """)
        XCTAssertTrue(
            assembly.section("Resources", of: "Network").contains(
                #""BucketName": { "Fn::If": ["IsLarge", { "Ref": "Thing" }, "none"] }"#))
        XCTAssertEqual(assembly.section("Conditions"), "no Conditions")
        XCTAssertTrue(
            assembly.section("Resources").contains(#""BucketName": { "Fn::GetAtt": ["Network", "Outputs.Either"] }"#))
        XCTAssertTrue(
            assembly.section("Resources").contains(
                """
                      "Parameters": {
                        "NetworkEither": { "Fn::GetAtt": ["Network", "Outputs.Either"] },
                        "NetworkZones": { "Fn::GetAtt": ["Network", "Outputs.Zones"] }
                      },
                """))
    }

    func testWordsThatMeetAreSaidOnceInNames() {
        let assembly = synthesize { stack in
            let balancer = stack.nestedStack("Web").add("WebLoadBalancer", Test.Thing())
            for (index, attribute) in ["LoadBalancerFullName", "LoadBalancers", "Endpoint.Port"].enumerated() {
                stack.add("R\(index)", bucket(JSON(balancer.attribute(attribute) as Value<String>)))
            }
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Outputs", of: "Web").split(separator: "\n").filter { $0.hasPrefix("  \"") },
            [
                #"  "WebLoadBalancerEndpointPort": {"#, #"  "WebLoadBalancerFullName": {"#,
                #"  "WebLoadBalancerLoadBalancers": {"#,
            ])
    }

    func testConditionalResourcesPassWhereTheyExist() {
        let assembly = synthesize { stack in
            let isLarge = stack.condition("IsLarge", stack.parameter("Size") == "large")
            let thing = stack.nestedStack("Network").add("Thing", Test.Thing(), condition: isLarge)
            let compute = stack.nestedStack("Compute")
            compute.add("R", bucket(JSON(Value.if(isLarge, thing.thingID, else: "none"))))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Outputs", of: "Network"),
            """
            {
              "Thing": {
                "Condition": "IsLarge",
                "Value": { "Ref": "Thing" }
              }
            }
            """)
        XCTAssertTrue(
            assembly.section("Resources").contains(
                #""NetworkThing": { "Fn::If": ["IsLarge", { "Fn::GetAtt": ["Network", "Outputs.Thing"] }, ""] }"#),
            assembly.template())
        for path in ["Network", "Compute"] {
            XCTAssertEqual(
                assembly.section("Conditions", of: path),
                """
                {
                  "IsLarge": { "Fn::Equals": [{ "Ref": "Size" }, "large"] }
                }
                """)
        }
    }

    func testValuesOfAConditionalStackPassWhereItExists() {
        let assembly = synthesize { stack in
            let isLarge = stack.condition("IsLarge", stack.parameter("Size") == "large")
            let network = stack.nestedStack("Network", condition: isLarge)
            let thing = network.add("Thing", Test.Thing())
            stack.output("Thing", thing.thingID, condition: isLarge)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Outputs").contains(
                #""Value": { "Fn::If": ["IsLarge", { "Fn::GetAtt": ["Network", "Outputs.Thing"] }, ""] }"#))
        XCTAssertEqual(assembly.section("Conditions", of: "Network"), "no Conditions", "the stack itself need not know")
    }

    func testMappingsAreDeclaredWhereTheyAreUsed() {
        let assembly = synthesize { stack in
            let sizes: Mapping<Value<Int>> = stack.mapping("Sizes", ["dev": ["n": 1]])
            let env = stack.parameter("Env")
            let nested = stack.nestedStack("A")
            nested.add("R", bucket(JSON(sizes.value(env, "n"))))
            nested.add("S", bucket(JSON(sizes.value(env, "n"))))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Mappings", of: "A"),
            """
            {
              "Sizes": {
                "dev": {
                  "n": 1
                }
              }
            }
            """)
    }

    func testConditionOfANestedStackCanGuardAnOutputOfTheRoot() {
        let assembly = synthesize { stack in
            let env = stack.parameter("Env")
            let nested = stack.nestedStack("A")
            nested.add("R", bucket())
            let isProd = nested.condition("IsProd", env == "prod")
            stack.output("Env", env, condition: isProd)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Conditions").contains(#""IsProd": { "Fn::Equals": [{ "Ref": "Env" }, "prod"] }"#))
    }

    func testDependenciesBetweenStacksAreBetweenTheStacksThatHoldThem() {
        let assembly = synthesize { stack in
            let deep = stack.nestedStack("A").nestedStack("B").add("Thing", Test.Thing())
            let above = stack.add("Above", Test.Thing())
            let other = stack.nestedStack("X")
            _ = other.nestedStack("Y").add("Thing", Test.Thing(), dependsOn: [deep, above])
            let last = stack.nestedStack("Last", dependsOn: [other])
            last.add("R", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Resources").split(separator: "\n").filter {
                $0.hasPrefix("  \"") || $0.hasPrefix("      \"") && !$0.contains(":")
            }
            .map { $0.trimmingCharacters(in: .whitespaces) },
            [#""A": {"#, #""Above": {"#, #""Last": {"#, #""X""#, #""X": {"#, #""A","#, #""Above""#])
        XCTAssertFalse(assembly.section("Resources", of: "X").contains("DependsOn"))
        XCTAssertFalse(assembly.section("Resources", of: "X.Y").contains("DependsOn"))
    }

    func testRootsAreSynthesizedSideBySide() {
        let app = App()
        app.stack("One").add("R", bucket())
        app.stack("Two").nestedStack("Inner").add("R", bucket())
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.templates.map(\.fileName),
            ["One.template.json", "Two.template.json", "Two.Inner.template.json"])
        XCTAssertEqual(assembly.templates.map(\.stackPath), [["One"], ["Two"], ["Two", "Inner"]])
        XCTAssertEqual(assembly.templates[1].resources.map(\.nestedTemplate), ["Two.Inner.template.json"])
    }

    func testOutputsOfOutputsLeadToTheValueItself() {
        let assembly = synthesize { stack in
            let nested = stack.nestedStack("Nested")
            let deeper = nested.nestedStack("Deeper")
            let own = deeper.output("Own", deeper.add("Thing", Test.Thing()).thingID)
            let again = deeper.output("Again", deeper.output("Twice", own))
            let passed = nested.output("Passed", again)
            nested.output("Text", "\(passed)/\(own)" as Value<ID<Test.Thing>>)
            let top = stack.output("Top", passed)
            stack.output("Url", "x-\(top)" as Value<String>)
            stack.nestedStack("Beside").add("Reader", bucket(JSON(top)))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Outputs", of: "Nested.Deeper").contains(#""Again": {\#n    "Value": { "Ref": "Thing" }"#))
        XCTAssertTrue(
            assembly.section("Outputs", of: "Nested").contains(
                #"{ "Fn::Sub": "${Deeper.Outputs.Again}/${Deeper.Outputs.Own}" }"#))
        XCTAssertTrue(assembly.section("Outputs").contains(#"{ "Fn::Sub": "x-${Nested.Outputs.Passed}" }"#))
        XCTAssertTrue(assembly.section("Resources").contains(#"{ "Fn::GetAtt": ["Nested", "Outputs.Passed"] }"#))
    }
}
