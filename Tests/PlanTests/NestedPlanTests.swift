import AWSResourceCatalogue
import Plan
import Template
import XCTest

/// Stacks within stacks.
final class NestedPlanTests: XCTestCase {
    /// Each gives the next one twice what it is given, and hands out twice what that hands out; what nobody knows before
    /// is in it.
    private func doubled(_ name: String) throws -> PlannedTemplates {
        func stack(_ isLast: Bool) throws -> Template {
            let out = isLast ? #"{ "Ref": "Topic" }"# : #"{ "Fn::Sub": "${In.Outputs.Out}${In.Outputs.Out}" }"#
            let inner =
                #", "In": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "in.json","#
                + #" "Parameters": { "Text": { "Fn::Join": ["", [{ "Ref": "Text" }, { "Ref": "Text" }, { "Ref": "Topic" }]] } } } }"#
            return try Template(
                parsing: Array(
                    #"""
                    { "Parameters": { "Text": { "Type": "String", "Default": "x" } }, "Resources": {
                      "Topic": { "Type": "AWS::SNS::Topic", "Properties": {
                        "TopicName": "\#(isLast ? name : "same")", "DisplayName": { "Ref": "Text" } } }\#(isLast ? "" : inner) },
                      "Outputs": { "Out": { "Value": \#(out) } } }
                    """#.utf8), file: "a.json")
        }
        var tree = TemplateTree(try stack(true))
        for _ in 1..<40 { tree = TemplateTree(try stack(false), nested: ["In": tree]) }
        return PlannedTemplates(tree)
    }

    func testStacksThatDoubleWhatTheyAreGivenComeToAnEnd() throws {
        let plan = Plan(from: try doubled("old"), to: try doubled("new"), catalogue: .aws)
        let deepest = try XCTUnwrap(plan.resources.first { $0.path.stack.count == 39 })
        XCTAssertEqual(deepest.action, .replace)
        XCTAssertEqual(plan.resources.count, 1)
    }
}
