import CloudFormation
import XCTest

/// Every way in which an app can be wrong, with what the user is told. Lines are those of this file.
final class DiagnosticTests: XCTestCase {
    /// What is said of the app that `build` makes.
    private func messages(_ build: (Stack) -> Void) -> String {
        synthesize(build).messages
    }

    private func codes(_ build: (Stack) -> Void) -> [String] {
        synthesize(build).codes
    }

    private let file = "CloudFormationTests/DiagnosticTests.swift"

    // MARK: - Names

    func testCollidingLogicalIDsNameBothPlaces() {
        let line = #line
        XCTAssertEqual(
            messages { stack in
                stack.scope("Web").add("Group", bucket())
                stack.add("WebGroup", bucket())
            },
            """
            \(file):\(line + 4): error: Root/WebGroup and Root/Web/Group both have the logical ID WebGroup [logical-id-collision]
              path: Root/WebGroup
              \(file):\(line + 3): note: first here
              \(file):\(line + 4): note: again here
              fix: rename one of them, or put it into a scope of its own: stack.scope("Name")
            """)
    }

    func testWhatACallAddsIsBlamedOnTheLineOfTheCall() throws {
        let assembly = synthesize { stack in
            for scope in [stack.scope("Web"), stack] {
                let called = scope.scope("Part").calledFrom(fileID: "Shop/Shop.swift", line: 7)
                called.add("Group", bucket())
                called.scope("Inner").add("Group-2", bucket())
                scope.scope("Part").calledFrom(fileID: "Shop/Shop.swift", line: 9)
                    .report("capacity", "too small", fix: "make it larger")
            }
        }
        XCTAssertEqual(
            assembly.diagnostics.map {
                "\($0.code) \($0.location?.fileID ?? ""):\($0.location?.line ?? 0) \($0.path ?? "")"
            }.sorted(),
            [
                "capacity Shop/Shop.swift:9 Root/Part", "capacity Shop/Shop.swift:9 Root/Web/Part",
                "illegal-name Shop/Shop.swift:7 Root/Part/Inner/Group-2",
                "illegal-name Shop/Shop.swift:7 Root/Web/Part/Inner/Group-2",
            ])
        let resources = Set(assembly.templates[0].template.resources.names)
        XCTAssertTrue(resources.isSuperset(of: ["PartGroup", "WebPartGroup"]), "\(resources)")
    }

    func testAConstructIsBlamedOnTheUsersLine() {
        let line = #line + 1
        let assembly = synthesize { Construct(in: $0.scope("My-Part")) }
        XCTAssertEqual(
            assembly.messages,
            """
            \(file):\(line): error: the logical ID "My-PartThing" contains "-"; only letters and digits are allowed [illegal-name]
              path: Root/My-Part/Thing
              \(file):\(Construct.line): note: added here by the construct
              fix: use letters A-Z, a-z and digits, 255 at most
            """)
    }

    private struct Construct {
        static let line = #line + 4

        @discardableResult
        init(in scope: Scope) {
            scope.add("Thing", bucket())
        }
    }

    func testIllegalNames() {
        for name in ["", "a b", "a_b", "é", "a/b", String(repeating: "x", count: 256)] {
            XCTAssertEqual(codes { $0.add(name, bucket()) }, ["illegal-name"], name)
            XCTAssertEqual(
                codes { stack in
                    stack.add("R", bucket(JSON(stack.parameter(name))))
                }, ["illegal-name"], name)
            XCTAssertEqual(
                codes { stack in
                    stack.add("R", bucket())
                    stack.output(name, AWS.region)
                    stack.output("Other", AWS.region, condition: stack.condition(name, AWS.region == "x"))
                    stack.rule(name, .require(AWS.region == "x", "x"))
                }, ["illegal-name", "illegal-name", "illegal-name"], name)
        }
        XCTAssertEqual(codes { $0.add(String(repeating: "x", count: 255), bucket()) }, [])
    }

    func testIllegalStackNames() {
        for name in ["", "1a", "a/b", "../a", "a.b", "a_b", String(repeating: "x", count: 129)] {
            let app = App()
            app.stack(name).add("R", bucket())
            XCTAssertEqual(app.synthesize().codes, ["illegal-name"], name)
        }
        XCTAssertEqual(codes { $0.nestedStack("a/b").add("R", bucket()) }, ["illegal-name"])
        let app = App()
        app.stack("Web-Market-2").add("R", bucket())
        XCTAssertEqual(app.synthesize().codes, [])
    }

    func testNamesThatAreTakenByAnother() {
        XCTAssertEqual(
            codes { stack in
                stack.add("X", bucket(JSON(stack.parameter("X"))))
            }, ["logical-id-collision"])
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.output("O", AWS.region)
                stack.output("O", AWS.region)
            }, ["name-collision"])
        XCTAssertEqual(
            codes { stack in
                let network = stack.nestedStack("Network")
                let thing = network.add("Thing", Test.Thing())
                network.output("Thing", thing.address)
                stack.add("R", bucket(JSON(thing.thingID)))
            }, ["name-collision"])
        XCTAssertEqual(
            codes { stack in
                let thing = stack.nestedStack("Network").add("Thing", Test.Thing())
                stack.nestedStack("Compute").add("NetworkThing", bucket(JSON(thing.thingID)))
            }, ["logical-id-collision"])
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                let nested = stack.nestedStack("A")
                let outer = stack.condition("Is", AWS.region == "x")
                let inner = nested.condition("Is", AWS.region == "y")
                nested.add("R", bucket(), condition: outer)
                nested.add("S", bucket(), condition: inner)
            }, ["name-collision"])
    }

    func testStacksThatShareAFile() {
        let app = App()
        app.stack("Web").add("R", bucket())
        app.stack("web").add("R", bucket())
        XCTAssertEqual(app.synthesize().codes, ["template-file-collision"])
    }

    func testKeptLogicalIDOfNothing() {
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.keepLogicalID("Old", insteadOf: "New")
            }, ["unknown-logical-id"])
    }

    // MARK: - References

    func testTextThatNamesNoResource() {
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.output("Name", stack.logicalID("Q"))
            }, ["dangling-reference"])
    }

    func testReferenceToAnotherApp() {
        let other = App().stack("Other")
        let thing = other.add("Thing", Test.Thing())
        let condition = other.condition("Is", AWS.region == "x")
        let line = #line + 3
        XCTAssertEqual(
            messages { stack in
                stack.add("R", bucket(JSON(thing.thingID)))
            },
            """
            \(file):\(line): error: Other/Thing is not part of this app [dangling-reference]
              path: Root/R
              \(file):\(line - 5): note: it was declared here
              fix: use only what was added to a stack of the same App
            """)
        XCTAssertEqual(codes { $0.add("R", bucket(), condition: condition) }, ["dangling-reference"])
        XCTAssertEqual(codes { $0.add("R", bucket(), dependsOn: [thing]) }, ["dangling-reference"])
        XCTAssertEqual(
            codes { $0.nestedStack("A").nestedStack("B").add("R", bucket(JSON(thing.thingID))) }, ["dangling-reference"]
        )
    }

    func testReferenceBetweenRoots() {
        let app = App()
        let one = app.stack("One")
        for index in 0..<5 { one.add("R\(index)", bucket()) }
        let thing = one.add("Thing", Test.Thing())
        let two = app.stack("Two")
        two.add("Direct", bucket(JSON(thing.thingID)))
        two.nestedStack("Nested").add("R", bucket(JSON(thing.address)))
        _ = two.add("Dependent", Test.Thing(), dependsOn: [thing])
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.codes, Array(repeating: "reference-between-roots", count: 3))
        XCTAssertEqual(
            assembly.diagnostics[0].message, "One/Thing belongs to another root stack, which is deployed on its own")
    }

    func testHandwrittenNamesMustExist() {
        let bad: [JSON] = [
            ["Ref": "Nothing"], ["Fn::GetAtt": ["Nothing", "Arn"]], ["Fn::GetAtt": "Nothing.Arn"],
            ["Fn::Sub": "a ${Nothing} b"], ["Fn::Sub": "${Nothing.Arn}"], ["Fn::Sub": ["${A} ${Nothing}", ["A": 1]]],
            ["Fn::If": ["Nothing", 1, 2]], ["Fn::FindInMap": ["Nothing", "a", "b"]], ["Ref": "AWS::Nothing"],
            [["deep": ["Fn::Join": [",", [["Ref": "Nothing"]]]]]],
        ]
        for json in bad {
            let assembly = synthesize { $0.add("R", bucket(json)) }
            XCTAssertEqual(assembly.codes, ["dangling-reference"], "\(json)")
            XCTAssertTrue(assembly.messages.contains("Nothing"), assembly.messages)
        }
        XCTAssertEqual(
            synthesize { $0.add("R", bucket(["Ref": "Nothing"])) }.diagnostics[0].message,
            "Root has no resource or parameter named Nothing")
    }

    func testHandwrittenNamesThatExistCountAsUses() {
        let assembly = synthesize { stack in
            _ = stack.parameter("Used")
            _ = stack.parameter("AlsoUsed")
            _ = stack.condition("Is", AWS.region == "x")
            let _: Mapping<Value<Int>> = stack.mapping("Map", ["a": ["b": 1]])
            let thing = stack.add("Thing", Test.Thing())
            stack.add(
                "R",
                bucket([
                    ["Ref": "Used"], ["Fn::Sub": "${AlsoUsed} ${!Literal} ${AWS::Region} ${Thing.Arn}"],
                    ["Fn::Sub": ["${Own}", ["Own": ["Ref": "Thing"]]]], ["Fn::GetAtt": "Thing.Arn"],
                    ["Fn::If": ["Is", 1, 2]], ["Fn::FindInMap": ["Map", "a", "b"]], ["Ref": "AWS::NoValue"],
                ]))
            let nested = stack.nestedStack("Nested")
            nested.add("R", bucket([JSON(thing.thingID), ["Ref": "Thing"]]))
        }
        XCTAssertEqual(assembly.messages, "")
    }

    func testHandwrittenReferencesCloseCyclesToo() {
        XCTAssertEqual(
            codes { stack in
                stack.add("A", bucket(["Ref": "B"]))
                stack.add("B", bucket(["Fn::Sub": "${A}"]))
            }, ["dependency-cycle"])
    }

    func testAMacroMayDeclareWhatJSONNames() {
        XCTAssertEqual(
            codes { stack in
                stack.addTransform("OwnMacro")
                stack.add("R", bucket(["Ref": "FunctionRole"]))
            }, [])
    }

    func testExportAndImportNamesCannotUseResources() {
        XCTAssertEqual(
            codes { stack in
                let thing = stack.add("Thing", Test.Thing())
                stack.output("O", thing.thingID, export: "x-\(thing.thingID)")
            }, ["reference-not-allowed"])
        XCTAssertEqual(
            codes { stack in
                let thing = stack.add("Thing", Test.Thing())
                stack.output("O", Value<String>.importValue("x-\(thing.thingID)"))
            }, ["reference-not-allowed"])
        XCTAssertEqual(
            codes { stack in
                let thing = stack.add("Thing", Test.Thing())
                let map: Mapping<Value<String>> = stack.mapping("M", ["a": ["b": "c"]])
                stack.output("O", map.value(thing.address, "b"))
            }, ["reference-not-allowed"])
    }

    func testRulesAndTemplateMetadataCannotUseResources() {
        XCTAssertEqual(
            codes { stack in
                let thing = stack.add("Thing", Test.Thing())
                stack.rule("R", .require(thing.address == "x", "x"))
                stack.addMetadata("M", JSON(thing.address))
            }.sorted(), ["reference-not-allowed", "reference-not-allowed"])
    }

    func testSelectBeyondALiteralList() {
        XCTAssertEqual(codes { $0.add("R", bucket(JSON((["a"] as List<Value<String>>)[1]))) }, ["index-out-of-range"])
        XCTAssertEqual(codes { $0.add("R", bucket(JSON(List.availabilityZones()[-1]))) }, ["index-out-of-range"])
        XCTAssertEqual(codes { $0.add("R", bucket(JSON(List.availabilityZones()[5]))) }, [])
    }

    // MARK: - Cycles

    func testCycleWithinAStackShowsTheWholePath() {
        let line = #line
        XCTAssertEqual(
            messages { stack in
                let first = stack.add("First", bucket())
                let second = stack.add("Second", bucket(JSON(first.ref)))
                let third = stack.add("Third", bucket(JSON(second.ref)))
                first.override("BucketName", with: JSON(third.ref))
            },
            """
            \(file):\(line + 3): error: these resources wait for each other: Root/First -> Root/Third -> Root/Second -> Root/First [dependency-cycle]
              path: Root/First
              \(file):\(line + 6): note: Root/First uses Root/Third
              \(file):\(line + 5): note: Root/Third uses Root/Second
              \(file):\(line + 4): note: Root/Second uses Root/First
              fix: take one of the references out: write a name in its place, or move what refers to the other into a resource of its own
            """)
    }

    func testCycleBetweenStacksShowsWhatUsesWhat() {
        let line = #line
        XCTAssertEqual(
            messages { stack in
                let network = stack.nestedStack("Network")
                let compute = stack.nestedStack("Compute")
                let vpc = network.add("VPC", Test.Thing())
                let group = compute.add("Group", Test.Thing(parents: [vpc.thingID]))
                network.add("Rule", bucket(JSON(group.address)))
            },
            """
            \(file):\(line + 4): error: these stacks wait for each other: Root/Compute -> Root/Network -> Root/Compute [dependency-cycle]
              path: Root/Compute
              \(file):\(line + 6): note: Root/Compute/Group uses Root/Network/VPC
              \(file):\(line + 7): note: Root/Network/Rule uses Root/Compute/Group.Endpoint.Address
              fix: move one of the resources into the other stack, or both into a third
            """)
    }

    func testOtherCycles() {
        XCTAssertEqual(
            codes { stack in
                let thing = stack.add("Thing", bucket())
                thing.override("Self", with: JSON(thing.ref))
            }, ["dependency-cycle"])
        XCTAssertEqual(
            codes { stack in
                let one = stack.add("One", bucket())
                let two = stack.add("Two", bucket(), dependsOn: [one])
                one.depend(on: two)
            }, ["dependency-cycle"])
        // A stack that is given what it holds itself.
        XCTAssertEqual(
            codes { stack in
                let inner = stack.nestedStack("A")
                let thing = inner.add("Thing", Test.Thing())
                let above = stack.add("Above", bucket(JSON(thing.thingID)))
                inner.add("R", bucket(JSON(above.ref)))
            }, ["dependency-cycle"])
        XCTAssertEqual(
            codes { stack in
                let a = stack.nestedStack("A").nestedStack("B").add("Thing", Test.Thing())
                let b = stack.nestedStack("X").add("Thing", Test.Thing(), dependsOn: [a])
                a.depend(on: b)
            }, ["dependency-cycle"])
    }

    func testLongChainsAreNoCycle() {
        let assembly = synthesize { stack in
            var last = stack.add("R0", bucket())
            for index in 1..<500 { last = stack.add("R\(index)", bucket(JSON(last.ref))) }
        }
        XCTAssertEqual(assembly.codes, [])
    }

    // MARK: - Limits

    func testLimits() {
        func exceeded(_ build: (Stack) -> Void) -> [String] {
            synthesize(build).diagnostics.filter { $0.code == "limit-exceeded" }.map(\.message)
        }
        for (count, expected) in [(500, []), (501, ["the template has 501 resources; CloudFormation accepts 500"])] {
            XCTAssertEqual(exceeded { stack in (0..<count).forEach { stack.add("R\($0)", bucket()) } }, expected)
        }
        for (count, expected) in [(200, []), (201, ["the template has 201 parameters; CloudFormation accepts 200"])] {
            XCTAssertEqual(exceeded { stack in (0..<count).forEach { _ = stack.parameter("P\($0)") } }, expected)
        }
        for (count, expected) in [(200, []), (201, ["the template has 201 outputs; CloudFormation accepts 200"])] {
            XCTAssertEqual(exceeded { stack in (0..<count).forEach { stack.output("O\($0)", AWS.region) } }, expected)
        }
        for (count, expected) in [(200, []), (201, ["the template has 201 mappings; CloudFormation accepts 200"])] {
            XCTAssertEqual(
                exceeded { stack in
                    for index in 0..<count { let _: Mapping<Value<Int>> = stack.mapping("M\(index)", ["a": ["b": 1]]) }
                }, expected)
        }
        XCTAssertEqual(
            exceeded { $0.add("R", bucket(JSON(Value<String>(String(repeating: "x", count: 1_048_576))))) },
            ["the template has 1048750 bytes; CloudFormation accepts 1048576"])
    }

    func testLimitsOfTextsAndTags() {
        let long = String(repeating: "x", count: 1_025)
        let app = App()
        let stack = app.stack("Root", description: long)
        stack.output("O", AWS.region, description: long)
        _ = stack.parameter("P", description: String(repeating: "x", count: 4_001))
        _ = stack.add("T", Test.Thing(tags: List((0...50).map { Tag(key: Value("t\($0)"), value: "x") })))
        let messages = app.synthesize().diagnostics.filter { $0.code == "limit-exceeded" }.map(\.message)
        XCTAssertEqual(
            messages,
            [
                "the description has 1025 bytes; at most 1024 are allowed",
                "the description has 1025 bytes; at most 1024 are allowed",
                "the description has 4001 characters; at most 4000 are allowed",
                "the resource has 51 tags; at most 50 are allowed",
            ])
    }

    func testIllegalTags() {
        func tags(_ tags: List<Tag>) -> [String] {
            synthesize { _ = $0.add("T", Test.Thing(tags: tags)) }.diagnostics.map(\.message)
        }
        XCTAssertEqual(tags(["aws:name": "x"]), ["the tag key aws:name begins with aws:, which AWS keeps for itself"])
        XCTAssertEqual(tags(["": "x"]), ["a tag has an empty key"])
        XCTAssertEqual(tags(["a": "x", "a": "y"]), ["the tag a is given twice"])
        XCTAssertEqual(
            tags(["a": Value(String(repeating: "x", count: 257))]),
            ["the value of the tag a has 257 characters; at most 256 are allowed"])
        let line = #line + 3
        let assembly = synthesize { stack in
            stack.add("R", bucket())
            stack.tag(String(repeating: "k", count: 129), "x")
        }
        XCTAssertEqual(assembly.codes, ["illegal-tag"])
        XCTAssertEqual(assembly.diagnostics.first?.location?.line, line)
    }

    // MARK: - Parameters

    func testUnusedParameter() {
        let line = #line + 3
        XCTAssertEqual(
            messages { stack in
                _ = stack.parameter("Forgotten")
                stack.add("R", bucket())
            },
            """
            \(file):\(line): error: the parameter Forgotten is never used [unused-parameter]
              path: Root/Forgotten
              fix: use it, or take it out
            """)
    }

    func testParameterInANestedStack() {
        XCTAssertEqual(
            codes { stack in
                let nested = stack.nestedStack("A")
                nested.add("R", bucket(JSON(nested.parameter("P"))))
            }, ["parameter-in-nested-stack"])
    }

    func testDefaultsMustBeAllowedLiterals() {
        func codes(_ make: (Stack) -> JSON) -> [String] {
            self.codes { stack in
                stack.add("R", bucket(make(stack)))
            }
        }
        XCTAssertEqual(codes { JSON($0.parameter("P", default: "c", allowedValues: ["a", "b"])) }, ["invalid-default"])
        XCTAssertEqual(
            codes { JSON($0.parameter("P", .integer, default: 9, allowedRange: 1...4)) }, ["invalid-default"])
        XCTAssertEqual(codes { JSON($0.parameter("P", default: AWS.region)) }, ["computed-constant"])
        XCTAssertEqual(codes { JSON($0.parameter("P", allowedValues: ["a", AWS.region])) }, ["computed-constant"])
        XCTAssertEqual(codes { JSON($0.parameter("P", default: "hunter2", noEcho: true)) }, ["secret-in-template"])
        let both = synthesize { stack in
            let secret = stack.parameter("P", default: "hunter2", allowedLength: 8...9, noEcho: true)
            stack.output("O", secret)
        }
        XCTAssertTrue(both.messages.contains("[invalid-default]"), both.messages)
        XCTAssertFalse(both.messages.contains("hunter2"), "neither names it: \(both.messages)")
        XCTAssertTrue(both.diagnostics.contains(where: \.isConfidential), "nor is its line shown")
        XCTAssertEqual(codes { JSON($0.parameter("P", default: "", noEcho: true)) }, [])
    }

    func testConstraintsThatTheTypeDoesNotHave() {
        func codes(_ make: (Stack) -> JSON) -> [String] {
            self.codes { stack in
                stack.add("R", bucket(make(stack)))
            }
        }
        XCTAssertEqual(codes { JSON($0.parameter("P", .string, allowedRange: 1...4)) }, ["misplaced-constraint"])
        XCTAssertEqual(codes { JSON($0.parameter("P", .integer, allowedLength: 1...4)) }, ["misplaced-constraint"])
        XCTAssertEqual(codes { JSON($0.parameter("P", .integer, allowedPattern: "[0-9]")) }, ["misplaced-constraint"])
    }

    func testSecretsAreNotShown() {
        XCTAssertEqual(
            codes { stack in
                let secret = stack.parameter("Secret", noEcho: true)
                stack.output("O", "x-\(secret)" as Value<String>)
                stack.add("R", bucket(JSON(secret)), metadata: ["s": JSON(secret)])
            }, ["secret-shown", "secret-shown"])
    }

    // MARK: - The rest

    func testEmptyDeclarations() {
        let line = #line + 1
        let app = App().synthesize()
        XCTAssertEqual(
            app.diagnostics.map { "\($0.place?.description ?? "") \($0.code)" }, ["\(file):\(line) no-stacks"])
        XCTAssertEqual(codes { _ in }, ["no-resources"])
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.rule("Empty")
            }, ["no-assertions"])
    }

    func testKeysGivenTwice() {
        XCTAssertEqual(codes { $0.add("R", bucket([["a": 1, "b": 2, "a": 3]])) }, ["duplicate-key"])
        XCTAssertEqual(codes { $0.add("R", RawResource("A::B::T", properties: ["A": 1, "A": 2])) }, ["duplicate-key"])
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.addMetadata("M", 1)
                stack.addMetadata("M", 2)
            }, ["duplicate-key"])
    }

    func testMappingsHoldConstantsUnderLegalKeys() {
        func codes(_ entries: KeyValuePairs<String, KeyValuePairs<String, JSON>>) -> [String] {
            self.codes { stack in
                stack.add("R", bucket())
                _ = stack.mapping("M", entries)
            }
        }
        XCTAssertEqual(codes(["eu-west-3": ["a": 1, "b": ["x", "y"]]]), [])
        XCTAssertEqual(codes(["a": ["b": JSON(AWS.region)]]), ["computed-constant"])
        XCTAssertEqual(codes(["a": ["b": ["c": 1]]]), ["computed-constant"])
        let elsewhere = App().stack("Other").add("Thing", Test.Thing())
        XCTAssertEqual(codes(["a": ["b": JSON(elsewhere.thingID)]]), ["dangling-reference"])
        XCTAssertEqual(codes(["a_b": ["b": 1]]), ["illegal-name"])
        XCTAssertEqual(codes(["a": ["b-c": 1]]), ["illegal-name"])
        XCTAssertEqual(codes(["a": ["b": 1], "a": ["b": 1]]), ["duplicate-key"])
        XCTAssertEqual(codes(["a": ["b": 1, "b": 1]]), ["duplicate-key"])
        XCTAssertEqual(codes([:]), ["no-entries"])
        XCTAssertEqual(codes(["a": [:]]), ["no-entries"])
    }

    func testTwoOutputsCannotExportOneName() {
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.output("A", AWS.region, export: "x-\(AWS.region)")
                stack.output("B", AWS.region, export: "x-\(AWS.region)")
                stack.output("C", AWS.region, export: "y-\(AWS.region)")
            }, ["duplicate-export"])
    }

    func testTwoStacksCannotExportOneName() {
        func codes(_ export: @escaping (Stack, _ name: Value<String>) -> Value<String>) -> [String] {
            self.codes { root in
                let name = root.parameter("Name", default: "shop")
                for id in ["One", "Two"] {
                    let stack = root.nestedStack(id)
                    stack.add("R", bucket(JSON(name)))
                    stack.output("O", AWS.region, export: export(stack, name))
                }
            }
        }
        XCTAssertEqual(codes { _, _ in "shared" }, ["duplicate-export"])
        XCTAssertEqual(codes { _, _ in "x-\(AWS.region)-\(AWS.accountID)" }, ["duplicate-export"])
        XCTAssertEqual(
            codes { _, name in "\(name)-id" }, ["duplicate-export"], "a parameter has one value in all stacks")
    }

    func testWhatDiffersByStackMakesNamesOfExportsDiffer() {
        func codes(_ name: @escaping (Stack) -> Value<String>) -> [String] {
            self.codes { root in
                for id in ["One", "Two"] {
                    let stack = root.nestedStack(id)
                    stack.add("R", bucket())
                    stack.output("O", AWS.region, export: name(stack))
                }
            }
        }
        XCTAssertEqual(codes { _ in "\(AWS.stackName)-id" }, [])
        XCTAssertEqual(codes { _ in AWS.stackID.split(separator: "/")[2] }, [])
        XCTAssertEqual(codes { _ in "\(AWS.notificationARNs[0])" }, [])
        XCTAssertEqual(
            codes { _ in .transform("Unique", parameters: [:]) }, [], "a macro may make another name each time")
        XCTAssertEqual(
            codes { stack in .if(stack.condition("IsFirst", AWS.stackName == "first"), "a", else: "b") }, [])
    }

    func testEqualNamesInOneStackCollideWhateverTheyAreMadeOf() {
        XCTAssertEqual(
            codes { stack in
                stack.add("R", bucket())
                stack.output("A", AWS.region, export: "\(AWS.stackName)-id")
                stack.output("B", AWS.region, export: "\(AWS.stackName)-id")
            }, ["duplicate-export"])
    }

    func testRootStacksMayExportTheSameNameInTwoRegions() {
        let app = App()
        for id in ["Paris", "Dublin"] {
            let stack = app.stack(id)
            stack.add("R", bucket(JSON(stack.parameter("Name"))))
            stack.output("O", AWS.region, export: "shared")
        }
        XCTAssertEqual(app.synthesize().codes, [])
    }

    func testOutputsThatNeverExistTogetherMayExportOneName() {
        func codes(_ build: @escaping (Stack, Value<String>) -> Void) -> [String] {
            self.codes { stack in
                stack.add("R", bucket())
                build(stack, stack.parameter("Size", default: "small"))
            }
        }
        XCTAssertEqual(
            codes { stack, size in
                let isLarge = stack.condition("IsLarge", size == "large")
                let isSmall = stack.condition("IsSmall", !isLarge)
                stack.output("A", AWS.region, export: "x", condition: isLarge)
                stack.output("B", AWS.region, export: "x", condition: isSmall)
            }, [])
        XCTAssertEqual(
            codes { stack, size in
                stack.output("A", AWS.region, export: "x", condition: stack.condition("IsLarge", size == "large"))
                stack.output("B", AWS.region, export: "x")
            }, ["duplicate-export"], "where the condition holds, both exist")
    }

    func testAConditionOnTheStackItselfIsOfOneStackOnly() {
        let line = #line
        XCTAssertEqual(
            messages { root in
                let isMain = root.condition("IsMain", AWS.stackName == "main")
                root.add("R", bucket(), condition: isMain)
                root.nestedStack("Network").add("R", bucket(), condition: isMain)
            },
            """
            \(file):\(line + 3): error: the condition IsMain reads the stack's own name, identifier or topics, which differ in \
            Root/Network, where it is used too [condition-of-one-stack]
              path: Root/IsMain
              fix: decide by a parameter: its value is the same in every stack
            """)
    }

    /// A type of which CloudFormation takes no snapshots, as most are.
    private struct Queue: ResourceType {
        static let typeName = "AWS::SQS::Queue"
        static let tagging = Tagging.none
        var properties = Properties()
    }

    private struct Volume: ResourceType {
        static let typeName = "Own::EC2::Volume"
        static let tagging = Tagging.none
        static let hasSnapshots = true
        var properties = Properties()
    }

    func testPoliciesThatCloudFormationRefuses() {
        XCTAssertEqual(codes { $0.add("R", Queue(), deletionPolicy: .snapshot) }, ["illegal-policy"])
        XCTAssertEqual(codes { $0.add("R", Volume(), deletionPolicy: .snapshot) }, [])
        XCTAssertEqual(codes { $0.add("R", bucket(), updateReplacePolicy: .retainExceptOnCreate) }, ["illegal-policy"])
        XCTAssertEqual(
            codes { $0.add("R", RawResource("Vendor::Data::Base"), deletionPolicy: .snapshot) }, [],
            "of a type that nobody knows, nothing is known")
    }

    func testNumbersThatJSONDoesNotHave() {
        XCTAssertEqual(codes { $0.add("R", bucket(JSON(Value<Double>(.infinity)))) }, ["illegal-number"])
        XCTAssertEqual(codes { $0.add("R", bucket([JSON(Value<Double>(.nan))])) }, ["illegal-number"])
    }

    func testProblemsAreInTheOrderOfTheSourceAndSaidOnce() {
        let assembly = synthesize { stack in
            stack.add("a-b", bucket([["Ref": "Nothing"], ["Ref": "Nothing"]]))
            _ = stack.parameter("Unused")
            stack.add("c-d", bucket())
        }
        XCTAssertEqual(assembly.codes, ["dangling-reference", "illegal-name", "unused-parameter", "illegal-name"])
        XCTAssertTrue(assembly.hasErrors)
    }

    func testConstructsReportAtTheUsersLine() {
        let line = #line + 2
        let assembly = synthesize { stack in
            let scope = stack.scope("Part")
            scope.add("R", bucket())
            scope.report("address-plan", "too small", severity: .warning, fix: "enlarge it")
        }
        XCTAssertEqual(
            assembly.messages,
            """
            \(file):\(line): warning: too small [address-plan]
              path: Root/Part
              fix: enlarge it
            """)
        XCTAssertFalse(assembly.hasErrors)
    }

    func testResourcesThatAllWaitForEachOtherAreReportedAFewCyclesAtATime() {
        let assembly = synthesize { stack in
            let resources = (0..<120).map { stack.add("R\($0)", bucket()) }
            for (index, resource) in resources.enumerated() {
                for other in resources[..<index] + resources[(index + 1)...] { resource.depend(on: other) }
            }
        }
        XCTAssertEqual(assembly.codes, Array(repeating: "dependency-cycle", count: 10))
    }

    func testAConditionThatOnlyHandwrittenJSONNamesReachesWhatItIsMadeOf() {
        let assembly = synthesize { stack in
            let environment = stack.parameter("Environment")
            let nested = stack.nestedStack("Nested")
            _ = nested.condition("IsProd", environment == "prod")
            nested.add("B", bucket(["Fn::If": ["IsProd", "a", "b"]]))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.template("Nested").contains(#""IsProd": { "Fn::Equals": [{ "Ref": "Environment" }, "prod"] }"#),
            assembly.template("Nested"))
    }

    func testTwoProblemsOfOneKindInOneLineAreBothTold() {
        let found = synthesize { stack in
            let isProd = stack.condition("IsProd", AWS.region == "eu-west-3")
            let a = stack.add("A", Test.Thing(), condition: isProd)
            let b = stack.nestedStack("Nested").add("B", Test.Thing(), condition: isProd)
            stack.add("User", bucket("\(a.address) \(b.address)"))
        }
        XCTAssertEqual(found.codes, ["conditional-reference", "conditional-reference"])
    }

    func testMetadataOfATemplateHasTheLineOfItsStack() {
        let found = synthesize { stack in
            let thing = stack.add("A", Test.Thing())
            stack.addMetadata("M", JSON(thing.address))
        }
        XCTAssertEqual(found.codes, ["reference-not-allowed"])
        XCTAssertNotNil(found.diagnostics.first?.location)
        XCTAssertEqual(found.diagnostics.first?.path, "Root")
    }

    func testATransformIsDeclaredOnlyWhereSomethingNeedsIt() {
        let assembly = synthesize { stack in
            stack.add("A", bucket())
            let zones = stack.parameter("Zones", .commaDelimitedList)
            let two = stack.condition("Two", zones.count == 2)
            stack.nestedStack("Nested").add("B", bucket(), condition: two)
        }
        XCTAssertFalse(assembly.template().contains("Transform"), assembly.template())
        XCTAssertTrue(assembly.template("Nested").contains("AWS::LanguageExtensions"), assembly.template("Nested"))
    }

    func testTypesAndKeysThatAreEmpty() {
        let cases: [(String, (Stack) -> Void)] = [
            ("illegal-type", { $0.add("Thing", RawResource("")) }),
            ("illegal-type", { $0.add("Thing", RawResource("Bucket")) }),
            ("illegal-type", { $0.add("Thing", RawResource("AWS::S3::")) }),
            ("illegal-name", { $0.add("Thing", RawResource("A::B::C", properties: ["": 1])) }),
            ("illegal-name", { $0.addMetadata("", 1) }),
            ("illegal-name", { $0.addTransform("") }),
            ("illegal-name", { $0.output("Out", "x" as Value<String>, export: "") }),
        ]
        for (code, add) in cases {
            let assembly = synthesize { stack in
                stack.add("B", bucket())
                add(stack)
            }
            XCTAssertEqual(assembly.codes, [code])
        }
        XCTAssertEqual(
            synthesize { $0.add("Thing", RawResource("Custom::Thing", properties: ["ServiceToken": "arn:x"])) }
                .messages, "")
    }

    func testWhatStandsAboveTheResourcesIsGivenOnce() {
        let transforms = synthesize { stack in
            stack.add("B", bucket())
            stack.addTransform("Macro")
            stack.addTransform("Macro")
        }
        XCTAssertEqual(transforms.codes, ["duplicate-key"])
        let interface = synthesize { stack in
            stack.add("B", bucket(JSON(stack.parameter("Name", group: "Names"))))
            stack.addMetadata("AWS::CloudFormation::Interface", [:])
        }
        XCTAssertEqual(interface.codes, ["duplicate-key"])
    }

    func testKeysGivenTwiceAmongMany() {
        let members = (0..<40).map { ("k\($0)", 1 as JSON) } + [("k7", 2)]
        let assembly = synthesize { $0.add("R", RawResource("A::B::C", properties: ["P": JSON(object: members)])) }
        XCTAssertEqual(assembly.codes, ["duplicate-key"])
    }
}
