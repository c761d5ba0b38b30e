import CloudFormation
import XCTest

/// `${...}` in a string where CloudFormation substitutes nothing: warned of where it can hardly mean anything else.
final class LiteralSubstitutionTests: XCTestCase {
    /// What is said of the property of a bucket in a stack with a parameter `Port` and a resource `Thing`.
    private func codes(
        _ property: @escaping (Stack) -> JSON, also build: @escaping (Stack) -> Void = { _ in }
    ) -> [String] {
        synthesize { stack in
            stack.add("Thing", RawResource("A::B::C", properties: ["Port": JSON(stack.parameter("Port", .integer))]))
            stack.add("R", RawResource("A::B::C", properties: ["P": property(stack)]))
            build(stack)
        }.codes
    }

    func testTheWarningNamesTheLineAndWhatToWrite() {
        let line = #line
        let assembly = synthesize { stack in
            stack.add("Data", bucket("${AWS::AccountId}-data"))
            stack.add("Copy", RawResource("A::B::C", properties: ["Source": "arn:aws:s3:::${Data}/x"]))
        }
        XCTAssertFalse(assembly.hasErrors)
        XCTAssertEqual(
            assembly.messages,
            #"""
            CloudFormationTests/LiteralSubstitutionTests.swift:\#(line + 2): warning: ${AWS::AccountId} stands in a string as it is: CloudFormation substitutes nothing there [literal-substitution]
              path: Root/Data
              property: Properties.BucketName
              fix: write \(AWS.accountID) in its place
            CloudFormationTests/LiteralSubstitutionTests.swift:\#(line + 3): warning: ${Data} stands in a string as it is: CloudFormation substitutes nothing there [literal-substitution]
              path: Root/Copy
              property: Properties.Source
              fix: write \(value) in its place, with the value that add(_:_:) or parameter(_:) returned
            """#)
    }

    func testPseudoParametersAreFoundWhereverTextStands() {
        let found = ["literal-substitution"]
        XCTAssertEqual(codes { _ in "${AWS::Region}" }, found)
        XCTAssertEqual(codes { _ in "${AWS::Region}-\(AWS.accountID)" }, found, "the text of an Fn::Sub is escaped")
        XCTAssertEqual(codes { _ in ["a": [["b": "x ${AWS::Region}"]]] }, found)
        XCTAssertEqual(codes { _ in ["Fn::Join": ["", ["a", "${AWS::Region}"]]] }, found)
        XCTAssertEqual(
            codes { _ in JSON(Value<String>.lines("#!/bin/sh\necho ${AWS::Region}\n")) }, found,
            "no shell has such a name")
        XCTAssertEqual(codes({ _ in "x" }) { $0.output("O", "${AWS::Region}" as Value<String>) }, found)
        XCTAssertEqual(codes { JSON($0.parameter("Name", default: "${AWS::Region}-x")) }, found)
        XCTAssertEqual(
            codes { stack in
                JSON(stack.mapping("M", ["a": ["b": "${AWS::Region}"]]).value("a", "b") as Value<String>)
            }, found)
    }

    func testATagOfAScopeIsBlamedOnceOnItsOwnLine() {
        var line = 0
        let assembly = synthesize { stack in
            line = #line + 1
            stack.tag("Team", "${AWS::StackName}")
            for id in ["A", "B"] { stack.add(id, Test.Thing(tags: [Tag(key: "Area", value: "a")])) }
            stack.nestedStack("Inner").add("C", Test.Thing())
        }
        XCTAssertEqual(assembly.codes, ["literal-substitution"])
        XCTAssertEqual(assembly.diagnostics.first?.location?.line, line)
        XCTAssertEqual(assembly.diagnostics.first?.path, "Root")
        XCTAssertNil(assembly.diagnostics.first?.property)
        // One that a resource has itself is its own.
        let own = synthesize { stack in
            stack.tag("Team", "shop")
            stack.add("A", Test.Thing(tags: [Tag(key: "Team", value: "${AWS::StackName}")]))
        }
        XCTAssertEqual(own.diagnostics.first?.path, "Root/A")
        XCTAssertEqual(own.diagnostics.first?.property, "Properties.Tags.0.Value")
    }

    func testNamesOfTheTemplateAreFound() {
        let found = ["literal-substitution"]
        XCTAssertEqual(codes { _ in "http://x:${Port}/" }, found)
        XCTAssertEqual(codes { _ in "${Thing}" }, found)
        XCTAssertEqual(codes { _ in "${Thing.Arn}/*" }, found)
        XCTAssertEqual(codes { _ in "${Other}" }, [])
        XCTAssertEqual(codes { _ in "${Port.Arn}" }, [], "a parameter has no attributes")
        XCTAssertEqual(codes { _ in "${!Port}" }, [])
        XCTAssertEqual(codes { _ in "$Port {Port} ${Port" }, [])
    }

    func testBracesOfOtherLanguagesAreLeftAlone() {
        for text in [
            "${aws:username}", "${aws:PrincipalTag/Port}", "${www.amazon.com:user_id}",
            "${cognito-identity.amazonaws.com:sub}",
            "${saml:sub}", "${iot:Connection.Thing.ThingName}", "${stageVariables.Port}", "$input.path('$.Port')",
            "${filename}", "${*}", "#{SourceVariables.Port}", "{{resolve:ssm:${x}}}",
        ] {
            XCTAssertEqual(codes { _ in JSON(text) }, [], text)
        }
    }

    func testAScriptHasVariablesOfItsOwn() {
        XCTAssertEqual(codes { _ in "Port=80\necho ${Port}" }, [])
        XCTAssertEqual(codes { _ in JSON(Value<String>.lines("Port=80\necho ${Port} \(AWS.region)")) }, [])
        XCTAssertEqual(codes { _ in JSON(Value<String>.base64("echo ${Port}")) }, [])
        XCTAssertEqual(codes { _ in JSON(Value<String>.json(["a": "${Port}"])) }, [])
    }

    func testANameThatTheDocumentDefinesIsItsOwn() {
        XCTAssertEqual(codes { _ in ["Definition": "${Port}", "Substitutions": ["Port": "x"]] }, [])
        XCTAssertEqual(
            codes { _ in ["Command": ["echo ${Port}"], "Environment": [["Name": "Port", "Value": "80"]]] }, [])
    }

    func testTextThatSomethingElseSubstitutesIsLeftAlone() {
        XCTAssertEqual(codes { _ in ["Fn::Sub": "${Port}-${AWS::Region}"] }, [])
        XCTAssertEqual(codes { _ in ["Fn::Sub": ["${x}-${Port}", ["x": "${Thing}"]]] }, ["literal-substitution"])
        XCTAssertEqual(codes { _ in "Resources: {A: {Name: !Sub '${AWS::Region}'}}" }, [], "a template in a template")
        XCTAssertEqual(codes { _ in .transform("Macro", parameters: ["a": "${Port}"]) }, [])
        XCTAssertEqual(codes({ _ in "${Port}" }) { $0.addTransform("Macro") }, [])
    }
}
