import AWSAccessTesting
import Foundation
import XCTest

@testable import AWSAccess
@testable import CloudFormation
@testable import Deployment

final class TemplateUploadTests: XCTestCase {
    private let address = "https://s3.eu-west-3.amazonaws.com/shop-artifacts-123456789012-eu-west-3/shop-dev"
    private let leaf = #"{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}"#

    /// What is uploaded, by address.
    private func uploaded(_ templates: [SynthesizedTemplate]) async throws -> (root: String, files: [String: String]) {
        let aws = FakeAWS()
        let uploaded = Box<[String: String]>()
        aws.on("s3 sync") { [address] command in
            let folder = command.arguments[2]
            uploaded.value = try Dictionary(
                uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: folder).map {
                    ("\(address)/\($0)", try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
                })
            return .success("")
        }
        let cli = aws.cli()
        let bucket = try ArtifactBucket(
            project: "shop", key: "ProjectName", account: "123456789012", connection: cli.connection)
        let upload = TemplateUpload(
            templates: DeployableTemplates(templates: templates), bucket: bucket, folder: "shop-dev", aws: cli)
        let root = try await upload.run(upload.placed())
        return (root, try XCTUnwrap(uploaded.value))
    }

    func testOnlyAddressesChangeInAFileThatSomebodyFormatted() async throws {
        // Tabs, another order, an escape and no blanks: nothing that synthesis writes. What only looks like an address
        // is data.
        func text(_ first: String, _ second: String) -> String {
            """
            {\r
            \t"Metadata" : {"Stack": {"Type": "AWS::CloudFormation::Stack", "TemplateURL": "./Shop.Data.template.json"}},
            \t"Resources":{"A":{"Properties":{"Parameters":{"TemplateURL": "./Shop.Data.template.json"},
            "TemplateURL"\t:\(first)},"Type":"AWS::CloudFormation::Stack"},
             "Server": {"Type": "AWS::EC2::Instance", "Metadata": {"TemplateURL": "./Shop.Data.template.json"},
               "Properties": {"TemplateURL": "./Shop.Data.template.json", "UserData": "\\"TemplateURL\\": \\"./Shop.Data.template.json\\""}},
             "B": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Templat\\u0065URL":   \(second)   }},
             "Elsewhere": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com/t"}},
             "Stored": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "{{resolve:ssm:/t}}"}}
            } }

            """
        }
        let root = SynthesizedTemplate(
            ["Shop"], text(#""Shop.Data.template.json""#, #""./Shop\u002eData.template.json""#))
        let (address, files) = try await uploaded([root, SynthesizedTemplate(["Shop", "Data"], leaf)])
        let nested = try XCTUnwrap(files.first { $0.value == leaf }, "the nested template is as it was").key
        XCTAssertEqual(files[address], text("\"\(nested)\"", "\"\(nested)\""))
        XCTAssertEqual(files.count, 2)
    }

    func testTheCommittedTemplatesAreUploadedAsTheyAre() async throws {
        let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Stacks/Templates").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".template.json") }.sorted { $0.count < $1.count }
        XCTAssertGreaterThan(names.count, 1)
        let templates = try names.map { name in
            SynthesizedTemplate(
                name.split(separator: ".").dropLast(2).map(String.init),
                try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
        }
        let (root, files) = try await uploaded(templates)
        /// With the names of files for addresses again.
        func committed(_ address: String) throws -> SynthesizedTemplate {
            var text = try XCTUnwrap(files[address])
            for nested in files.keys where text.contains(nested) {
                text = text.replacing("\"\(nested)\"", with: "\"./\(try committed(nested).fileName)\"")
            }
            return try XCTUnwrap(templates.first { $0.contents == Array(text.utf8) }, "a byte of \(text) has changed")
        }
        XCTAssertEqual(try committed(root).fileName, names[0])
        XCTAssertEqual(Set(try files.keys.map { try committed($0).fileName }), Set(names))
    }

    func testAnAddressThatLeadsToNoTemplateIsNotUploaded() async throws {
        func problem(_ file: String) async throws -> String {
            let stack = #"{ "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "\#(file)" } }"#
            let root = SynthesizedTemplate(["Shop"], #"{ "Resources": { "Data": \#(stack) } }"#, lines: ["Data": 8])
            do {
                _ = try await uploaded([root])
                return ""
            } catch {
                return "\(error)"
            }
        }
        let missing = try await problem("../queue.json")
        XCTAssertTrue(
            missing.hasPrefix(
                "Stacks/Web.swift:8: error: Shop/Data nests the template '../queue.json', which is not there"), missing)
        let endless = try await problem("./Shop.template.json")
        XCTAssertTrue(
            endless.contains("nests the template './Shop.template.json', in which it stands itself"), endless)
    }
}
