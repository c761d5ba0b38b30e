import CloudFormation
import Foundation
import JSON
import Synthesis
import Terminal
import TerminalTesting
import XCTest

/// `synth --explain`: where a resource and its properties come from.
final class ExplainTests: XCTestCase {
    private struct Thing: ResourceType {
        static let typeName = "Own::Thing"
        static let tagging = Tagging.list("Tags")
        let properties: Properties

        init(properties: Properties) { self.properties = properties }

        init(name: Value<String>? = nil, size: Value<Int>? = nil) {
            var properties = Properties()
            properties.set("Name", name?.expression)
            properties.set("Size", size?.expression)
            self.init(properties: properties)
        }
    }

    private static let firstLine = #line + 3

    /// Numbers of lines are counted from ``firstLine``.
    private func makeApp() -> App {
        let app = App()
        let root = app.stack("Shop")
        root.tag("Owner", "shop")
        root.aspect(on: Thing.self) { $0.setDefaults(Thing(name: "default", size: 1)) }
        let environment = root.parameter("Environment", default: "dev")
        let network = root.nestedStack("Network")
        let thing = network.scope("Part").add("Thing", Thing(name: "own", size: nil), deletionPolicy: .retain)
        thing.override("Extra.Deep", with: JSON(environment))
        let data = root.nestedStack("Data")
        let user = data.add(
            "User", RawResource("Own::User", properties: ["Of": ["\(thing.ref)-x"], "Also": JSON(thing.ref)]))
        user.depend(on: data.add("Other", RawResource("Own::User")))
        root.output("Name", thing.attribute("Name") as Value<String>)
        data.scope("Part").add("Thing", RawResource("Own::User"))
        return app
    }

    private func run(_ arguments: String..., app: App? = nil) throws -> (code: ExitCode, output: String, errors: String)
    {
        let screen = TestTerminal()
        let command = SynthesisCommand(
            try SynthesisCommand.syntax().parse(arguments + ["--output", "Out"]),
            invocation: Invocation(prefix: "swift run Infra "))
        let code = command.run(on: screen.terminal(), since: .now) { app ?? makeApp() }
        return (code, relative(screen.output), screen.errors)
    }

    /// With lines counted from the app's first one.
    private func relative(_ text: String) -> String {
        text.replacing(#/[\w\/]*ExplainTests\.swift:(\d+)/#) { match in
            "App.swift:\((Int(match.1) ?? 0) - Self.firstLine + 1)"
        }
    }

    func testEverythingThatIsKnownOfAResource() throws {
        let explained = try run("--explain", "Network/PartThing")
        XCTAssertEqual(explained.errors, "")
        XCTAssertEqual(explained.code, .success)
        XCTAssertEqual(
            explained.output,
            """
            Network/PartThing  Own::Thing
              added at        App.swift:8
              construct path  Shop/Network/Part/Thing
              template        Out/Shop.Network.template.json:9

            WITHIN                    OPENED AT
            Shop/Network/Part  scope  App.swift:8
            Shop/Network       stack  App.swift:7
            Shop               stack  App.swift:3

            PROPERTY             GIVEN BY                      AT
            DeletionPolicy       the resource                  App.swift:8
            UpdateReplacePolicy  the resource                  App.swift:8
            Extra.Deep           override of the resource      App.swift:9
            Name                 the resource                  App.swift:8
            Size                 default of an aspect of Shop  App.swift:5
            Tags.Owner           tag of Shop                   App.swift:4
              Name: default of an aspect of Shop gives way: the resource gives it itself  App.swift:5

            REFERS TO              IN          WHICH IS AT
            parameter Environment  Extra.Deep  App.swift:6

            REFERRED TO BY  ATTRIBUTE  IN    WHICH IS AT
            output Name     Name             App.swift:14
            Data/User                  Of.0  App.swift:11
            Data/User                  Also  App.swift:11

            """)
        XCTAssertFalse(FileManager.default.fileExists(atPath: "Out"))
    }

    func testTheSameForPrograms() throws {
        let document = try JSONValue(
            parsing: Array(run("--explain", "Network/PartThing", "--format", "json").output.utf8))
        func texts(_ member: String, _ key: String) -> [String?] {
            document[member]?.elements?.map { $0[key]?.string } ?? []
        }
        XCTAssertEqual(document["resource"]?.string, "Network/PartThing")
        XCTAssertEqual(document["type"]?.string, "Own::Thing")
        XCTAssertEqual(document["template"]?["file"]?.string, "Out/Shop.Network.template.json")
        XCTAssertEqual(texts("scopes", "path"), ["Shop/Network/Part", "Shop/Network", "Shop"])
        XCTAssertEqual(
            texts("properties", "property"),
            ["DeletionPolicy", "UpdateReplacePolicy", "Extra.Deep", "Name", "Size", "Tags.Owner"])
        XCTAssertEqual(
            texts("properties", "from"), ["declaration", "declaration", "override", "declaration", "aspect", "tag"])
        XCTAssertEqual(texts("properties", "setting"), [nil, nil, "override", nil, "default", nil])
        XCTAssertEqual(texts("properties", "scope").last, "Shop")
        XCTAssertEqual(texts("otherSettings", "outcome"), ["givesWayToResource"])
        XCTAssertEqual(texts("refersTo", "kind"), ["parameter"])
        XCTAssertEqual(texts("referredToBy", "name"), ["Name", "Data/User", "Data/User"])
        XCTAssertEqual(texts("referredToBy", "attribute"), ["Name", nil, nil])
    }

    func testAResourceIsFoundByEveryNameThatItHas() throws {
        for name in ["User", "Data/User", "Shop/Data/User"] {
            let explained = try run("--explain", name)
            XCTAssertEqual(explained.code, .success, name)
            XCTAssertTrue(explained.output.hasPrefix("Data/User  Own::User\n"), name)
            XCTAssertTrue(
                explained.output.contains("Data/Other         DependsOn  App.swift:13\n"), explained.output)
        }
        // A construct path, where the logical IDs run scopes together.
        XCTAssertTrue(try run("--explain", "Shop/Network/Part/Thing").output.hasPrefix("Network/PartThing "))
    }

    func testANameThatMeansNothingOrTooMuchIsAnError() throws {
        let both = try run("--explain", "PartThing")
        XCTAssertEqual(both.code, .usage)
        XCTAssertTrue(
            both.errors.contains(
                "--explain is 'PartThing', which 2 resources are called; choose one of Shop/Data/PartThing, Shop/Network/PartThing"
            ), both.errors)
        let mistyped = try run("--explain", "Data/Uzer")
        XCTAssertEqual(mistyped.code, .usage)
        XCTAssertTrue(mistyped.errors.contains("did you mean 'Data/User'?"), mistyped.errors)
        XCTAssertTrue(try run("--explain", "unused-paramter").errors.contains("did you mean 'unused-parameter'?"))
    }

    func testCodesAreExplainedAsEver() throws {
        let syntax = SynthesisCommand.syntax()
        let screen = TestTerminal()
        XCTAssertTrue(try syntax.answer(syntax.parse(["--explain", "unused-parameter"]), on: screen.terminal()))
        XCTAssertTrue(screen.output.hasPrefix("unused-parameter "))
        XCTAssertFalse(try syntax.answer(syntax.parse(["--explain", "Data/User"]), on: screen.terminal()))
    }

    func testOnlyFormatsThatItHasAreTaken() throws {
        let refused = try run("--explain", "Data/User", "--format", "sarif")
        XCTAssertEqual(refused.code, .usage)
        XCTAssertTrue(
            refused.errors.contains("--format is 'sarif'; allowed with --explain: text, json"), refused.errors)
    }

    func testAnAppWithErrorsIsExplainedToo() throws {
        let app = App()
        app.stack("Shop").add("R", RawResource("Own::Thing", properties: ["Of": ["Ref": "Nothing"]]))
        let explained = try run("--explain", "R", app: app)
        XCTAssertEqual(explained.code, .success)
        XCTAssertTrue(explained.output.hasPrefix("R  Own::Thing\n"))
        XCTAssertTrue(explained.output.hasSuffix("Nothing in the app refers to it.\n"))
        XCTAssertEqual(explained.errors, "the stacks have 1 problem, which swift run Infra synth shows\n")
    }

    func testOfANestedStackWhatItGivesAndTakesIsTold() throws {
        let stack = try run("--explain", "Network").output
        XCTAssertTrue(
            stack.contains(
                """
                PROPERTY     GIVEN BY     AT
                Parameters   synthesis
                """), stack)
        XCTAssertTrue(stack.contains("TemplateURL  synthesis\n"), stack)
        XCTAssertTrue(
            stack.contains(
                """
                REFERS TO              IN                      WHICH IS AT
                parameter Environment  Parameters.Environment  App.swift:6

                REFERRED TO BY  ATTRIBUTE              IN                           WHICH IS AT
                Data            Outputs.PartThing      Parameters.NetworkPartThing  App.swift:10
                output Name     Outputs.PartThingName                               App.swift:14
                """), stack)
    }

    func testAnAspectOnTheAppAndWhatItTakesOutAreTold() throws {
        let app = App()
        app.aspect(on: Thing.self) { thing in
            thing.override("Size", with: 1)
            thing.removeProperty("Name")
        }
        let stack = app.stack("Shop")
        stack.aspect(on: Thing.self) { $0.override("Size", with: 2) }
        stack.add("R", Thing(name: "own", size: 0))
        let output = try run("--explain", "R", app: app).output
        XCTAssertTrue(output.contains("Size      override of an aspect of Shop  "), output)
        XCTAssertTrue(
            output.contains("Size: override of an aspect of the app gives way to what stands at App.swift:"), output)
        XCTAssertTrue(output.contains("Name: removal of an aspect of the app takes it out"), output)
    }

    func testWhatAFileHoldsIsOfTheFile() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            {
              "Resources": { "Topic": { "Type": "AWS::SNS::Topic" },
                "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": 5 } } },
              "Outputs": {
                "Queue": { "Value": { "Ref": "Queue" } } }
            }
            """, to: "legacy.json")
        let app = App()
        let root = app.stack("Shop")
        let legacy = root.nestedStack("Legacy", template: TemplateFile(folder.path + "/legacy.json"))
        root.add("User", RawResource("Own::User", properties: ["Of": JSON(legacy.output("Queue"))]))
        let output = try run("--explain", "Legacy/Queue", app: app).output.replacing(folder.path, with: "DIR")
        for line in [
            "added at        DIR/legacy.json:3:5", "template        Out/Shop.Legacy.template.json:3",
            "DelaySeconds  the resource  DIR/legacy.json:3:59", "User            Of  App.swift:",
        ] {
            XCTAssertTrue(output.contains(line), "\(line)\n\(output)")
        }
    }

    func testOfSeveralRootsEachIsNamed() throws {
        let app = App()
        for name in ["Blue", "Green"] {
            let root = app.stack(name)
            let thing = root.add("Thing", Thing())
            root.add("User", RawResource("Own::User", properties: ["Of": JSON(thing.ref)]))
        }
        let output = try run("--explain", "Green/Thing", app: app).output
        XCTAssertTrue(output.contains("Green/User      Of"), output)
        XCTAssertFalse(output.contains("Blue"), output)
    }
}
