import CloudFormation
import Diagnostics
import Template
import XCTest

@testable import Migration

/// Templates of each kind, the Swift that they become, and what that makes: `swift run render-migrations --record
/// Tests/MigrationTests/Templates Tests/MigrationTests/Migrated` writes the Swift anew, which is compiled here.
final class MigrationTests: XCTestCase {
    private static let apps: [(name: String, app: @Sendable () -> App)] = [
        ("Access", Access.app), ("Functions", Functions.app), ("Leftovers", Leftovers.app), ("Macros", Macros.app),
        ("Network", Network.app), ("Queues", Queues.app), ("Servers", Servers.app), ("Shop", Shop.app),
    ]

    private static let folder = String(#filePath.dropLast("/MigrationTests.swift".count))

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: Self.folder + "/" + path, encoding: .utf8)
    }

    private func source(_ name: String) throws -> MigrationSource {
        try MigrationSource("Templates/\(name).json") { path in
            try Template(parsing: Array(try text(path).utf8), file: path)
        }
    }

    func testTemplatesBecomeTheSwiftThatIsCommitted() throws {
        var names: Set<String> = []
        for (name, _) in Self.apps {
            let migration = Migration(try source(name), named: name)
            XCTAssertEqual(migration.problems, [], name)
            for file in migration.files {
                XCTAssertEqual(file.text, try text("Migrated/" + file.name), file.name)
                names.insert(file.name)
            }
        }
        let committed = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/Migrated")
        XCTAssertEqual(names, Set(committed))
    }

    func testTheSwiftMakesTheTemplateThatItComesFrom() throws {
        for (name, app) in Self.apps {
            let templates = app().synthesize().templates
            let files = Dictionary(
                uniqueKeysWithValues: try templates.map {
                    ($0.fileName, try Template(parsing: $0.contents, file: $0.fileName))
                })
            let made = try XCTUnwrap(TemplateTree(root: "\(name).template.json", in: files))
            XCTAssertEqual(
                TemplateDifference.all(between: try source(name).tree, and: made).map(\.description), [], name)
        }
    }

    func testALongStackIsDividedByWhatBelongsTogether() throws {
        let migration = Migration(try source("Queues"), named: "Queues")
        XCTAssertEqual(
            migration.files.map(\.name),
            [
                "Queues.swift", "QueuesSettings.swift", "QueuesNetwork.swift", "QueuesMessaging.swift",
                "QueuesMonitoring.swift",
            ])
        for file in migration.files {
            XCTAssertLessThan(file.text.split(separator: "\n").count, 400, file.name)
        }
    }

    func testWhatNoTypeSaysIsCounted() throws {
        let tally = Migration(try source("Leftovers"), named: "Leftovers").tally
        XCTAssertEqual(tally.resources, 6)
        XCTAssertEqual(tally.untypedResources, 2, "the vendor's, and the custom resource with a name of its own")
        XCTAssertEqual(tally.rawResources, 1, "the attachment without its VPC")
        XCTAssertEqual(tally.rawProperties, 3)
        let macros = Migration(try source("Macros"), named: "Macros").tally
        XCTAssertEqual(macros.rawSections, 2, "Globals, and the loop over a parameter")
        XCTAssertEqual(macros.rawProperties, 4, "IgnoreGlobals, Version, and two computed policies")
        XCTAssertEqual(macros.rawResources, 2, "those whose properties only a deployment knows")
        let other = Migration(try source("Network"), named: "Network").tally
        XCTAssertEqual(other.rawResources + other.rawProperties + other.untypedResources, 0)
        XCTAssertEqual(other.references, other.typedReferences)
    }
}
