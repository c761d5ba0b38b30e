import AWSResourceCatalogue
import Diagnostics
import Plan
import Template
import XCTest

/// The templates that a stack refactoring is given.
final class RefactoredTemplatesTests: XCTestCase {
    func testARenameIsFollowedByAllThatNamesIt() throws {
        let rest = """
            "Topic": { "Type": "AWS::SNS::Topic", "DependsOn": "%", "Properties": { "DisplayName": { "Ref": "%" },
              "TopicName": { "Fn::Sub": "x-${%.QueueName}-${!%}-${AWS::Region}" } } },
            "Policy": { "Type": "AWS::SQS::QueuePolicy", "DependsOn": ["Topic", "%"],
              "Properties": { "Queues": [{ "Fn::GetAtt": ["%", "Arn"] }, { "Fn::Join": ["", [{ "Ref": "%" }, "/"]] }] } }
            """
        let templates = try refactored(
            ["": #""Queue": \#(queue), \#(rest.replacing("%", with: "Queue"))"#],
            ["": #""Orders": \#(queue), \#(rest.replacing("%", with: "Orders"))"#],
            outputs: (["": "Queue"], ["": "Orders"]),
            moves: ["Orders": "Queue"])
        let expected = rest.replacing("${!%}", with: "${!Queue}").replacing("%", with: "Orders")
        XCTAssertEqual(
            templates[[]],
            try parsed(
                #"{ "Resources": { "Orders": \#(queue), \#(expected) }, "Outputs": { "Out": { "Value": { "Ref": "Orders" } } } }"#
            ))
        XCTAssertEqual(templates.count, 1)
    }

    func testWhatElseIsToChangeIsNotInIt() throws {
        let templates = try refactored(
            ["": #""Queue": \#(queue)"#], ["": #""Orders": \#(queue.replacing("40", with: "50")), "New": \#(queue)"#],
            moves: ["Orders": "Queue"])
        XCTAssertEqual(templates[[]], try parsed(#"{ "Resources": { "Orders": \#(queue) } }"#))
    }

    func testAMoveLeavesWhatItCameToAndGetsWhatItIsAskedFor() throws {
        let templates = try refactored(
            [
                "": #""A": \#(nested()), "B": \#(nested()), "T": \#(topic(of: "A"))"#,
                "A": #""Queue": \#(queue), "Stays": \#(topic(about: "Queue"))"#, "B": #""Other": \#(queue)"#,
            ],
            [
                "": #""A": \#(nested()), "B": \#(nested()), "T": \#(topic(of: "B"))"#,
                "A": #""Stays": \#(queue)"#, "B": #""Other": \#(queue), "Orders": \#(queue)"#,
            ], outputs: (["A": "Queue"], ["B": "Orders"]), moves: ["B/Orders": "A/Queue"],
            ids: ["A/Queue": "https://sqs/q"])
        XCTAssertEqual(Set(templates.keys), [["A"], ["B"]], "the stack around them stays as it is")
        XCTAssertEqual(
            templates[["A"]],
            try parsed(
                #"""
                { "Resources": { "Stays": { "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": "https://sqs/q" } } },
                  "Outputs": { "Out": { "Value": "https://sqs/q" } } }
                """#))
        XCTAssertEqual(
            templates[["B"]],
            try parsed(
                #"{ "Resources": { "Other": \#(queue), "Orders": \#(queue) }, "Outputs": { "Out": { "Value": { "Ref": "Orders" } } } }"#
            ))
    }

    /// A group of a network, whose stack gives its ID to two others.
    private func groups(in stack: String) -> [String: String] {
        let given = nested(#""Net": { "Fn::GetAtt": ["Network", "Outputs.Out"] }"#)
        let group = #""Group": \#(Self.group)"#
        return [
            "": #""Network": \#(nested()), "A": \#(given), "B": \#(given)"#,
            "Network": #""Vpc": { "Type": "AWS::EC2::VPC" }"#,
            "A": #""Queue": \#(queue)\#(stack == "A" ? ", " + group : "")"#,
            "B": #""Queue": \#(queue)\#(stack == "B" ? ", " + group : "")"#,
        ]
    }

    private static let group = """
        { "Type": "AWS::EC2::SecurityGroup", "Condition": "Always", "DependsOn": ["Queue"],
          "Properties": { "GroupDescription": "web", "VpcId": { "Ref": "Net" } } }
        """

    func testAStackThatHasTheValueGivesItByItsParameter() throws {
        let net = #""Net": { "Type": "String" }"#
        let templates = try refactored(
            groups(in: "A"), groups(in: "B"), outputs: (["Network": "Vpc"], ["Network": "Vpc"]),
            parameters: ["A": net, "B": #""Other": { "Type": "String", "Default": "x" }, "# + net],
            moves: ["B/Group": "A/Group"])
        XCTAssertEqual(
            templates[["B"]]?["Resources"]?["Group"],
            try parsed(
                #"""
                { "Type": "AWS::EC2::SecurityGroup",
                  "Properties": { "GroupDescription": "web", "VpcId": { "Ref": "Net" } } }
                """#), "what is in its old stack it does not wait for, and it needs no condition")
    }

    func testWithoutAParameterItIsTheValueItself() throws {
        let net = #""Net": { "Type": "String" }"#
        let templates = try refactored(
            groups(in: "A"), groups(in: "B"), outputs: (["Network": "Vpc"], ["Network": "Vpc"]),
            parameters: ["A": net], moves: ["B/Group": "A/Group"], ids: ["Network/Vpc": "vpc-1"])
        XCTAssertEqual(templates[["B"]]?["Resources"]?["Group"]?["Properties"]?["VpcId"], "vpc-1")
    }

    func testANestedStackKeepsItsTemplate() throws {
        let templates = try refactored(
            ["": #""Storage": \#(nested()), "T": \#(topic(of: "Storage"))"#, "Storage": #""Queue": \#(queue)"#],
            ["": #""Data": \#(nested()), "T": \#(topic(of: "Data"))"#, "Data": #""Queue": \#(queue)"#],
            outputs: (["Storage": "Queue"], ["Data": "Queue"]),
            moves: ["Data": "Storage", "Data/Queue": "Storage/Queue"])
        XCTAssertEqual(
            templates, [[]: try parsed(#"{ "Resources": { "Data": \#(nested()), "T": \#(topic(of: "Data")) } }"#)])
    }

    // MARK: - What cannot be

    func testATypeThatIsNotMovedIsRefusedWithTheWayOut() throws {
        let address = #"{ "Type": "AWS::EC2::EIP" }"#
        let refusal = try refusal(
            ["": #""Ip": \#(address), "Q": \#(queue)"#], ["": #""Address": \#(address), "Q": \#(queue)"#],
            moves: ["Address": "Ip"])
        XCTAssertEqual(refusal.code, "move-refused")
        XCTAssertTrue(refusal.message.hasSuffix("CloudFormation moves no AWS::EC2::EIP"), refusal.message)
        XCTAssertEqual(
            refusal.fix, #"keep its name instead: stack.keepLogicalID("Ip", insteadOf: "Address")"#)
    }

    func testAStackThatIsNotThereIsRefused() throws {
        let refusal = try refusal(
            ["": #""Queue": \#(queue), "Q": \#(queue)"#],
            ["": #""Q": \#(queue), "New": \#(nested())"#, "New": #""Queue": \#(queue)"#], moves: ["New/Queue": "Queue"])
        XCTAssertTrue(refusal.message.contains("New is not deployed"), refusal.message)
    }

    func testAStackThatWouldBeEmptyIsRefused() throws {
        let refusal = try refusal(
            ["": #""A": \#(nested()), "Q": \#(queue)"#, "A": #""Queue": \#(queue)"#],
            ["": #""Q": \#(queue), "Queue": \#(queue)"#], moves: ["Queue": "A/Queue"])
        XCTAssertTrue(refusal.message.contains("nothing would be left in A"), refusal.message)
    }

    func testAValueThatNobodyKnowsIsRefused() throws {
        let arn = #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Fn::GetAtt": ["Queue", "Arn"] } } }"#
        let refusal = try refusal(
            ["": #""B": \#(nested()), "Queue": \#(queue), "T": \#(arn)"#, "B": #""Other": \#(queue)"#],
            ["": #""B": \#(nested())"#, "B": #""Other": \#(queue), "Queue": \#(queue)"#],
            moves: ["B/Queue": "Queue"])
        XCTAssertTrue(refusal.message.contains("T uses Queue.Arn, and nothing that is deployed tells"), refusal.message)
    }

    func testTheNameOfItsStackIsRefused() throws {
        let own =
            #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Fn::Sub": "of ${AWS::StackName}" } } }"#
        let refusal = try refusal(
            ["": #""B": \#(nested()), "T": \#(own), "Q": \#(queue)"#, "B": #""Other": \#(queue)"#],
            ["": #""B": \#(nested()), "Q": \#(queue)"#, "B": #""Other": \#(queue), "T": \#(own)"#], moves: ["B/T": "T"])
        XCTAssertTrue(refusal.message.contains("it uses AWS::StackName"), refusal.message)
    }

    func testMoreStacksThanCloudFormationTakesAreRefused() throws {
        let names = (1...6).map { "S\($0)" }
        func side(_ name: String) -> [String: String] {
            Dictionary(uniqueKeysWithValues: names.map { ($0, #""\#(name)": \#(queue)"#) }).merging(
                ["": names.map { #""\#($0)": \#(nested())"# }.joined(separator: ", ")]) { $1 }
        }
        let moves = Dictionary(uniqueKeysWithValues: names.map { ("\($0)/Orders", "\($0)/Queue") })
        let refusal = try refusal(side("Queue"), side("Orders"), moves: moves)
        XCTAssertTrue(refusal.message.contains("6 stacks have resources that move"), refusal.message)
    }

    // MARK: - Templates

    private func refactored(
        _ before: [String: String], _ after: [String: String],
        outputs: (before: [String: String], after: [String: String]) = ([:], [:]), parameters: [String: String] = [:],
        moves: [String: String], ids: [String: String] = [:]
    ) throws -> [[String]: Template.Expression] {
        let declared = try moves.sorted { $0.key < $1.key }.map { now, former in
            try XCTUnwrap(DeclaredMove(from: former, to: now, at: .file(FilePosition(path: "\(now).swift"))))
        }
        let deployed = try side(before, outputs.before, parameters: parameters)
        let wanted = try side(after, outputs.after, parameters: parameters)
        var values = DeployedValues()
        for (path, id) in ids { values.physicalIDs[try XCTUnwrap(ResourcePath(path))] = id }
        let plan = Plan(from: deployed, to: wanted, catalogue: .aws, declared: declared, values: values)
        XCTAssertEqual(plan.problems, [])
        return try RefactoredTemplates(of: plan.moves, from: deployed, to: wanted, values: values)
            .templates.mapValues { .object($0) }
    }

    private func refusal(
        _ before: [String: String], _ after: [String: String], moves: [String: String]
    ) throws -> Diagnostic {
        do {
            _ = try refactored(before, after, moves: moves)
        } catch let error as DiagnosticError {
            XCTAssertEqual(error.diagnostics.count, 1, "\(error)")
            return try XCTUnwrap(error.diagnostics.first)
        }
        throw NotRefused()
    }

    private struct NotRefused: Error {}

    private func parsed(_ text: String) throws -> Template.Expression {
        let template = try Template(
            parsing: Array(#"{ "Resources": {}, "Metadata": { "It": \#(text) } }"#.utf8), file: "t")
        return try XCTUnwrap(template.object["Metadata"]?["It"])
    }
}
