import Foundation
import Migration
import Template
import XCTest

@testable import AppMigration

final class MigrationProofTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "proof-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder + "/Stacks/Templates", withIntermediateDirectories: true)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func proof(of original: String, by made: String) throws -> MigrationProof {
        try made.write(
            toFile: folder + "/Stacks/Templates/Shop.template.json", atomically: true, encoding: .utf8)
        let template = try Template(parsing: Array(original.utf8), file: "shop.json")
        return try MigrationProof(of: MigrationSource(template, file: "shop.json"), app: "Shop", in: folder)
    }

    private static func queue(_ properties: String) -> String {
        #"{ "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Properties": \#(properties) } } }"#
    }

    func testTheSameInOtherWordsIsProved() throws {
        let proof = try proof(
            of: Self.queue(#"{ "DelaySeconds": "5", "QueueName": { "Fn::Sub": "${AWS::StackName}-q" } }"#),
            by: Self.queue(
                #"{ "QueueName": { "Fn::Join": ["-", [{ "Ref": "AWS::StackName" }, "q"]] }, "DelaySeconds": 5 }"#))
        XCTAssertEqual(proof.differences, [])
        XCTAssertEqual(proof.changes, [])
        XCTAssertTrue(proof.isGiven)
    }

    func testWhatDiffersIsNamedByBothLooks() throws {
        let proof = try proof(of: Self.queue(#"{ "DelaySeconds": 5 }"#), by: Self.queue(#"{ "DelaySeconds": 6 }"#))
        XCTAssertEqual(proof.differences.map(\.path), ["Resources/Q/Properties/DelaySeconds"])
        XCTAssertEqual(proof.changes, ["Q"])
        XCTAssertFalse(proof.isGiven)
    }

    func testSynthesisThatWroteNothingProvesNothing() throws {
        let template = try Template(parsing: Array(Self.queue("{}").utf8), file: "shop.json")
        XCTAssertThrowsError(
            try MigrationProof(of: MigrationSource(template, file: "shop.json"), app: "Shop", in: folder))
    }
}
