import Foundation
import ResourceInterfaces
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// What is committed is what the generator makes of the pinned schema release.
final class CommittedOutputTests: XCTestCase {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The schemas in the project's virtual environment.
    private static var schemas: URL? {
        let libraries = root.appendingPathComponent(".venv/lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
        return pythons.sorted()
            .map { libraries.appendingPathComponent("\($0)/site-packages/cfnlint/data/schemas") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// Generated once for all tests; nil without schemas.
    private static let generated = schemas.map { schemas in
        Result { try ResourceGeneration(schemas: schemas, package: root) }
    }

    private func generation() throws -> ResourceGeneration {
        if let generated = Self.generated { return try generated.get() }
        let hint = "no schemas: install Tools/requirements.txt into .venv"
        if ProcessInfo.processInfo.environment["CI"] != nil { XCTFail(hint) }
        throw XCTSkip(hint)
    }

    func testCommittedFilesAreUpToDate() throws {
        let generation = try generation()
        let changes = try PackageWriter(package: Self.root)
            .write(generation.files, modules: generation.modules, dryRun: true)
        XCTAssertEqual(changes.written, [], "stale: run make resources")
        XCTAssertEqual(changes.deleted, [], "no longer generated: run make resources")
    }

    func testEveryCorrectionHasAnEffect() throws {
        let idle = try generation().model.shortfalls.filter {
            $0.message.contains("not exist") || $0.message.contains("matches no")
                || $0.message.contains("neither used nor left out")
        }
        XCTAssertEqual(idle, [])
    }

    /// What takes a reference has somebody who gives it, in nineteen kinds of twenty; the others are literals in
    /// practice.
    func testNearlyEveryReferenceThatIsTakenIsGiven() throws {
        let resources = try generation().model.services.flatMap(\.resources)
        let given = Set(resources.flatMap { $0.attributes.flatMap(\.type.references) })
        let taken = try generation().model.statistics.typed.map(\.reference).filter { $0.target.resource != "Image" }
        let orphans = taken.filter { !given.contains($0) }
        XCTAssertLessThan(
            Double(orphans.count), Double(taken.count) * 0.05, "\(Set(orphans.map(\.description)).sorted())")
    }

    /// "CloudFormation-supplied parameter types" in the user guide, but for `AWS::EC2::AvailabilityZone::Name`, which
    /// names no resource type.
    func testEveryParameterTypeGivesWhatAPropertyTakes() throws {
        let file = Self.root.appendingPathComponent("Sources/ResourceData/configuration/corrections.json")
        let parameterTypes = try Corrections(file: file).parameterTypes
        XCTAssertEqual(
            parameterTypes.keys.sorted(),
            [
                "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName",
                "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id",
                "AWS::EC2::VPC::Id", "AWS::EC2::Volume::Id", "AWS::Route53::HostedZone::Id",
            ])
        let model = try generation().model
        let taken = Set(model.statistics.typed.map(\.reference))
        for (parameterType, text) in parameterTypes {
            let reference = try XCTUnwrap(TypedReference(text))
            XCTAssertTrue(taken.contains(reference), "\(parameterType) gives \(reference), which no property takes")
            let identity = model.identities.first { $0.typeName == reference.target }
            XCTAssertEqual(identity?.parameterTypes[reference.kind], parameterType)
        }
    }

    /// 200 typed references, drawn at random, that a person has compared with the documentation one by one.
    func testReferencesThatWereCheckedStayAsTheyAre() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "CheckedReferences.tsv")
        let checked = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: "\t")
        }
        XCTAssertEqual(checked.count, 200)
        let typed = Dictionary(try generation().model.statistics.typed.map { ($0.path, $0.reference) }) { first, _ in
            first
        }
        for line in checked {
            let property = String(line[0])
            let expected = try XCTUnwrap(TypedReference(String(line[1])))
            XCTAssertEqual(typed[property], expected, property)
        }
    }

    /// Every type of the release is there, with what commands ask of it.
    func testEveryTypeOfTheReleaseIsGenerated() throws {
        let model = try generation().model
        let resources = model.services.flatMap(\.resources)
        XCTAssertGreaterThan(resources.count, 1_585)
        let release = try XCTUnwrap(Release(package: Self.root), "the committed catalogue can be read back")
        XCTAssertEqual(Set(release.types.keys), Set(resources.map(\.typeName)))
        for resource in resources {
            XCTAssertEqual(release.types[resource.typeName]?.facts, resource.facts, "\(resource.typeName)")
            XCTAssertEqual(release.types[resource.typeName]?.schema, resource.schema, "\(resource.typeName)")
            XCTAssertEqual(
                release.types[resource.typeName]?.rules, model.rules.schemas[resource.typeName], "\(resource.typeName)")
        }
        XCTAssertEqual(release.lists, Dictionary(uniqueKeysWithValues: model.rules.lists.map { ($0.name, $0) }))
    }
}
