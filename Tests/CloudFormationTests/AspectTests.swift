import Template
import XCTest

@testable import CloudFormation

/// What is said of all resources of a type below a scope.
final class AspectTests: XCTestCase {
    private let file = "CloudFormationTests/AspectTests.swift"

    /// A type that requires a property.
    private struct Queue: ResourceType {
        static let typeName = "AWS::SQS::Queue"
        static let tagging = Tagging.list("Tags")
        let properties: Properties

        init(properties: Properties) { self.properties = properties }

        init(name: Value<String>, delay: Value<Int>? = nil, redrive: Redrive? = nil, tags: List<Tag>? = nil) {
            var properties = Properties()
            properties.set("DelaySeconds", delay?.expression)
            properties.set("QueueName", name.expression)
            properties.set("RedrivePolicy", redrive?.expression)
            properties.set("Tags", tags?.expression)
            self.init(properties: properties)
        }

        struct Redrive: TemplateValue {
            let expression: CloudFormation.Expression

            init(expression: CloudFormation.Expression) { self.expression = expression }

            init(target: Value<String>, count: Value<Int>) {
                expression = .object([
                    .init("deadLetterTargetArn", target.expression), .init("maxReceiveCount", count.expression),
                ])
            }
        }
    }

    /// The properties of a resource, on one line.
    private func properties(
        of logicalID: String = "R", in path: String = "", _ assembly: Assembly, file: StaticString = #filePath,
        line: UInt = #line
    ) -> String {
        XCTAssertEqual(assembly.messages, "", file: file, line: line)
        let fileName = (["Root"] + (path.isEmpty ? [] : [path])).joined(separator: ".") + ".template.json"
        let template = assembly.templates.first { $0.fileName == fileName }?.template
        let properties = template?.resources[logicalID].map { Template.Expression.object($0.properties).rendered } ?? []
        return String(decoding: properties, as: UTF8.self).split(separator: "\n").map { $0.drop { $0 == " " } }
            .joined(separator: " ")
    }

    // MARK: - Defaults

    func testADefaultIsGivenToThoseThatDoNotGiveThePropertyThemselves() {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "default", size: 7)) }
            stack.add("None", Test.Thing())
            stack.add("Own", Test.Thing(name: "own"))
            stack.add("Nothing", Test.Thing(name: .noValue, size: 1))
            stack.add("Other", bucket())
        }
        XCTAssertEqual(properties(of: "None", assembly), #"{ "Name": "default", "Size": 7 }"#)
        XCTAssertEqual(properties(of: "Own", assembly), #"{ "Name": "own", "Size": 7 }"#)
        XCTAssertEqual(properties(of: "Nothing", assembly), #"{ "Name": { "Ref": "AWS::NoValue" }, "Size": 1 }"#)
        XCTAssertEqual(properties(of: "Other", assembly), #"{ "BucketName": "b" }"#)
    }

    func testAnAspectReachesWhatIsBelowItsScopeWhoeverAddsItAndWhenever() {
        let assembly = synthesize { stack in
            stack.add("Beside", Test.Thing())
            let data = stack.scope("Data")
            Part(in: data.scope("Before"))
            data.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(size: 7)) }
            Part(in: data.scope("After"))
            Part(in: data.nestedStack("Nested").scope("Deep"))
        }
        XCTAssertEqual(properties(of: "Beside", assembly), "{}")
        XCTAssertEqual(properties(of: "DataBeforeThing", assembly), #"{ "Size": 7 }"#)
        XCTAssertEqual(properties(of: "DataAfterThing", assembly), #"{ "Size": 7 }"#)
        XCTAssertEqual(properties(of: "DeepThing", in: "DataNested", assembly), #"{ "Size": 7 }"#)
    }

    private struct Part {
        @discardableResult
        init(in scope: Scope) { scope.add("Thing", Test.Thing()) }
    }

    func testWhatIsSaidNearerToTheResourceWins() {
        let app = App()
        let root = app.stack("Root")
        let inner = root.scope("In")
        inner.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(size: 3)) }
        root.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(size: 2)) }
        root.aspect(on: Test.Thing.self) { $0.override("Parents", with: ["root"]) }
        app.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "app", size: 1)) }
        inner.aspect(on: Test.Thing.self) { $0.override("Parents", with: ["in"]) }
        inner.add("R", Test.Thing())
        root.add("R", Test.Thing())
        let assembly = app.synthesize()
        XCTAssertEqual(properties(of: "InR", assembly), #"{ "Name": "app", "Parents": [ "in" ], "Size": 3 }"#)
        XCTAssertEqual(properties(of: "R", assembly), #"{ "Name": "app", "Parents": [ "root" ], "Size": 2 }"#)
    }

    func testADefaultMayBeAPartOfAProperty() {
        let assembly = synthesize { stack in
            stack.aspect { resource in
                resource.setDefault("Environment.Variables.LOG_LEVEL", to: "info")
                resource.setDefault("Environment.Variables.STAGE", to: JSON(AWS.region))
            }
            stack.add("R", RawResource("A::B::C", properties: ["Environment": ["Variables": ["LOG_LEVEL": "debug"]]]))
        }
        XCTAssertEqual(
            properties(assembly),
            #"{ "Environment": { "Variables": { "LOG_LEVEL": "debug", "STAGE": { "Ref": "AWS::Region" } } } }"#)
    }

    func testAPartOfWhatIsComputedCannotBeGiven() {
        let line = #line + 4
        let assembly = synthesize { stack in
            let isProduction = stack.condition("IsProduction", AWS.region == "x")
            stack.aspect { resource in
                resource.setDefault("Environment.STAGE", to: "dev")
            }
            stack.add("R", RawResource("A::B::C", properties: ["Environment": .if(isProduction, ["A": 1], else: [:])]))
        }
        XCTAssertEqual(assembly.codes, ["override-path"])
        XCTAssertEqual(assembly.diagnostics.first?.location?.line, line)
    }

    func testADefaultMayReferToAnotherStack() {
        let assembly = synthesize { stack in
            let logs = stack.nestedStack("Logs").add("Logs", Test.Thing())
            let data = stack.nestedStack("Data")
            data.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: logs.address)) }
            data.add("R", Test.Thing())
        }
        XCTAssertEqual(
            properties(in: "Data", assembly), #"{ "Name": { "Ref": "LogsLogsEndpointAddress" } }"#)
    }

    // MARK: - Overrides

    func testAnOverrideTakesThePlaceOfWhatWasWritten() {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { thing in
                thing.override(Test.Thing(size: 7))
                thing.override("Extra.Deep", with: true)
                thing.removeProperty("Name")
            }
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(size: 9)) }
            stack.add("R", Test.Thing(name: "own", size: 1))
            stack.add("Without", Test.Thing())
            let special = stack.add("Special", Test.Thing(size: 1))
            special.override("Size", with: 100)
        }
        XCTAssertEqual(properties(assembly), #"{ "Extra": { "Deep": true }, "Size": 7 }"#)
        XCTAssertEqual(properties(of: "Without", assembly), #"{ "Extra": { "Deep": true }, "Size": 7 }"#)
        XCTAssertEqual(properties(of: "Special", assembly), #"{ "Extra": { "Deep": true }, "Size": 100 }"#)
    }

    func testPoliciesOfDeletionHaveDefaultsAndOverridesToo() throws {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaultDeletionPolicy(.retainExceptOnCreate) }
            stack.add("None", Test.Thing())
            stack.add("Own", Test.Thing(), deletionPolicy: .delete)
            let scratch = stack.scope("Scratch")
            scratch.aspect(on: Test.Thing.self) { $0.overrideDeletionPolicy(.delete) }
            scratch.add("R", Test.Thing(), deletionPolicy: .retain)
            stack.check(on: Test.Thing.self) { thing in
                if thing.deletionPolicy == .delete { thing.report("lost", "gone", severity: .warning, fix: "keep it") }
            }
        }
        func policies(_ logicalID: String) throws -> [String?] {
            let resource = try XCTUnwrap(assembly.templates[0].template.resources[logicalID])
            return [resource.deletionPolicy?.string, resource.updateReplacePolicy?.string]
        }
        XCTAssertEqual(try policies("None"), ["RetainExceptOnCreate", "Retain"])
        XCTAssertEqual(try policies("Own"), ["Delete", "Delete"])
        XCTAssertEqual(try policies("ScratchR"), ["Delete", "Delete"])
        XCTAssertEqual(assembly.diagnostics.map(\.path), ["Root/Own", "Root/Scratch/R"])
    }

    func testASnapshotThatAnAspectAsksForIsRefusedWhereThereIsNone() {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaultDeletionPolicy(.snapshot) }
            stack.add("R", Test.Thing())
        }
        XCTAssertEqual(assembly.codes, ["illegal-policy"])
    }

    func testOneResourceCanBeLeftOut() {
        let assembly = synthesize { stack in
            let logs = stack.add("Logs", Test.Thing())
            stack.add("R", Test.Thing())
            stack.aspect(on: Test.Thing.self) { thing in
                if thing.is(logs) { return }
                thing.setDefaults(Test.Thing(name: logs.address))
            }
        }
        XCTAssertEqual(properties(of: "Logs", assembly), "{}")
        XCTAssertEqual(properties(assembly), #"{ "Name": { "Fn::GetAtt": ["Logs", "Endpoint.Address"] } }"#)
    }

    func testAnAspectSeesWhatThoseBeforeItGave() {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(size: 7)) }
            stack.aspect(on: Test.Thing.self) { thing in
                if thing["Size"] == 7 {
                    thing.override("Name", with: JSON("\(thing.path) \(thing.logicalID) \(thing.id)"))
                }
            }
            stack.scope("In").add("R", Test.Thing())
        }
        XCTAssertEqual(properties(of: "InR", assembly), #"{ "Name": "Root/In/R InR R", "Size": 7 }"#)
    }

    // MARK: - Conflicts

    func testTwoAspectsOfOneScopeThatDisagreeAreAnError() {
        let line = #line
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "same", size: 7)) }
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "same", size: 8)) }
            stack.add("R", Test.Thing())
            stack.add("Own", Test.Thing(size: 1))
        }
        XCTAssertEqual(
            assembly.messages,
            """
            \(file):\(line + 3): error: two aspects of Root say different things of Size [aspect-conflict]
              path: Root/R
              \(file):\(line + 2): note: the other one
              \(file):\(line + 4): note: of the resource that is added here
              fix: leave one of them out, or say it of a scope further in, which wins
            """)
    }

    func testAllThatDependsOnTheOrderOfTwoAspectsOfOneScopeIsAConflict() {
        typealias Target = AspectTarget<AnyResourceType>
        let pairs: [(Target) -> Void] = [
            { $0.override("A", with: 2) }, { $0.removeProperty("A") }, { $0.override("A.B", with: 2) },
        ]
        for second in pairs {
            let assembly = synthesize { stack in
                stack.aspect { $0.override("A", with: ["B": 1]) }
                stack.aspect(second)
                stack.add("R", bucket())
            }
            XCTAssertEqual(assembly.codes, ["aspect-conflict"])
        }
        let tags = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.tag("Owner", "a") }
            stack.aspect(on: Test.Thing.self) { $0.tag("Owner", "b") }
            stack.add("R", Test.Thing())
        }
        XCTAssertEqual(tags.codes, ["aspect-conflict"])
    }

    func testWithinOneAspectTheLastLineWins() {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { thing in
                thing.override("Size", with: 1)
                thing.override("Size", with: 2)
            }
            stack.add("R", Test.Thing())
        }
        XCTAssertEqual(properties(assembly), #"{ "Size": 2 }"#)
    }

    // MARK: - As written

    func testWhatATypeRequiresIsLeftAsWritten() {
        let assembly = synthesize { stack in
            stack.aspect(on: Queue.self) { queue in
                queue.setDefaults(Queue(name: .asWritten, delay: 5))
                queue.override(Queue(name: .asWritten, redrive: .init(target: .asWritten, count: 3)))
            }
            stack.add("R", Queue(name: "orders", redrive: .init(target: "arn:aws:sqs:eu-west-3:1:q", count: 9)))
        }
        XCTAssertEqual(
            properties(assembly),
            #"{ "DelaySeconds": 5, "QueueName": "orders", "RedrivePolicy": { "deadLetterTargetArn": "arn:aws:sqs:eu-west-3:1:q", "maxReceiveCount": 3 } }"#
        )
    }

    func testAsWrittenElsewhereIsAnError() {
        XCTAssertEqual(synthesize { $0.add("R", Test.Thing(name: .asWritten)) }.codes, ["misplaced-as-written"])
        let line = #line + 3
        let inList = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { thing in
                thing.override(Test.Thing(parents: ["a", .asWritten]))
            }
            stack.add("R", Test.Thing())
        }
        XCTAssertEqual(inList.codes, ["misplaced-as-written"])
        XCTAssertEqual(inList.diagnostics.first?.location?.line, line)
        let computed = synthesize { stack in
            let isLarge = stack.condition("IsLarge", AWS.region == "x")
            stack.aspect(on: Queue.self) {
                $0.override(Queue(name: .asWritten, redrive: .init(target: .asWritten, count: 3)))
            }
            stack.add(
                "R",
                Queue(
                    name: "q",
                    redrive: .if(isLarge, .init(target: "arn:aws:sqs:eu-west-3:1:q", count: 9), else: .noValue)))
        }
        XCTAssertEqual(computed.codes, ["misplaced-as-written"])
    }

    // MARK: - Tags

    func testTagsOfAspectsGiveWayToNearerOnes() {
        let assembly = synthesize { stack in
            stack.tag("Class", "all")
            stack.aspect(on: Test.Thing.self) { thing in
                thing.tag("Class", "things")
                thing.tag("Backup", "daily")
                thing.tag("Owner", "aspect")
            }
            let inner = stack.scope("In")
            inner.tag("Backup", "never")
            inner.add("R", Test.Thing(tags: ["Owner": "own"]))
            stack.aspect { $0.tag("Nobody", "has it") }
            stack.add("Untaggable", bucket())
        }
        XCTAssertEqual(
            properties(of: "InR", assembly),
            #"{ "Tags": [ { "Key": "Backup", "Value": "never" }, { "Key": "Class", "Value": "things" }, { "Key": "Nobody", "Value": "has it" }, { "Key": "Owner", "Value": "own" } ] }"#
        )
        XCTAssertEqual(properties(of: "Untaggable", assembly), #"{ "BucketName": "b" }"#)
    }

    func testAnIllegalTagIsSaidOnceAtTheLineOfTheAspect() {
        let line = #line + 2
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.tag("aws:owner", "shop") }
            stack.add("R", Test.Thing())
            stack.add("S", Test.Thing())
        }
        XCTAssertEqual(assembly.codes, ["illegal-tag"])
        XCTAssertEqual(assembly.diagnostics.first?.location?.line, line)
    }

    // MARK: - Rules of one's own

    func testARuleReportsAtTheLineOfTheResource() {
        let line = #line
        let assembly = synthesize { stack in
            stack.check(on: Test.Thing.self) { thing in
                if thing["Size"] != 7 {
                    thing.report(
                        "odd-size", "the size is \(thing["Size"])", severity: .warning, property: "Size", fix: "use 7")
                }
            }
            stack.add("Good", Test.Thing(size: 7))
            stack.add("Bad", Test.Thing())
            stack.add("Accepted", Test.Thing(size: 8)).suppress("odd-size", because: "it is small")
        }
        XCTAssertEqual(
            assembly.report(on: Day("2027-01-01")!).standing.map(\.description).joined(separator: "\n"),
            """
            \(file):\(line + 9): warning: the size is not given [odd-size]
              path: Root/Bad
              property: Properties.Size
              \(file):\(line + 2): note: the rule stands here
              fix: use 7
            """)
    }

    func testARuleSeesTheFinishedResource() {
        var seen: [String: [PropertyContent]] = [:]
        let assembly = synthesize { stack in
            stack.check(on: Test.Thing.self) { thing in
                seen[thing.path] = [thing["Name"], thing["Size"], thing["Tags.0.Value"]]
            }
            stack.tag("Owner", "shop")
            let inner = stack.nestedStack("In")
            inner.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "default", size: 1)) }
            inner.add("R", Test.Thing()).override("Size", with: 2)
            inner.add("S", Test.Thing(name: "s-\(AWS.region)", size: .noValue))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            seen, ["Root/In/R": ["default", 2, "shop"], "Root/In/S": [.computed, .missing, "shop"]])
    }

    func testWhatIsComputedEqualsNothingThatARuleAsksFor() {
        let object: CloudFormation.Expression = .object([
            .init("A", .list([.boolean(true), .pseudoParameter(.region)]))
        ])
        let properties: [CloudFormation.Expression.Entry] = [
            .init("P", object), .init("F", .object([.init("Fn::If", .list([]))])), .init("S", .string("s")),
        ]
        func content(_ path: String) -> PropertyContent { PropertyContent(at: path.propertyKeys, in: properties) }
        XCTAssertEqual(content("P"), .object(["A": .list([true, .computed])]))
        XCTAssertEqual(content("P.A.0"), true)
        XCTAssertNotEqual(content("P.A.1"), true)
        XCTAssertEqual(content("P.A.2"), .missing)
        XCTAssertEqual(content("F"), .computed)
        XCTAssertEqual(content("F.A"), .computed)
        XCTAssertEqual(content("P.A.1.B"), .computed)
        XCTAssertEqual(content("S.A"), .missing)
        XCTAssertEqual(
            "\(content("P")), \(content("S")), \(content("X"))",
            #"{A: [true, computed at the deployment]}, "s", not given"#)
    }

    // MARK: - Synthesis

    func testAnAspectThatDeclaresSomethingIsAnErrorEachTime() {
        let changing = #line + 2
        let declarations: [(line: Int, (Stack, Stack) -> Void)] = [
            (changing, { $0.aspect(on: Test.Thing.self) { [nested = $1] in $0.setDefaults(Self.thing(in: nested)) } }),
            (changing + 1, { $0.check(on: Test.Thing.self) { [nested = $1] _ in nested.add("More", bucket()) } }),
        ]
        for (line, declare) in declarations {
            let app = App()
            let root = app.stack("Root")
            let nested = root.nestedStack("Nested")
            declare(root, nested)
            root.add("R", Test.Thing())
            nested.add("R", bucket())
            for _ in 0..<2 {
                let assembly = app.synthesize()
                XCTAssertEqual(assembly.codes, ["aspect-declares"])
                XCTAssertEqual(assembly.diagnostics.first?.location?.line, line)
                XCTAssertEqual(assembly.templates.map(\.resources.count), [2, 1])
            }
        }
    }

    /// A thing with the address of another one that is added for it.
    private static func thing(in stack: Stack) -> Test.Thing {
        Test.Thing(name: stack.add("More", Test.Thing()).address)
    }

    func testSynthesisMayBeRepeated() {
        let app = App()
        let root = app.stack("Root")
        root.aspect(on: Test.Thing.self) { thing in
            thing.override("Parents.0", with: "p")
            thing.tag("Owner", "shop")
        }
        root.check(on: Test.Thing.self) { $0.report("every-thing", "a thing", severity: .warning, fix: "none") }
        root.add("R", Test.Thing(parents: []))
        let assemblies = [app.synthesize(), app.synthesize()]
        XCTAssertEqual(assemblies[0].templates[0].contents, assemblies[1].templates[0].contents)
        XCTAssertEqual(assemblies.map(\.codes), [["every-thing"], ["every-thing"]])
    }

    func testAProblemWithWhatAnAspectGivesIsDueToTheAspect() {
        let line = #line
        let assembly = synthesize { stack in
            stack.aspect(on: Queue.self) { queue in
                queue.setDefault("DelaySeconds", to: 9000)
            }
            stack.add("R", Queue(name: "orders"))
        }
        let found = assembly.diagnostics.first { $0.code == "out-of-range" }
        XCTAssertEqual(found?.location?.line, line + 3)
        XCTAssertEqual(found?.path, "Root/R")
        XCTAssertEqual(found?.property, "Properties.DelaySeconds")
        XCTAssertEqual(found?.notes.first?.place, .source(SourceLocation(fileID: #fileID, line: line + 5)))
    }

    func testSettingsTellWhatStandsAndWhatGivesWay() throws {
        let assembly = synthesize { stack in
            stack.aspect(on: Test.Thing.self) { $0.setDefaults(Test.Thing(name: "n", size: 1)) }
            let inner = stack.scope("In")
            inner.aspect(on: Test.Thing.self) { $0.override("Size", with: 2) }
            inner.add("R", Test.Thing(name: "own")).override("Parents.0", with: "p")
        }
        let resource = try XCTUnwrap(assembly.templates[0].resource("InR"))
        XCTAssertEqual(resource.settings.map(\.property), ["Name", "Size", "Size", "Parents.0"])
        let size = resource.settings[2]
        XCTAssertEqual(
            resource.settings.map(\.outcome), [.givesWayToResource, .givesWay(to: size.location), .stands, .stands])
        XCTAssertEqual(resource.setting(of: ["Properties", "Size"]), size)
        XCTAssertNil(resource.setting(of: ["Properties", "Name"]))
        XCTAssertEqual(resource.setting(of: ["Properties", "Parents", "0"])?.source, .resource)
        XCTAssertNil(resource.setting(of: ["Properties", "Parents"]))
    }
}
