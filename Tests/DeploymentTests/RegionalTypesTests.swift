import CloudFormation
import Diagnostics
import EnvironmentsTesting
import ResourceSchemas
import XCTest

@testable import Deployment

final class RegionalTypesTests: XCTestCase {
    /// A release in which one region has no databases.
    private let catalogue = ResourceCatalogue(release: "2026-10-20") { type in
        type.resource == "DBInstance"
            ? ResourceCatalogue.Entry(facts: #"{"missingRegions":["xx-moon-1"]}"#, schema: "{}")
            : ResourceCatalogue.Entry(facts: "{}", schema: "{}")
    }

    func testATypeThatTheRegionLacksIsNamedWithItsLine() {
        XCTAssertEqual(
            RegionalTypes(catalogue: catalogue, region: "xx-moon-1").warnings(about: Fixture.templates)
                .map(\.description),
            [
                """
                Stacks/Data.swift:42: warning: xx-moon-1 had no AWS::RDS::DBInstance on 2026-10-20 [type-not-in-region]
                  path: Web/Data/Database
                  fix: deploy to another region, or look whether AWS has it there by now: if not, creating it will fail
                """
            ])
    }

    func testAProjectThatKnowsBetterAcceptsIt() {
        let warnings = RegionalTypes(catalogue: catalogue, region: "xx-moon-1").warnings(about: Fixture.templates)
        let suppression = Suppression(
            code: "type-not-in-region", resource: "Data/Database", reason: "it is there by now",
            at: .file(FilePosition(path: "suppressions.json")))
        let report = Fixture.templates.report(warnings, suppressions: [suppression])
        XCTAssertEqual(report.standing, [])
        XCTAssertEqual(report.accepted.map(\.diagnostic), warnings)
    }

    func testNothingIsSaidOfARegionThatHasAll() {
        XCTAssertEqual(RegionalTypes(catalogue: catalogue, region: "eu-west-3").warnings(about: Fixture.templates), [])
        XCTAssertEqual(RegionalTypes(region: "eu-west-3").warnings(about: Fixture.templates), [])
    }

    func testOneLineATypeHoweverManyResourcesItHas() {
        let database = #"{ "Type": "AWS::RDS::DBInstance" }"#
        let templates = DeployableTemplates(templates: [
            SynthesizedTemplate(["A"], #"{ "Resources": { "A": \#(database), "B": \#(database) } }"#)
        ])
        XCTAssertEqual(RegionalTypes(catalogue: catalogue, region: "xx-moon-1").warnings(about: templates).count, 1)
    }
}
