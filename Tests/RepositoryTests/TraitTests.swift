import Foundation
import XCTest

/// What an app that depends on the package can switch on.
final class TraitTests: XCTestCase {
    private struct Manifest: Decodable {
        struct Trait: Decodable {
            let name: String
            let enabledTraits: [String]
        }
        struct Target: Decodable {
            let name: String
            let settings: [Setting]
        }
        struct Setting: Decodable {
            struct Condition: Decodable {
                let config: String?
                let traits: [String]?
            }
            struct Kind: Decodable {
                struct Flags: Decodable {
                    enum CodingKeys: String, CodingKey { case list = "_0" }
                    let list: [String]
                }
                let unsafeFlags: Flags?
            }
            let condition: Condition?
            let kind: Kind
        }
        let traits: [Trait]
        let targets: [Target]
    }

    /// Whoever names no trait gets no flag: a first build of a small app would take twice as long.
    func testOnlyTheTraitThatTheReadmeNamesOptimizesDebugBuilds() throws {
        let manifest = try JSONDecoder().decode(Manifest.self, from: ManifestDump.data())
        let readme = try String(contentsOf: Sources.root.appendingPathComponent("README.md"), encoding: .utf8)
        XCTAssertTrue(readme.contains("traits: [\"Optimized\"]"))
        XCTAssertTrue(manifest.traits.contains { $0.name == "Optimized" })
        XCTAssertEqual(manifest.traits.filter { $0.name == "default" }.flatMap(\.enabledTraits), [])
        var optimized: Set<String> = []
        for target in manifest.targets {
            for setting in target.settings {
                guard let flags = setting.kind.unsafeFlags?.list else { continue }
                XCTAssertEqual(setting.condition?.traits, ["Optimized"], target.name)
                XCTAssertEqual(setting.condition?.config, "debug", target.name)
                if flags.contains("-O") { optimized.insert(target.name) }
            }
        }
        XCTAssertTrue(optimized.isSuperset(of: ["Checks", "CloudFormation", "Template"]), "\(optimized)")
    }
}
