import AWSResourceCatalogue
import CloudFormation
import Diagnostics
import Plan
import Template
import XCTest

/// Moves that are declared, and those that still have to happen.
final class MoveTests: XCTestCase {
    func testARenamedResourceIsMovedAndNothingElse() throws {
        let plan = try plan(
            ["": #""Queue": \#(queue), "Topic": \#(topic(about: "Queue"))"#],
            ["": #""Orders": \#(queue), "Topic": \#(topic(about: "Orders"))"#], moves: ["Orders": ["Queue"]])
        XCTAssertEqual(plan.problems, [])
        XCTAssertEqual(plan.moves.map(\.said), ["Queue -> Orders"])
        XCTAssertEqual(
            shown(plan),
            """
            > Orders  AWS::SQS::Queue  is moved from Queue, and is not touched
                here

            > moved
            Plan: 1 to move
            """)
    }

    func testWhatElseChangesOfItIsChangedInPlace() throws {
        let plan = try plan(
            ["": #""Queue": \#(queue)"#], ["": #""Orders": \#(queue.replacing("40", with: "50"))"#],
            moves: ["Orders": ["Queue"]])
        XCTAssertEqual(
            shown(plan),
            """
            ~ Orders  AWS::SQS::Queue  is moved from Queue, and is updated in place
                here
                VisibilityTimeout  40 → 50

            ~ updated in place
            Plan: 1 to update
            """)
    }

    func testWhatHoldsDataIsNotLostByAMove() throws {
        let table = #"{ "Type": "AWS::DynamoDB::Table", "Properties": { "TableName": "orders" } }"#
        let moved = try plan(["": #""Table": \#(table)"#], ["": #""Orders": \#(table)"#], moves: ["Orders": ["Table"]])
        XCTAssertFalse(moved.resources.contains(where: \.losesData))
        let unsaid = try plan(["": #""Table": \#(table)"#], ["": #""Orders": \#(table)"#])
        XCTAssertTrue(unsaid.resources.contains(where: \.losesData))
    }

    func testAMoveToAnotherStackIsFollowedByAllWhoUseIt() throws {
        let plan = try plan(
            [
                "": #""A": \#(nested()), "B": \#(nested()), "T": \#(topic(of: "A"))"#,
                "A": #""Queue": \#(queue), "Stays": \#(queue)"#, "B": #""Other": \#(queue)"#,
            ],
            [
                "": #""A": \#(nested()), "B": \#(nested()), "T": \#(topic(of: "B"))"#,
                "A": #""Stays": \#(queue)"#, "B": #""Other": \#(queue), "Orders": \#(queue)"#,
            ], outputs: (["A": "Queue"], ["B": "Orders"]), moves: ["B/Orders": ["A/Queue"]])
        XCTAssertEqual(plan.resources.map { "\($0.symbol) \($0.path)" }, ["> B/Orders"])
        XCTAssertEqual(plan.moves.map(\.said), ["A/Queue -> B/Orders"])
    }

    func testANestedStackIsMovedWithWhatIsInIt() throws {
        let plan = try plan(
            ["": #""Storage": \#(nested()), "T": \#(topic(of: "Storage"))"#, "Storage": #""Queue": \#(queue)"#],
            ["": #""Data": \#(nested()), "T": \#(topic(of: "Data"))"#, "Data": #""Queue": \#(queue)"#],
            outputs: (["Storage": "Queue"], ["Data": "Queue"]),
            moves: ["Data": ["Storage"], "Data/Queue": ["Storage/Queue"]])
        XCTAssertEqual(plan.resources.map { "\($0.symbol) \($0.path)" }, ["> Data"])
        XCTAssertEqual(plan.moves.map(\.said), ["Storage -> Data"], "what is in it moves with it")
    }

    func testWhatOnlyTheMovedStackKnowsIsTheSame() throws {
        let own = #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Ref": "Text" } } }"#
        let text = #""Text": { "Type": "String" }"#
        func side(_ stack: String, _ more: String) throws -> PlannedTemplates {
            try PlanTests.side(
                ["": #""\#(stack)": \#(nested())"#, stack: #""T": \#(own)\#(more)"#], parameters: [stack: text])
        }
        let place = Diagnostic.Place.file(FilePosition(path: "a.swift"))
        let declared = [
            try XCTUnwrap(DeclaredMove(from: "Storage", to: "Data", at: place)),
            try XCTUnwrap(DeclaredMove(from: "Storage/T", to: "Data/T", at: place)),
        ]
        let plan = Plan(
            from: try side("Storage", #", "Old": \#(queue)"#), to: try side("Data", ""), catalogue: .aws,
            declared: declared)
        XCTAssertEqual(
            plan.resources.map { "\($0.symbol) \($0.path)" }, ["> Data", "- Data/Old"],
            "what goes, goes from the stack under its new name")
    }

    func testAResourceThatGetsAnotherNameInAStackThatDoesIsMovedWithinIt() throws {
        let plan = try plan(
            ["": #""Storage": \#(nested())"#, "Storage": #""Queue": \#(queue)"#],
            ["": #""Data": \#(nested())"#, "Data": #""Orders": \#(queue)"#],
            moves: ["Data": ["Storage"], "Data/Orders": ["Storage/Queue"]])
        XCTAssertEqual(plan.moves.map(\.said), ["Storage -> Data", "Storage/Queue -> Storage/Orders"])
    }

    func testWhatIsThereUnderItsNewNameWasMoved() throws {
        let now = ["": #""Orders": \#(queue)"#]
        let plan = try plan(now, now, moves: ["Orders": ["Queue"]])
        XCTAssertTrue(plan.isEmpty)
        XCTAssertEqual(plan.problems, [])
    }

    func testTheOldestNameThatIsThereCounts() throws {
        let plan = try plan(
            ["": #""Queue": \#(queue)"#], ["": #""Orders": \#(queue)"#],
            moves: ["Orders": ["Invoices", "Queue"]])
        XCTAssertEqual(plan.moves.map(\.said), ["Queue -> Orders"])
        XCTAssertEqual(plan.problems, [])
    }

    func testWhatNeverWasIsAnErrorWithWhatWasMeant() throws {
        let plan = try plan(
            ["": #""OrderQueue": \#(queue)"#], ["": #""Orders": \#(queue)"#], moves: ["Orders": ["OrdersQueue"]])
        let problem = try XCTUnwrap(plan.problems.first)
        XCTAssertEqual(plan.problems.count, 1)
        XCTAssertEqual(problem.code, "unknown-former-path")
        XCTAssertTrue(problem.fix?.hasPrefix("did you mean 'OrderQueue'?") == true, "\(problem)")
    }

    func testAScopeIsVainOnlyWhenNothingOfItWas() throws {
        let place = Diagnostic.Place.file(FilePosition(path: "Stacks/Shop.swift", line: 3))
        let moves = [
            try XCTUnwrap(DeclaredMove(from: "OldQueue", to: "NewQueue", at: place)),
            try XCTUnwrap(DeclaredMove(from: "OldTopic", to: "NewTopic", at: place)),
        ]
        let wanted = try side(["": #""NewQueue": \#(queue), "NewTopic": \#(topic(about: "NewQueue"))"#])
        func problems(_ deployed: String) throws -> [Diagnostic] {
            Plan(from: try side(["": deployed]), to: wanted, catalogue: .aws, declared: moves).problems
        }
        XCTAssertEqual(try problems(#""OldQueue": \#(queue)"#).count, 0)
        XCTAssertEqual(try problems(#""Other": \#(queue)"#).count, 1, "it is said once")
    }

    func testNothingBecomesAnotherType() throws {
        let plan = try plan(
            ["": #""Queue": \#(queue)"#], ["": #""Orders": { "Type": "AWS::SNS::Topic" }"#],
            moves: ["Orders": ["Queue"]])
        XCTAssertEqual(plan.problems.map(\.code), ["former-path"])
        XCTAssertEqual(plan.moves, [])
    }

    func testWhereNothingIsDeployedNothingMoves() throws {
        let move = try XCTUnwrap(DeclaredMove(from: "Queue", to: "Orders", at: .file(FilePosition(path: "a.swift"))))
        let plan = Plan(
            from: nil, to: try side(["": #""Orders": \#(queue)"#]), catalogue: .aws, declared: [move])
        XCTAssertEqual(plan.problems, [])
        XCTAssertEqual(plan.resources.map(\.symbol), ["+"])
    }

    // MARK: - What nobody said

    func testWhatKeepsAResourceIsSaid() throws {
        let renamed = try plan(["": #""Queue": \#(queue)"#], ["": #""Orders": \#(queue)"#])
        XCTAssertTrue(
            shown(renamed).contains("the same as Queue, which goes: under the logical ID Queue it would be kept"),
            shown(renamed))
        XCTAssertFalse(shown(renamed).contains("formerly"), "two files of JSON know no Swift")
        let moved = try plan(
            ["": #""A": \#(nested()), "B": \#(nested())"#, "A": #""Queue": \#(queue)"#, "B": ""],
            ["": #""A": \#(nested()), "B": \#(nested())"#, "A": "", "B": #""Queue": \#(queue)"#])
        XCTAssertTrue(
            shown(moved).contains("the same as A/Queue, which goes: left where it was, it would be kept"), shown(moved))
    }

    func testWhatKeepsAResourceOfAnAppIsSaidInSwift() throws {
        func side(_ name: String, _ type: String) throws -> PlannedTemplates {
            let app = App()
            app.stack("Shop").add(name, RawResource(type, properties: [:]))
            let assembly = app.synthesize()
            return PlannedTemplates(assembly.templates.tree(of: try XCTUnwrap(assembly.templates.first)))
        }
        func said(_ type: String) throws -> String {
            shown(Plan(from: try side("Old", type), to: try side("New", type), catalogue: .aws))
        }
        let queue = try said("AWS::SQS::Queue")
        XCTAssertTrue(queue.contains(#"the same as Old, which goes: `.formerly("Old")` on it keeps it"#), queue)
        let address = try said("AWS::EC2::EIP")
        XCTAssertTrue(
            address.contains(
                #"stack.keepLogicalID("Old", insteadOf: "New") keeps it; CloudFormation moves no AWS::EC2::EIP"#),
            address)
    }

    // MARK: - Between the move and the change set

    func testValuesInThePlaceOfReferencesAreTheSame() throws {
        let reference = try side(["": #""Queue": \#(queue), "Topic": \#(topic(about: "Queue"))"#])
        let literal = try side([
            "":
                #""Queue": \#(queue), "Topic": \#(topic(about: "Queue").replacing(#"{ "Ref": "Queue" }"#, with: #""https://q""#))"#
        ])
        var values = DeployedValues()
        XCTAssertFalse(Plan(from: literal, to: reference, catalogue: .aws, values: values).isEmpty)
        values.physicalIDs[try XCTUnwrap(ResourcePath("Queue"))] = "https://q"
        XCTAssertTrue(Plan(from: literal, to: reference, catalogue: .aws, values: values).isEmpty)
        values.physicalIDs[try XCTUnwrap(ResourcePath("Queue"))] = "https://other"
        XCTAssertFalse(Plan(from: literal, to: reference, catalogue: .aws, values: values).isEmpty)
    }

    // MARK: - Templates

    private func plan(
        _ before: [String: String], _ after: [String: String],
        outputs: (before: [String: String], after: [String: String]) = ([:], [:]), moves: [String: [String]] = [:]
    ) throws -> Plan {
        let declared = try moves.sorted { $0.key < $1.key }.flatMap { now, former in
            try former.map {
                try XCTUnwrap(DeclaredMove(from: $0, to: now, at: .file(FilePosition(path: "\(now).swift"))))
            }
        }
        return Plan(
            from: try side(before, outputs.before), to: try side(after, outputs.after), catalogue: .aws,
            declared: declared)
    }
}

let queue = #"{ "Type": "AWS::SQS::Queue", "Properties": { "VisibilityTimeout": 40 } }"#

func topic(about queue: String) -> String {
    #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Ref": "\#(queue)" } } }"#
}

func topic(of stack: String) -> String {
    #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Fn::GetAtt": ["\#(stack)", "Outputs.Out"] } } }"#
}

func nested(_ parameters: String = "") -> String {
    #"{ "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "x.json", "Parameters": { \#(parameters) } } }"#
}

/// A root with nested stacks, by their names; the root's for "".
///
/// - Parameter outputs: the resource that a stack hands out as `Out`.
func side(
    _ resources: [String: String], _ outputs: [String: String] = [:], parameters: [String: String] = [:]
) throws -> PlannedTemplates {
    func template(_ name: String) throws -> Template {
        let output = outputs[name].map { #", "Outputs": { "Out": { "Value": { "Ref": "\#($0)" } } }"# } ?? ""
        let declared = parameters[name].map { #""Parameters": { \#($0) }, "# } ?? ""
        let text = #"{ \#(declared)"Resources": { \#(resources[name] ?? "") }\#(output) }"#
        return try Template(parsing: Array(text.utf8), file: "\(name).json")
    }
    var nested: [String: TemplateTree] = [:]
    for name in resources.keys where !name.isEmpty { nested[name] = TemplateTree(try template(name)) }
    return PlannedTemplates(TemplateTree(try template(""), nested: nested))
}

private func shown(_ plan: Plan) -> String {
    plan.lines(width: 120) { _ in "here" }.map { $0.map(\.text).joined() }.joined(separator: "\n")
}

extension PlannedMove {
    var said: String { "\(source) -> \(destination)" }
}
