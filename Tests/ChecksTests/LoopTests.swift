import AWSResourceCatalogue
import Checks
import Diagnostics
import Template
import XCTest

/// What is found in the bodies of loops.
final class LoopTests: XCTestCase {
    /// - Parameter body: of the queue that each turn makes.
    private func shop(_ collection: String, _ body: String, _ sections: String = "") -> String {
        """
        { "Transform": "AWS::LanguageExtensions"\(sections), "Resources": {
          "Fn::ForEach::Queues": ["Name", \(collection), {
            "Queue${Name}": { "Type": "AWS::SQS::Queue",
              "Properties": { \(body) } } }] } }
        """
    }

    private let names = #", "Parameters": { "Names": { "Type": "CommaDelimitedList" } }"#
    private let output = #", "Outputs": { "Paid": { "Value": { "Ref": "QueuePaid" } } }"#

    func testAMistakeInABodyIsSaidOnceAndWhereItStands() throws {
        let found = try diagnostics(shop(#"["Paid", "Sent"]"#, #""DelaySeconds": 901"#))
        XCTAssertEqual(found.map(\.code), ["out-of-range"])
        XCTAssertEqual(found[0].place, .file(FilePosition(path: "shop.json", line: 4, column: 23)))
        XCTAssertEqual(found[0].logicalID, "Fn::ForEach::Queues")
        XCTAssertEqual(found[0].property, "2.Queue${Name}.Properties.DelaySeconds")
        XCTAssertEqual(found[0].notes, [])
    }

    func testAMistakeOfOneTurnNamesIt() throws {
        let found = try diagnostics(
            shop(
                #"["Paid", "Sent"]"#, #""DelaySeconds": { "Fn::FindInMap": ["Delays", { "Ref": "Name" }, "Seconds"] }"#,
                #", "Mappings": { "Delays": { "Paid": { "Seconds": 5 } } }"#))
        XCTAssertEqual(found.map(\.code), ["find-in-map-key"])
        XCTAssertEqual(found[0].notes, [.init("in the turn of the loop with Name = Sent")])
    }

    func testWhatMendsATurnMendsThemAllOrIsNotOffered() throws {
        let all = try diagnostics(shop(#"["Paid", "Sent"]"#, #""QueueNam": "q""#))
        XCTAssertEqual(all.map(\.code), ["unknown-property"])
        XCTAssertEqual(all[0].edits.map(\.replacement), [#""QueueName""#])
        // Of a text that is made of the element there is nothing to write.
        let made = try diagnostics(
            shop(
                #"["Paid", "Sent"]"#,
                #""RedrivePolicy": { "deadLetterTargetArn": { "Fn::Sub": "${Queu${Name}.Arn}" } }"#))
        XCTAssertEqual(made.flatMap(\.edits), [])
    }

    func testABodyIsLookedAtWithoutKnowingTheElements() throws {
        let found = try diagnostics(shop(#"{ "Ref": "Names" }"#, #""DelaySeconds": 901"#, names))
        XCTAssertEqual(found.map(\.code), ["out-of-range"])
        XCTAssertEqual(found[0].property, "2.Queue${Name}.Properties.DelaySeconds")
        XCTAssertEqual(
            try diagnostics(
                shop(
                    #"{ "Ref": "Names" }"#, #""QueueName": { "Ref": "Name" }, "DelaySeconds": { "Ref": "Name" }"#, names
                )
            ).map(\.code), [])
    }

    func testWhatALoopMakesIsThere() throws {
        let known = #"["Paid", "Sent"]"#
        XCTAssertEqual(try diagnostics(shop(known, "", output)).map(\.code), [])
        XCTAssertEqual(try diagnostics(shop(#"["Sent"]"#, "", output)).map(\.code), ["dangling-reference"])
        XCTAssertEqual(try diagnostics(shop(#"{ "Ref": "Names" }"#, "", names + output)).map(\.code), [])
        let topic = output.replacing("QueuePaid", with: "TopicPaid")
        XCTAssertEqual(
            try diagnostics(shop(#"{ "Ref": "Names" }"#, "", names + topic)).map(\.code), ["dangling-reference"])
    }

    func testGivenValuesAndThoseOfTheStackAroundMakeTheTurns() throws {
        let text = shop(#"{ "Ref": "Names" }"#, "", names + output)
        func found(_ names: String) throws -> [String] {
            let template = CheckedTemplate(
                try Template(parsing: Array(text.utf8), file: "shop.json"), file: "shop.json",
                byteCount: text.utf8.count)
            return TemplateChecker([template], catalogue: .aws, given: GivenValues(["Names": .init(names)]))
                .diagnostics().map(\.code)
        }
        XCTAssertEqual(try found("Sent,Paid"), [])
        XCTAssertEqual(try found("Sent"), ["dangling-reference"])
        func nested(_ names: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": { "Queues": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": "queues.json", "Parameters": { "Names": "\(names)" } } } } }
                """, nested: ["queues.json": text]
            ).map(\.code)
        }
        XCTAssertEqual(try nested("Sent,Paid"), [])
        XCTAssertEqual(try nested("Sent"), ["dangling-reference"])
    }

    func testAnExplosionIsNamedAndItsBodyLookedAtOnce() throws {
        let list = "[\((0..<60).map { "\"a\($0)\"" }.joined(separator: ", "))]"
        let found = try diagnostics(
            """
            { "Transform": "AWS::LanguageExtensions", "Resources": { "Fn::ForEach::A": ["A", \(list), {
              "Fn::ForEach::B": ["B", \(list), { "Fn::ForEach::C": ["C", \(list), {
                "Q${A}${B}${C}": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": 901 } } }] }] }] } }
            """)
        XCTAssertEqual(Set(found.map(\.code)), ["limit-exceeded", "out-of-range", "undecided"])
    }
}
