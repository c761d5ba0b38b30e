import CloudFormation
import TemplateTesting
import XCTest

/// What text with values in it says once it is deployed: the same as the pieces one after the other, whatever they
/// hold.
final class InterpolationTests: XCTestCase {
    private static let values = ["A": "team", "B": "{b}", "C": "$", "D": "${A}", "E": "}", "F": "!x"]

    /// What the properties of resources are once parameters have their values, by logical ID.
    private func evaluated(_ build: (Stack, [String: Value<String>]) -> Void) throws -> [String: Node] {
        let assembly = synthesize { stack in
            let parameters = Self.values.keys.sorted().reduce(into: [:]) { $0[$1] = stack.parameter($1) }
            for (name, value) in parameters { stack.output("Used\(name)", value) }
            build(stack, parameters)
        }
        XCTAssertEqual(assembly.diagnostics.map(\.description), [])
        return try EvaluatedStack(of: assembly, parameters: Self.values)
            .resources.mapValues(\.Properties.BucketName)
    }

    func testAValueInsideTheBracesOfAPolicyVariableIsSubstituted() throws {
        let names = try evaluated { stack, value in
            guard let a = value["A"] else { return }
            stack.add("Inside", bucket("${aws:PrincipalTag/\(a)}"))
            stack.add("Between", bucket("${aws:\(a)Tag/x}-${aws:username}"))
            stack.add("Beside", bucket("\(a)/${aws:username}"))
        }
        XCTAssertEqual(names["Inside"], "${aws:PrincipalTag/team}")
        XCTAssertEqual(names["Between"], "${aws:teamTag/x}-${aws:username}")
        XCTAssertEqual(names["Beside"], "team/${aws:username}")
    }

    func testWhatFnSubCannotSayIsJoined() {
        func text(_ make: (Value<String>) -> Value<String>) -> String {
            rendered { make($0.parameter("A")) }
        }
        XCTAssertEqual(
            text { "${aws:PrincipalTag/\($0)}" },
            #"{ "Fn::Join": ["", ["${aws:PrincipalTag/", { "Ref": "A" }, "}"]] }"#)
        XCTAssertEqual(text { "\($0)/${aws:username}" }, #"{ "Fn::Sub": "${A}/${!aws:username}" }"#)
        XCTAssertEqual(text { "\($0) ${X:-${Y}}" }, #"{ "Fn::Join": ["", [{ "Ref": "A" }, " ${X:-${Y}}"]] }"#)
        XCTAssertEqual(text { "\($0) ${!X}" }, #"{ "Fn::Join": ["", [{ "Ref": "A" }, " ${!X}"]] }"#)
        XCTAssertEqual(text { "\($0) ${" }, #"{ "Fn::Join": ["", [{ "Ref": "A" }, " ${"]] }"#)
        XCTAssertEqual(text { "$\($0)" }, #"{ "Fn::Sub": "$${A}" }"#)
    }

    func testTheNameOfAResourceInsideBracesIsText() {
        XCTAssertEqual(
            rendered { stack in
                "${\(stack.logicalID("R"))} \(AWS.region)" as Value<String>
            },
            #"{ "Fn::Join": [ "", [ "${", "R", "} ", { "Ref": "AWS::Region" } ] ] }"#)
    }

    func testAnyPiecesYieldTheirConcatenation() throws {
        var random = Generator(state: 2026)
        let pieces = [
            "$", "{", "}", "!", "${", "${!", "$$", "x", "A", "AWS::Region", "Value1", ":", "/", "\n", " ", "\u{301}",
        ]
        var expected: [String: String] = [:]
        let names = try evaluated { stack, value in
            for index in 0..<480 {
                var interpolation = TemplateInterpolation(literalCapacity: 0, interpolationCount: 0)
                var text = ""
                for _ in 0...Int.random(in: 0..<12, using: &random) {
                    if let (name, literal) = Self.values.sorted(by: <).randomElement(using: &random),
                        let one = value[name],
                        Int.random(in: 0..<3, using: &random) == 0
                    {
                        // A function has no name that Fn::Sub could use.
                        interpolation.appendInterpolation(Bool.random(using: &random) ? one : .base64(one))
                        text += literal
                    } else if let piece = pieces.randomElement(using: &random) {
                        interpolation.appendLiteral(piece)
                        text += piece
                    }
                }
                let whole = Value<String>(stringInterpolation: interpolation)
                stack.add("Whole\(index)", bucket(JSON(whole)))
                expected["Whole\(index)"] = text
                if index < 10 {
                    stack.add("Lines\(index)", bucket(JSON(Value<String>.lines(whole))))
                    expected["Lines\(index)"] = text
                }
            }
        }
        XCTAssertEqual(names.count, 490)
        for (id, text) in expected {
            XCTAssertEqual(names[id].map { Array($0.string.utf8) }, Array(text.utf8), "\(id): \(text.debugDescription)")
        }
    }

    /// The same numbers in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
