import AWSResourceCatalogue
import Checks
import Diagnostics
import Template
import XCTest

/// What is wrong only as the defaults of parameters make a stack.
final class DefaultTests: XCTestCase {
    private static let sizes = """
        {
          "Parameters": {
            "Least": { "Type": "Number", "Default": 4 },
            "Most": { "Type": "Number", "Default": 2 }
          },
          "Resources": {
            "Servers": {
              "Type": "AWS::AutoScaling::AutoScalingGroup",
              "Properties": {
                "AvailabilityZones": { "Fn::GetAZs": "" },
                "LaunchConfigurationName": "lc-web",
                "MinSize": { "Ref": "Least" },
                "MaxSize": { "Ref": "Most" }
              }
            }
          }
        }
        """

    func testDefaultsThatDoNotFitEachOtherAreNoErrorButTold() throws {
        let checker = try checker(Self.sizes)
        XCTAssertEqual(checker.diagnostics(), [])
        let found = try XCTUnwrap(checker.diagnosticsWithDefaults().first { $0.logicalID == "Servers" })
        XCTAssertEqual(found.severity, .warning)
        XCTAssertTrue(found.notes.contains { $0.message == "the defaults of parameters make it so" }, "\(found)")
    }

    private func servers(stages: String, others: String = "", most: String) throws -> [Diagnostic] {
        let text = """
            { "Parameters": { "Stage": { "Type": "String", \(stages) }\(others) },
              "Mappings": { "Sizes": { "test": { "Least": "1", "Most": "4" }, "live": { "Least": "6", "Most": "4" },
                "next": { "Least": "7", "Most": "4" } } },
              "Resources": { "Servers": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
                "AvailabilityZones": { "Fn::GetAZs": "" }, "LaunchConfigurationName": "lc-web",
                "MinSize": { "Fn::FindInMap": ["Sizes", { "Ref": "Stage" }, "Least"] }, "MaxSize": \(most) } } } }
            """
        return try checker(text).diagnosticsWithDefaults().filter { $0.logicalID == "Servers" }
    }

    func testWhatIsWrongForSomeAllowedValuesIsAnErrorThatNamesThem() throws {
        let found = try servers(
            stages: #""Default": "test", "AllowedValues": ["test", "live", "next"]"#,
            most: #"{ "Fn::FindInMap": ["Sizes", { "Ref": "Stage" }, "Most"] }"#)
        XCTAssertEqual(found.map(\.severity), [.error], "\(found)")
        XCTAssertEqual(found.first?.notes.last?.message, "where Stage is live or next")
    }

    func testTheDefaultsOfOthersDoNotCountWithAnAllowedValue() throws {
        let found = try servers(
            stages: #""AllowedValues": ["test", "live"]"#, others: #", "Most": { "Type": "Number", "Default": 4 }"#,
            most: #"{ "Ref": "Most" }"#)
        XCTAssertEqual(found, [])
    }

    func testADefaultThatIsAllowedCountsAsAnAllowedValue() throws {
        let found = try servers(
            stages: #""Default": "live", "AllowedValues": ["live"]"#,
            most: #"{ "Fn::FindInMap": ["Sizes", { "Ref": "Stage" }, "Most"] }"#)
        XCTAssertEqual(found.map(\.severity), [.error], "\(found)")
    }

    func testParametersThatNobodyAsksForAreNotLookedThrough() throws {
        let text = """
            { "Parameters": { "Delay": { "Type": "Number", "Default": 5, "AllowedValues": [5, 6, 7] } },
              "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } } } }
            """
        XCTAssertEqual(try checker(text).diagnosticsWithDefaults(), [])
    }

    func testWhatAStackGivesToOneWithinItCounts() throws {
        let around = """
            { "Resources": { "Child": { "Type": "AWS::CloudFormation::Stack", "Properties": {
              "TemplateURL": "child.json", "Parameters": { "Wait": "901" } } } } }
            """
        let child = """
            { "Parameters": { "Wait": { "Type": "Number" } }, "Resources": { "Queue": {
              "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Wait" } } } } }
            """
        let templates = try [("shop.json", around), ("child.json", child)].map { file, text in
            let bytes = Array(text.utf8)
            return CheckedTemplate(try Template(parsing: bytes, file: file), file: file, byteCount: bytes.count)
        }
        let checker = TemplateChecker(templates, catalogue: .aws, today: try XCTUnwrap(someDay))
        let found = checker.diagnosticsWithDefaults()
        XCTAssertEqual(found.map(\.code), ["out-of-range"])
        XCTAssertEqual(found.first?.severity, .error)
    }

    func testValuesThatAreGivenCountAlone() throws {
        let given = GivenValues(["Most": .init("6")])
        XCTAssertEqual(try checker(Self.sizes, given: given).diagnosticsWithDefaults(), [])
    }

    func testWhatIsWrongAnyhowIsToldOnce() throws {
        let text = Self.sizes.replacingOccurrences(of: "\"MaxSize\"", with: "\"MaximumSize\"")
        let checker = try checker(text)
        XCTAssertEqual(checker.diagnosticsWithDefaults().count, checker.diagnostics().count)
    }

    func testADefaultThatAPropertyDoesNotTakeIsToldOnce() throws {
        let text = """
            { "Parameters": { "Delay": { "Type": "Number", "Default": 5000 } },
              "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } } } }
            """
        XCTAssertEqual(try checker(text).diagnosticsWithDefaults().map(\.code), ["parameter-type-use"])
    }

    private func checker(_ text: String, given: GivenValues? = nil) throws -> TemplateChecker {
        let bytes = Array(text.utf8)
        let template = CheckedTemplate(
            try Template(parsing: bytes, file: "shop.json"), file: "shop.json", byteCount: bytes.count)
        return TemplateChecker([template], catalogue: .aws, given: given, today: try XCTUnwrap(someDay))
    }
}
