import AWSResourceCatalogue
import Checks
import Diagnostics
import Template
import XCTest

/// What values of parameters decide, as an environment gives them.
final class GivenValueTests: XCTestCase {
    /// What is found in `shop.json` with values that stand in `prod.json`, a line each.
    private func found(
        _ text: String, nested: [String: String] = [:], _ values: KeyValuePairs<String, String>?, region: String? = nil
    ) throws -> [Diagnostic] {
        let templates = try ([("shop.json", text)] + nested.sorted { $0.key < $1.key }).map { file, text in
            let bytes = Array(text.utf8)
            return CheckedTemplate(try Template(parsing: bytes, file: file), file: file, byteCount: bytes.count)
        }
        let given = values.map { values in
            let located = values.enumerated().map { index, entry in
                let place = Diagnostic.Place.file(FilePosition(path: "prod.json", line: index + 1))
                return (entry.key, GivenValues.Value(entry.value, at: place))
            }
            return GivenValues(Dictionary(located) { first, _ in first })
        }
        return TemplateChecker(templates, catalogue: .aws, given: given, region: region).diagnostics()
            .filter { !$0.code.hasPrefix("unused-") }
    }

    private func queue(_ properties: String, _ attributes: String = "") -> String {
        #""Queue": { "Type": "AWS::SQS::Queue", "Properties": { \#(properties) }\#(attributes) }"#
    }

    private let environment = #""Parameters": { "Env": { "Type": "String", "Default": "dev" } }"#
    private let trust = """
        { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
          "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }
        """
    private let isProd = #""Conditions": { "IsProd": { "Fn::Equals": [{ "Ref": "Env" }, "prod"] } }"#

    func testATextInBase64StaysSoWhereItIsKnown() throws {
        let text = """
            { "Parameters": { "Name": { "Type": "String" } },
              "Resources": { "Server": { "Type": "AWS::EC2::Instance", "Properties": {
                "ImageId": "ami-0123456789abcdef0",
                "UserData": { "Fn::Base64": { "Fn::Sub": "#!/bin/sh\\necho ${Name}\\n" } } } } } }
            """
        XCTAssertEqual(try found(text, ["Name": "shop"]), [])
    }

    func testAValueThatAPropertyDoesNotTakeIsAtItsLineInTheFile() throws {
        let text = """
            { "Parameters": { "Delay": { "Type": "Number" } },
              "Resources": { \(queue(#""DelaySeconds": { "Ref": "Delay" }"#)) } }
            """
        XCTAssertEqual(try found(text, nil).map(\.code), [])
        XCTAssertEqual(try found(text, ["Delay": "900"]).map(\.code), [])
        let wrong = try found(text, ["Delay": "901"])
        XCTAssertEqual(
            wrong.map(\.description),
            [
                """
                prod.json:1: error: 901 is too large; allowed: 900 or less [out-of-range]
                  path: Queue
                  property: Properties.DelaySeconds
                  shop.json:2:72: note: the value of Delay is used here
                  fix: write 900 or less
                """
            ])
    }

    func testADefaultCountsWhereNothingIsGiven() throws {
        let text = """
            { "Parameters": { "Delay": { "Type": "Number", "Default": 901 } },
              "Resources": { \(queue(#""DelaySeconds": { "Ref": "Delay" }"#)) } }
            """
        XCTAssertEqual(try found(text, nil).map(\.code), ["parameter-type-use"])
        let wrong = try found(text, [:])
        XCTAssertEqual(wrong.map(\.code), ["out-of-range"])
        XCTAssertEqual(wrong[0].notes.map(\.message), ["Delay has its default here"])
    }

    func testTheNamesThatAreMadeOfValuesAreJudged() throws {
        let text = """
            { \(environment), "Resources": { "Role": { "Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": \(trust), "RoleName": { "Fn::Sub": "shop-${Env}" } } } } }
            """
        XCTAssertEqual(try found(text, nil).map(\.code), [])
        let wrong = try found(text, ["Env": "of many"])
        XCTAssertEqual(wrong.map(\.code), ["pattern-mismatch"])
        XCTAssertEqual(
            wrong[0].notes.map { "\($0.place?.description ?? ""): \($0.message)" }, ["prod.json:1: Env is given here"])
    }

    func testWhatIsWrongInOneEnvironmentOnlyIsFoundThere() throws {
        let text = """
            { \(environment), "Mappings": { "Sizes": { "dev": { "Delay": 5 }, "prod": { "Delay": 5000 } } },
              "Resources": { \(queue(#""DelaySeconds": { "Fn::FindInMap": ["Sizes", { "Ref": "Env" }, "Delay"] }"#)) } }
            """
        XCTAssertEqual(try found(text, ["Env": "dev"]).map(\.code), [])
        XCTAssertEqual(try found(text, ["Env": "prod"]).map(\.code), ["out-of-range"])
    }

    func testABranchThatIsNotTakenIsLeftAlone() throws {
        let text = """
            { \(environment), \(isProd),
              "Resources": { \(queue(#""DelaySeconds": { "Fn::If": ["IsProd", 5, 5000] }"#)) } }
            """
        XCTAssertEqual(try found(text, nil).map(\.code), ["out-of-range"])
        XCTAssertEqual(try found(text, ["Env": "prod"]).map(\.code), [])
        XCTAssertEqual(try found(text, ["Env": "dev"]).map(\.code), ["out-of-range"])
    }

    func testAPropertyThatIsMissingInOneEnvironment() throws {
        let text = """
            { \(environment), \(isProd), "Resources": { "Role": { "Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": { "Fn::If": ["IsProd", { "Ref": "AWS::NoValue" }, \(trust)] } } } } }
            """
        XCTAssertEqual(try found(text, ["Env": "dev"]).map(\.code), [])
        XCTAssertEqual(try found(text, ["Env": "prod"]).map(\.code), ["missing-property"])
    }

    func testAResourceThatIsNotMadeIsNotJudgedAndWhoeverNeedsItIs() throws {
        let text = """
            { \(environment), \(isProd), "Resources": { \(queue(#""DelaySeconds": 5000"#, #", "Condition": "IsProd""#)) },
              "Outputs": { "Name": { "Value": { "Fn::GetAtt": ["Queue", "QueueName"] } } } }
            """
        XCTAssertEqual(try found(text, ["Env": "prod"]).map(\.code), ["out-of-range"])
        let wrong = try found(text, ["Env": "dev"])
        XCTAssertEqual(wrong.map(\.code), ["conditional-reference"])
        XCTAssertEqual(wrong[0].severity, .error)
        XCTAssertEqual(wrong[0].message, "Queue.QueueName does not exist, since the condition IsProd does not hold")
        XCTAssertEqual(try found(text, nil).filter { $0.code == "conditional-reference" }.map(\.severity), [.warning])
    }

    func testValuesReachNestedStacks() throws {
        let inner = """
            { "Parameters": { "Wait": { "Type": "Number" } },
              "Resources": { \(queue(#""DelaySeconds": { "Ref": "Wait" }"#)) } }
            """
        let text = """
            { "Parameters": { "Delay": { "Type": "Number" } }, "Resources": {
              "Short": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": "inner.json", "Parameters": { "Wait": 1 } } },
              "Long": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": "inner.json", "Parameters": { "Wait": { "Ref": "Delay" } } } } } }
            """
        XCTAssertEqual(try found(text, nested: ["inner.json": inner], ["Delay": "900"]).map(\.code), [])
        let wrong = try found(text, nested: ["inner.json": inner], ["Delay": "901"])
        XCTAssertEqual(wrong.map(\.place?.description), ["prod.json:1"])
        XCTAssertEqual(wrong[0].notes.map(\.place?.description), ["inner.json:2:72"])
    }

    func testSecretsAreNeitherJudgedNorShown() throws {
        let text = """
            { "Parameters": { "Password": { "Type": "String", "NoEcho": true } },
              "Resources": { \(queue(#""QueueName": { "Fn::Sub": "${Password}" }"#)) } }
            """
        XCTAssertEqual(try found(text, ["Password": "open sesame"]).map(\.code), ["undecided"])
    }

    func testWhatStaysUndecidedIsNamedOnceWithWhatWouldDecideIt() throws {
        let text = """
            { "Parameters": { "Env": { "Type": "String" }, "Image": { "Type": "AWS::SSM::Parameter::Value<String>",
              "Default": "/image" }, "Delay": { "Type": "Number" } }, \(isProd),
              "Resources": { \(queue(#""DelaySeconds": { "Ref": "Delay" }, "QueueName": { "Ref": "Image" }"#)) } }
            """
        let found = try found(text, ["Delay": "5"])
        XCTAssertEqual(found.map(\.code), ["undecided"])
        XCTAssertEqual(found[0].severity, .info)
        XCTAssertEqual(
            found[0].message,
            "1 condition and 1 property could not be decided without the parameter Env, what /image holds in Systems Manager"
        )
        XCTAssertEqual(try self.found(text, nil).map(\.code), [], "nobody asked")
    }

    func testARegionDecidesWithoutValues() throws {
        let text = """
            { \(environment), "Conditions": { "IsParis": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } },
              "Resources": { \(queue(#""DelaySeconds": { "Fn::If": ["IsParis", 5, 5000] }"#)) } }
            """
        XCTAssertEqual(try found(text, nil, region: "eu-west-3").map(\.code), [])
        XCTAssertEqual(try found(text, nil, region: "eu-west-1").map(\.code), ["out-of-range"])
    }

    /// Thirty files of which each nests the next twice would make a thousand million stacks.
    func testStacksWithoutNumberAreNotDecided() throws {
        func nesting(_ file: String) -> String {
            let stack = #"{ "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "\#(file)" } }"#
            return #"{ "Resources": { "A": \#(stack), "B": \#(stack) } }"#
        }
        var nested = Dictionary((1..<30).map { ("f\($0).json", nesting("f\($0 + 1).json")) }) { first, _ in first }
        nested["f30.json"] = #"{ "Resources": { \#(queue(#""DelaySeconds": 5000"#)) } }"#
        let found = try found(nesting("f1.json"), nested: nested, [:])
        XCTAssertEqual(found.map(\.code).sorted(), ["out-of-range", "undecided"])
    }
}
