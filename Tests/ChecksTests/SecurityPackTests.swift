import AWSResourceCatalogue
import Checks
import Diagnostics
import Foundation
import JSON
import Template
import XCTest

final class SecurityPackTests: XCTestCase {
    private func diagnostics(
        _ template: String, _ packs: Set<SecurityPack> = [.awsSolutions, .checkov], nested: [String: String] = [:]
    ) throws -> [Diagnostic] {
        let texts = [("t.json", template)] + nested.sorted { $0.key < $1.key }
        let checked = try texts.map { file, text in
            let bytes = Array(text.utf8)
            return CheckedTemplate(try Template(parsing: bytes, file: file), file: file, byteCount: bytes.count)
        }
        return TemplateChecker(checked, catalogue: .aws).diagnostics(of: packs)
    }

    private func diagnostics(
        of code: String, _ template: String, nested: [String: String] = [:]
    ) throws -> [Diagnostic] {
        try diagnostics(template, nested: nested).filter { $0.code == code }
    }

    private func volume(_ encrypted: String, _ rest: String = "") -> String {
        """
        { \(rest) "Resources": { "Disk": { "Type": "AWS::EC2::Volume", "Properties": { "Encrypted": \(encrypted) } } } }
        """
    }

    /// Each rule, of each type that it is asked of: what fails it, and what passes it.
    func testEveryRuleFindsWhatFailsItAndLeavesWhatPassesAlone() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Security/rules.json")
        let bytes = try Array(Data(contentsOf: file))
        let cases = try JSONValue(parsing: bytes)
        var asked: Set<String> = []
        for item in try XCTUnwrap(cases.elements) {
            let code = try XCTUnwrap(item["code"]?.string)
            let pack = try XCTUnwrap(SecurityPack(rawValue: item["pack"]?.string ?? ""))
            asked.insert(code)
            for (key, isBad) in [("bad", true), ("good", false)] {
                guard let resources = item[key] else { continue }
                let text = String(decoding: bytes[resources.byteRange], as: UTF8.self)
                let found = try diagnostics("{ \"Resources\": \(text) }", [pack]).filter { $0.code == code }
                XCTAssertEqual(!found.isEmpty, isBad, "\(code): \(text)")
                XCTAssertFalse(found.contains { $0.severity == .info }, "\(code): \(text)")
            }
        }
        XCTAssertEqual(SecurityPack.codes(of: [.awsSolutions, .checkov]).subtracting(asked), [])
    }

    func testOnlyThePacksThatAreOnAreAsked() throws {
        let key = #"{ "Resources": { "Table": { "Type": "AWS::DynamoDB::Table", "Properties": {} } } }"#
        XCTAssertEqual(try diagnostics(key, []).map(\.code), [])
        XCTAssertEqual(try diagnostics(key, [.awsSolutions]).map(\.code), ["SEC125"])
        XCTAssertEqual(try diagnostics(key, [.checkov]).map(\.code), ["SEC125", "SEC126"])
    }

    func testTheRulesNamesInThePacksAreSaid() throws {
        let found = try diagnostics(of: "SEC032", volume("false"))
        XCTAssertEqual(found.map(\.message), ["A volume is not encrypted (AwsSolutions-EC26, CKV_AWS_3)"])
        XCTAssertEqual(found.map(\.fix), ["set Encrypted to true"])
        XCTAssertEqual(found.map(\.severity), [.medium])
    }

    func testWhatAParameterDecidesIsToldAsUnknownAndNamed() throws {
        let free = #""Parameters": { "IsSafe": { "Type": "String" } },"#
        let found = try diagnostics(of: "SEC032", volume(#"{ "Ref": "IsSafe" }"#, free))
        XCTAssertEqual(found.map(\.severity), [.info])
        XCTAssertEqual(found.map(\.fix), ["look at the parameter IsSafe"])
    }

    func testEveryValueThatAParameterMayHaveIsAsked() throws {
        func found(_ values: String) throws -> [Diagnostic.Severity] {
            let parameter = #""Parameters": { "IsSafe": { "Type": "String", "AllowedValues": \#(values) } },"#
            return try diagnostics(of: "SEC032", volume(#"{ "Ref": "IsSafe" }"#, parameter)).map(\.severity)
        }
        XCTAssertEqual(try found(#"["true"]"#), [])
        XCTAssertEqual(try found(#"["false"]"#), [.medium])
        XCTAssertEqual(try found(#"["true", "false"]"#), [.info])
    }

    func testTheRangeOfANumberDecides() throws {
        func found(_ range: String) throws -> [Diagnostic.Severity] {
            let template = """
                { "Parameters": { "Days": { "Type": "Number" \(range) } }, "Resources": { "Database": {
                  "Type": "AWS::RDS::DBInstance", "Properties": { "BackupRetentionPeriod": { "Ref": "Days" } } } } }
                """
            return try diagnostics(of: "SEC115", template).map(\.severity)
        }
        XCTAssertEqual(try found(#", "MinValue": 1"#), [])
        XCTAssertEqual(try found(#", "MaxValue": 0"#), [.high])
        XCTAssertEqual(try found(""), [.info])
    }

    func testWhatFailsUnderOneConditionIsSaidWithIt() throws {
        let conditions = #""Conditions": { "IsProduction": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "x"] } },"#
        let found = try diagnostics(
            of: "SEC032", volume(#"{ "Fn::If": ["IsProduction", true, { "Ref": "AWS::NoValue" }] }"#, conditions))
        XCTAssertEqual(
            found.map(\.message),
            ["A volume is not encrypted (AwsSolutions-EC26, CKV_AWS_3) where IsProduction does not hold"])
        XCTAssertEqual(
            try diagnostics(of: "SEC032", volume(#"{ "Fn::If": ["IsProduction", "true", true] }"#, conditions)), [])
        XCTAssertEqual(
            try diagnostics(of: "SEC032", volume(#"{ "Fn::If": ["IsProduction", false, false] }"#, conditions))
                .map(\.message),
            ["A volume is not encrypted (AwsSolutions-EC26, CKV_AWS_3)"])
    }

    func testWhatAnotherStackMayAddIsUnknown() throws {
        let template = """
            { "Resources": { "Network": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } } },
              "Outputs": { "NetworkId": { "Value": { "Ref": "Network" } } } }
            """
        let found = try diagnostics(of: "SEC132", template)
        XCTAssertEqual(found.map(\.severity), [.info])
        XCTAssertEqual(found.map(\.fix), ["look at the stacks that read its outputs"])
    }

    // MARK: - Across stacks

    private let bucket = """
        { "Resources": { "Bucket": { "Type": "AWS::S3::Bucket" } }, "Outputs": { "Name": { "Value": { "Ref": "Bucket" } } } }
        """

    /// A bucket in one nested stack, and a policy in another.
    private func found(
        effect: String = #""Deny""#, bucket named: String = #"{ "Fn::GetAtt": ["Data", "Outputs.Name"] }"#,
        policyTemplate: String = "policy.json", outputs: String = "{}", twice: Bool = false
    ) throws -> [Diagnostic] {
        let second =
            #", "More": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "data.json" } }"#
        let root = """
            { "Parameters": { "Given": { "Type": "String" } }, "Resources": {
                "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "data.json" } },
                "Policies": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": "\(policyTemplate)", "Parameters": { "Bucket": \(named) } } }\(twice ? second : "") },
              "Outputs": \(outputs) }
            """
        let policy = """
            { "Parameters": { "Bucket": { "Type": "String" }, "Effect": { "Type": "String", "Default": "Deny" } },
              "Conditions": { "IsProduction": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "x"] } },
              "Resources": { "Policy": { "Type": "AWS::S3::BucketPolicy", "Properties": {
                "Bucket": { "Ref": "Bucket" }, "PolicyDocument": { "Statement": [
                  { "Effect": \(effect), "Principal": "*", "Action": "s3:*", "Resource": "*",
                    "Condition": { "Bool": { "aws:SecureTransport": "false" } } } ] } } } } }
            """
        return try diagnostics(of: "SEC013", root, nested: ["data.json": bucket, "policy.json": policy])
    }

    func testAPolicyInAnotherStackCounts() throws {
        XCTAssertEqual(try found().map(\.message), [])
        XCTAssertEqual(try found(effect: #""Allow""#).map(\.severity), [.medium], "it refuses nothing")
        XCTAssertEqual(try found(bucket: #""another-bucket""#).map(\.severity), [.medium], "of another bucket")
        XCTAssertEqual(try found(bucket: #"{ "Ref": "Given" }"#).map(\.severity), [.medium], "of another bucket")
    }

    func testWhatNobodySeesOfOtherStacksIsUnknown() throws {
        let unknown = try found(effect: #"{ "Fn::If": ["IsProduction", "Deny", "Allow"] }"#)
        XCTAssertEqual(unknown.map(\.severity), [.info])
        XCTAssertEqual(unknown.map(\.fix), ["look at the condition IsProduction"])
        XCTAssertEqual(
            try found(policyTemplate: "https://example.com/policy.json").map(\.severity), [.info],
            "the stack's template is not at hand")
        XCTAssertEqual(
            try found(
                bucket: #""another-bucket""#,
                outputs: #"{ "Name": { "Value": { "Fn::GetAtt": ["Data", "Outputs.Name"] } } }"#
            ).map(\.severity), [.info], "an output leads out")
    }

    func testOfATemplateThatIsNestedTwiceEachStackIsAsked() throws {
        XCTAssertEqual(try found(twice: true).map(\.severity), [.medium], "only one of the buckets has a policy")
    }
}
