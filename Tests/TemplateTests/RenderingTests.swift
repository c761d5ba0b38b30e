import Foundation
import Template
import XCTest

final class RenderingTests: XCTestCase {
    func testCommittedTemplatesStayByteForByte() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Stacks/Templates")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        XCTAssertFalse(files.isEmpty)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let rendered = try Template(parsing: bytes, file: file.lastPathComponent).rendered()
            XCTAssertTrue(rendered == bytes, file.lastPathComponent)
        }
    }

    func testAShortFunctionStandsOnOneLineAndALongOneOnMany() throws {
        XCTAssertEqual(
            try expression(#"{"Fn::Join": ["-", [{"Ref":"A"}, {"Fn::GetAtt":"B.C"}, "d"]]}"#)?.text,
            #"{ "Fn::Join": ["-", [{ "Ref": "A" }, { "Fn::GetAtt": ["B", "C"] }, "d"]] }"#)
        XCTAssertEqual(
            try expression(#"{"Fn::Join": ["-", ["a", "b", "c", "d"]]}"#)?.text,
            """
            {
              "Fn::Join": [
                "-",
                [
                  "a",
                  "b",
                  "c",
                  "d"
                ]
              ]
            }
            """)
        XCTAssertEqual(
            try expression(#"[{"Key": "a", "Value": {"Fn::Sub": "${B}"}}, {"Key": "a", "Value": ["b"]}]"#)?.text,
            """
            [
              { "Key": "a", "Value": { "Fn::Sub": "${B}" } },
              {
                "Key": "a",
                "Value": [
                  "b"
                ]
              }
            ]
            """)
        XCTAssertEqual(
            try expression(#"[{"A": 1, "B": 2, "C": 3}, {"A": 1, "B": 2, "C": 3, "D": 4}]"#)?.text,
            """
            [
              { "A": 1, "B": 2, "C": 3 },
              {
                "A": 1,
                "B": 2,
                "C": 3,
                "D": 4
              }
            ]
            """)
        XCTAssertEqual(
            try expression(#"{"Fn::Sub": ["${A}", {"A": {"Ref": "B"}}]}"#)?.text,
            """
            {
              "Fn::Sub": [
                "${A}",
                { "A": { "Ref": "B" } }
              ]
            }
            """)
        XCTAssertEqual(
            Template.Expression.call(.or, [.call(.condition, ["A"]), .call(.condition, ["B"])]).text,
            """
            {
              "Fn::Or": [
                { "Condition": "A" },
                { "Condition": "B" }
              ]
            }
            """)
    }

    func testSectionsHaveOneOrderAndUnknownOnesStandBeforeTheResources() throws {
        let shop = try template(
            #"{"Outputs": {"O": {"Value": 1}}, "Resources": {}, "Globals": {}, "Description": "d", "Transform": "T"}"#)
        XCTAssertEqual(
            String(decoding: shop.rendered(), as: UTF8.self),
            """
            {
              "Transform": "T",
              "Description": "d",
              "Globals": {},
              "Resources": {},
              "Outputs": {
                "O": {
                  "Value": 1
                }
              }
            }

            """)
    }

    func testWhatIsRenderedReadsBackTheSame() throws {
        var random = SeededGenerator(state: 7)
        for _ in 0..<2000 {
            let value = Template.Expression.random(depth: 4, using: &random)
            XCTAssertEqual(try expression(value.text), value, value.text)
        }
    }
}

/// The same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

extension Template.Expression {
    private static let texts = ["", "a", "${A}", "x.y", "é\u{301}\u{1F600}", "\"\\\n\u{1}", "Fn::Sub", "AWS::Region"]

    static func random(depth: Int, using random: inout SeededGenerator) -> Self {
        func text() -> String { texts.randomElement(using: &random) ?? "" }
        func any() -> Self { .random(depth: depth - 1, using: &random) }
        switch Int.random(in: 0..<(depth > 0 ? 16 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(.random(using: &random))
        case 2: return .number(.init(text: ["0", "-1.50", "1e5"].randomElement(using: &random) ?? "0"))
        case 3: return .ref(text())
        case 4: return .getAtt("Queue", .string("Arn.\(text())"))
        case 5: return .string(text())
        case 6: return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in any() })
        case 7, 8:
            let count = Int.random(in: 0..<20, using: &random)
            return .init(.init((0..<count).map { .init("K\($0)\(text())", any()) }))
        case 9: return .sub(.init(text(), variables: .random(using: &random) ? [:] : ["V": any(), "W": any()]))
        case 10: return .init(.join, [.string(text()), any()])
        case 11: return .init(.if, [.string(text()), any(), any()])
        case 12: return .init(.base64, any())
        case 13: return .init(.getAtt, any())
        case 14:
            return .init(
                Template.Function.allCases.filter { $0 != .condition }.randomElement(using: &random) ?? .ref, any())
        default: return .init(.equals, [any(), any()])
        }
    }
}
