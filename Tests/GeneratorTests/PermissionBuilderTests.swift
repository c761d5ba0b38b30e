import PermissionFacts
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// What the generator makes of the permissions of handlers, the reference and the corrections.
final class PermissionBuilderTests: XCTestCase {
    private let type = "AWS::Test::Thing"

    /// A reference of one service, whose things have names or not.
    private var reference: ActionReference {
        var reference = ActionReference()
        reference.services["test"] = .init(
            kinds: [["test:*:*:thing/*"], ["test:*:*:part/*"]],
            actions: ["CreateThing": [0], "DeleteThing": [0], "AttachPart": [0, 1], "ListThings": []],
            named: [
                "thing": .init(formats: ["test:*:*:thing/*"], hasTags: true),
                "part": .init(formats: ["test:*:*:part/*"], hasTags: false),
            ])
        return reference
    }

    private func schema(
        _ type: String = "AWS::Test::Thing", handlers: String?,
        properties: String = #"{"ThingName": {"type": "string"}}"#,
        readOnly: [String] = [], identifier: String = "ThingName"
    ) throws -> ResourceSchema {
        try SchemaFixture.schema(
            type, properties: properties, readOnly: readOnly, identifier: [identifier],
            extra: handlers.map { #", "handlers": \#($0)"# } ?? "")
    }

    private func build(
        _ schemas: [ResourceSchema], _ change: (inout PermissionConfiguration) -> Void = { _ in },
        corrections: Corrections = Corrections()
    ) -> PermissionModel {
        var configuration = PermissionConfiguration()
        change(&configuration)
        let model = SchemaFixture.model(schemas, corrections: corrections)
        return PermissionBuilder(
            schemas: SchemaCatalogue(schemas: schemas).schemas, resources: model.services.flatMap(\.resources),
            reference: reference, configuration: configuration
        ).build()
    }

    private func facts(_ model: PermissionModel, _ type: String = "AWS::Test::Thing") throws -> HandlerFacts {
        try XCTUnwrap(TypeName(type).flatMap { model.facts[$0] })
    }

    func testEachHandlerHasItsActionsAndListingIsNoneOfADeploymentsBusiness() throws {
        let model = build([
            try schema(
                handlers:
                    #"{"create": {"permissions": ["test:CreateThing"]}, "delete": {"permissions": ["test:DeleteThing"]}, "list": {"permissions": ["test:ListThings"]}}"#
            )
        ])
        XCTAssertEqual(
            try facts(model).actions, [.create: ["test:CreateThing"], .delete: ["test:DeleteThing"]])
    }

    /// IAM does not care for it; who looks for `iam:PassRole` does.
    func testAnActionIsSpeltInOneWay() throws {
        let model = build([
            try schema(
                handlers:
                    #"{"create": {"permissions": ["Test:creatething", "test:CreateThing", "TEST:List*", "Other:Do"]}}"#)
        ])
        XCTAssertEqual(try facts(model).actions[.create], ["other:Do", "test:CreateThing", "test:List*"])
    }

    func testWhatRegionsCallIsPutTogether() throws {
        let model = build([
            try schema(handlers: #"{"create": {"permissions": ["test:CreateThing"]}}"#),
            try schema(handlers: #"{"create": {"permissions": ["test:AttachPart"]}}"#),
        ])
        XCTAssertEqual(try facts(model).actions[.create], ["test:AttachPart", "test:CreateThing"])
    }

    func testTheNameIsWhereTheFormatEnds() throws {
        let named = build([try schema(handlers: #"{"create": {"permissions": ["test:CreateThing"]}}"#)])
        XCTAssertEqual(try facts(named).names?.name, "ThingName")
        XCTAssertEqual(try facts(named).names?.forms, ["test:*:*:thing/%"])
        let identified = build([
            try schema(
                handlers: #"{"create": {"permissions": ["test:CreateThing"]}}"#,
                properties: #"{"Id": {"type": "string"}}"#, readOnly: ["Id"], identifier: "Id")
        ])
        XCTAssertNil(try facts(identified).names?.name, "AWS chooses it")
        XCTAssertEqual(try facts(identified).names?.forms, ["test:*:*:thing/*"])
    }

    func testACorrectionSaysHowAnARNLooks() throws {
        let model = build([try schema(handlers: #"{"create": {"permissions": ["test:CreateThing"]}}"#)]) {
            $0.identities = [
                "AWS::Test::Thing": .init(
                    kinds: ["test:part"], forms: ["part/%/*"], name: "ThingName", limit: 32, lowercase: true, path: nil,
                    because: "")
            ]
        }
        XCTAssertEqual(
            try facts(model).names,
            HandlerFacts.Names(
                formats: ["test:*:*:part/*"], forms: ["test:*:*:part/%/*"], name: "ThingName", limit: 32,
                isLowercase: true))
        XCTAssertEqual(model.owners["test:*:*:part/*"]?.map(\.description), [type])
    }

    func testAnActionThatIAMDoesNotHaveIsReplacedOrTold() throws {
        let handlers = #"{"create": {"permissions": ["test:MakeThing", "internal:Do"]}}"#
        let told = build([try schema(handlers: handlers)])
        XCTAssertEqual(
            told.shortfalls.map(\.description),
            [
                "AWS::Test::Thing: its handlers call test:MakeThing, which the service authorization reference lacks; left as it is",
                "AWS::Test::Thing: its handlers call internal:Do, which the service authorization reference lacks; left as it is",
            ])
        let replaced = build([try schema(handlers: handlers)]) {
            $0.actions = [
                .init(
                    because: "", actions: ["test:MakeThing": ["test:CreateThing"], "internal:Do": [], "test:Old": []])
            ]
        }
        XCTAssertEqual(try facts(replaced).actions[.create], ["test:CreateThing"])
        XCTAssertEqual(
            replaced.shortfalls.map(\.description),
            ["test:old: permissions.json replaces the action, which no handler calls any more"])
    }

    func testATypeWithoutHandlersHasThoseThatAreWrittenDownOrNone() throws {
        let schema = try schema(handlers: nil)
        XCTAssertEqual(build([schema]).facts, [:])
        let model = build([schema]) {
            $0.handlers = [
                "AWS::Test::Thing": .init(source: "", create: ["test:CreateThing"], read: nil, update: nil, delete: nil)
            ]
        }
        XCTAssertEqual(try facts(model).actions, [.create: ["test:CreateThing"]])
    }

    func testACorrectionThatMatchesNothingIsTold() throws {
        let model = build([try schema(handlers: #"{"create": {"permissions": ["test:CreateThing"]}}"#)]) {
            $0.passing = ["AWS::Test::Gone": ""]
            $0.optional = ["AWS::Test::Thing": [.init(with: ["Colour"], actions: ["test:AttachPart"], because: "")]]
        }
        XCTAssertEqual(
            model.shortfalls.map(\.description),
            [
                "AWS::Test::Gone: permissions.json is about a type that does not exist",
                "AWS::Test::Thing.Colour: permissions.json makes actions depend on it, and the type has no such property",
            ])
    }

    func testPropertiesThatNameWhatAnActionAppliesToAreKnown() throws {
        var corrections = Corrections()
        corrections.types["AWS::Test::Thing"] = .init(
            ref: nil, attributes: nil,
            properties: ["Parts": .init(reference: "Name AWS::Test::Part", reason: "")], tagging: nil)
        let model = build(
            [
                try schema(
                    handlers: #"{"update": {"permissions": ["test:AttachPart"]}}"#,
                    properties:
                        #"{"ThingName": {"type": "string"}, "Parts": {"type": "array", "items": {"type": "string"}}}"#),
                try schema(
                    "AWS::Test::Part", handlers: #"{"create": {"permissions": ["test:AttachPart"]}}"#,
                    properties: #"{"PartName": {"type": "string"}}"#, identifier: "PartName"),
            ], corrections: corrections)
        XCTAssertEqual(try facts(model).references, ["AWS::Test::Part": ["Parts"]])
    }

    func testTheTextIsReadBackAsItWasWritten() throws {
        let model = build([try schema(handlers: #"{"create": {"permissions": ["test:CreateThing", "sqs:*"]}}"#)]) {
            $0.optional = ["AWS::Test::Thing": [.init(with: ["ThingName"], actions: ["sqs:*"], because: "reasons")]]
            $0.serviceLinkedRoles.services = ["AWS::Test::Thing": "test.amazonaws.com"]
            $0.passing = ["AWS::Test::Thing": ""]
        }
        let files = try PermissionRenderer.files(of: model, release: "2026-01-02")
        let text = try XCTUnwrap(files.first { $0.path.hasSuffix(PermissionRenderer.handlersFile) })
        XCTAssertEqual(PermissionRenderer.handlers(text.content), model.facts)
        XCTAssertNil(PermissionRenderer.handlers("2026-01-02\nAWS::Test::Thing\t{\n"))
    }

    func testAReleaseThatCallsMoreOrLessIsTold() throws {
        func facts(_ actions: [HandlerFacts.Handler: [String]]) throws -> [TypeName: HandlerFacts] {
            var facts = HandlerFacts()
            facts.actions = actions
            return [try XCTUnwrap(TypeName(type)): facts]
        }
        let changes = PermissionChanges(
            from: try facts([.create: ["a:A", "a:B"], .delete: ["a:D"]]),
            to: try facts([.create: ["a:B", "a:C"], .delete: ["a:D"]]))
        XCTAssertEqual(changes.lines, ["AWS::Test::Thing: create calls `a:C`; create calls no longer `a:A`."])
    }
}
