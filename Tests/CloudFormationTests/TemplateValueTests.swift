import Template
import XCTest

@testable import CloudFormation

/// What synthesis gives back holds templates as values.
final class TemplateValueTests: XCTestCase {
    func testAFunctionWrittenByHandRendersLikeTheTypedOne() {
        func rendered(_ property: @escaping (Value<String>) -> JSON) -> String {
            CloudFormationTests.rendered { stack in property(stack.add("Other", bucket()).attribute("Arn")) }
        }
        let arn = #"{ "Fn::GetAtt": ["Other", "Arn"] }"#
        XCTAssertEqual(rendered { JSON($0) }, arn)
        XCTAssertEqual(rendered { _ in ["Fn::GetAtt": ["Other", "Arn"]] }, arn)
        XCTAssertEqual(rendered { _ in ["Fn::GetAtt": "Other.Arn"] }, arn)
        let text = #"{ "Fn::Sub": "${Other.Arn}/*" }"#
        XCTAssertEqual(rendered { JSON("\($0)/*") }, text)
        XCTAssertEqual(rendered { _ in ["Fn::Sub": "${Other.Arn}/*"] }, text)
        XCTAssertEqual(
            rendered { _ in ["Fn::Join": ["-", [["Ref": "Other"], "b"]]] },
            #"{ "Fn::Join": ["-", [{ "Ref": "Other" }, "b"]] }"#)
    }

    func testTheTemplateIsWhatItsContentsSayAndKnowsTheLinesOfSwift() throws {
        let line = #line + 2
        let assembly = synthesize { stack in
            stack.add("B", bucket(), dependsOn: [stack.add("A", bucket("a"))])
            stack.output("Name", stack.parameter("Name"))
        }
        let synthesized = assembly.templates[0]
        XCTAssertEqual(try Template(parsing: synthesized.contents, file: "t.json"), synthesized.template)
        XCTAssertEqual(synthesized.template.dependencies.dependencies(of: "B"), ["A"])
        for (section, member, line) in [
            (Template.SectionName.resources, "A", line), (.resources, "B", line), (.parameters, "Name", line + 1),
            (.outputs, "Name", line + 1),
        ] {
            XCTAssertEqual(
                synthesized.template.origin(of: Template.Path(section, member))?.place.description,
                "CloudFormationTests/TemplateValueTests.swift:\(line)")
        }
    }
}
