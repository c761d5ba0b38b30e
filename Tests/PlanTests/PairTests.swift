import AWSResourceCatalogue
import Foundation
import JSON
import Plan
import Template
import XCTest

/// What a change of templates does, by a table of pairs: `Pairs/*.json`.
final class PairTests: XCTestCase {
    func testPlansAreWhatTheDocumentationSays() throws {
        let pairs = try Pair.all()
        XCTAssertGreaterThanOrEqual(pairs.count, 80)
        for pair in pairs {
            let plan = try pair.plan()
            XCTAssertEqual(plan.actions, pair.expected, "\(pair.name): \(pair.change)")
            XCTAssertEqual(
                plan.resources.filter { !$0.refusals.isEmpty }.map(\.path.description).sorted(), pair.refused,
                "\(pair.name): what AWS is sure to refuse")
            for (resource, said) in pair.said {
                XCTAssertTrue(plan.words(on: resource).contains(said), "\(pair.name): \(plan.words(on: resource))")
            }
            for (resource, expected) in pair.properties {
                XCTAssertEqual(plan.effects(on: resource), expected, "\(pair.name): \(resource)")
            }
        }
    }

    func testTheWayBackUndoesIt() throws {
        for pair in try Pair.all() {
            let back = try pair.planBack()
            let forth = try pair.plan()
            XCTAssertEqual(
                Set(back.resources.filter { $0.action == .add }.map(\.path)),
                Set(forth.resources.filter { $0.action == .remove }.map(\.path)), pair.name)
            XCTAssertEqual(back.isEmpty, forth.isEmpty, pair.name)
        }
    }

    func testNothingChangesFromATemplateToItself() throws {
        for pair in try Pair.all() {
            let side = pair.after
            XCTAssertTrue(Plan(from: side, to: side, catalogue: .aws).isEmpty, pair.name)
        }
    }
}

/// One entry of the table.
private struct Pair {
    let name: String
    let change: String
    let before: PlannedTemplates
    let after: PlannedTemplates
    let expected: [String: String]
    let properties: [String: [String: String]]
    /// What AWS is sure to refuse, so that it stops a deployment.
    let refused: [String]
    /// What is to be said of a resource.
    let said: [String: String]

    static func all() throws -> [Pair] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pairs")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(Pair.init)
    }

    init(_ file: URL) throws {
        let root = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        name = file.deletingPathExtension().lastPathComponent
        change = try XCTUnwrap(root["change"]?.string)
        let given = root["parameters"]?.texts ?? [:]
        before = try Self.side("before", of: root, root["oldParameters"]?.texts ?? given)
        after = try Self.side("after", of: root, given)
        expected = try XCTUnwrap(root["expected"]).texts
        refused = (root["refused"]?.elements.map(Array.init) ?? []).compactMap(\.string).sorted()
        said = root["said"]?.texts ?? [:]
        properties = Dictionary(
            (root["properties"]?.members.map(Array.init) ?? []).map { ($0.name, $0.value.texts) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func side(
        _ name: String, of root: JSONValue, _ given: [String: String]
    ) throws -> PlannedTemplates {
        var files = ["root.json": try Template(XCTUnwrap(root[name]), file: name)]
        for member in root["files"]?[name]?.members.map(Array.init) ?? [] {
            files[member.name] = try Template(member.value, file: member.name)
        }
        let tree = try XCTUnwrap(TemplateTree(root: "root.json", in: files))
        return PlannedTemplates(tree, given: GivenValues(given.mapValues { GivenValues.Value($0) }))
    }

    func plan() throws -> Plan { Plan(from: before, to: after, catalogue: .aws) }
    func planBack() throws -> Plan { Plan(from: after, to: before, catalogue: .aws) }
}

extension JSONValue {
    fileprivate var texts: [String: String] {
        Dictionary(
            (members.map(Array.init) ?? []).compactMap { member in member.value.string.map { (member.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Plan {
    fileprivate var actions: [String: String] {
        Dictionary(
            resources.map { change in
                let action =
                    switch change.action {
                    case .add: "add"
                    case .remove: "remove"
                    case .update: change.isUntouched ? "none" : "update"
                    case .replace: "replace"
                    case .mayReplace: "mayReplace"
                    case .refuse: "refuse"
                    }
                return (change.path.description, action)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What decides, what follows, and what else is to be known, and whether it only may happen.
    fileprivate func words(on resource: String) -> String {
        guard let change = resources.first(where: { $0.path.description == resource }) else { return "" }
        let deciders = change.properties.compactMap(\.decider)
        return
            ((change.isUncertain ? ["uncertain"] : []) + deciders + change.refusals.map(\.description) + change.notes)
            .joined(separator: "; ")
    }

    fileprivate func effects(on resource: String) -> [String: String] {
        let change = resources.first { $0.path.description == resource }
        return Dictionary(
            (change?.properties ?? []).map { property in
                let effect =
                    switch property.effect {
                    case .update: "update"
                    case .replace: "replace"
                    case .mayReplace: "mayReplace"
                    case .refuse: "refuse"
                    }
                return (property.path.description, effect)
            }, uniquingKeysWith: { first, _ in first })
    }
}
