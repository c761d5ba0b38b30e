import Foundation
import XCTest

/// The table of modules on the architecture page is what the manifest says.
final class ArchitectureTests: XCTestCase {
    /// The row that stands for all generated modules of services.
    private static let services = "services"

    private struct Module: Equatable {
        let name: String
        let knows: Set<String>
    }

    /// The modules of the page, in its order.
    private func documented() throws -> [Module] {
        let page = try String(contentsOf: Sources.root.appendingPathComponent("docs/architecture.md"), encoding: .utf8)
        return page.split(separator: "\n").filter { $0.hasPrefix("| `") || $0.hasPrefix("| services") }.map { line in
            let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let name = cells[0].hasPrefix(Self.services) ? Self.services : Self.unquoted(cells[0])
            let knows = cells[1].split(separator: ",").map { Self.unquoted(String($0)) }
            return Module(name: name, knows: Set(knows))
        }
    }

    private static func unquoted(_ text: String) -> String {
        text.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
    }

    /// The modules of the manifest, all services as one.
    private func declared() throws -> [Module] {
        struct Manifest: Decodable {
            struct Target: Decodable {
                let name: String
                let type: String
                let path: String?
                let dependencies: [[String: [Name?]]]
            }
            let targets: [Target]
        }
        /// A dependency's name, or the condition that follows it.
        enum Name: Decodable {
            case text(String)
            case other

            init(from decoder: any Decoder) throws {
                self = (try? decoder.singleValueContainer().decode(String.self)).map(Name.text) ?? .other
            }
        }
        let targets = try JSONDecoder().decode(Manifest.self, from: ManifestDump.data()).targets
        let services = Set(targets.filter { $0.path == "Sources/Services/\($0.name)" }.map(\.name))
            .subtracting(["AWSResourceTypes"])
        func folded(_ name: String) -> String { services.contains(name) ? Self.services : name }
        var modules: [Module] = []
        for target in targets where ["regular", "system"].contains(target.type) {
            guard target.path?.hasPrefix("Tests/") != true else { continue }
            let knows = target.dependencies.flatMap(\.values).compactMap { names -> String? in
                if case .text(let name)?? = names.first { folded(name) } else { nil }
            }
            let module = Module(name: folded(target.name), knows: Set(knows))
            if !modules.contains(module) { modules.append(module) }
        }
        return modules
    }

    func testThePageListsTheModulesOfTheManifest() throws {
        let page = Dictionary(try documented().map { ($0.name, $0.knows) }) { first, _ in first }
        let manifest = Dictionary(try declared().map { ($0.name, $0.knows) }) { first, _ in first }
        XCTAssertEqual(page.keys.sorted(), manifest.keys.sorted())
        for (name, knows) in manifest {
            XCTAssertEqual(page[name]?.sorted(), knows.sorted(), "what \(name) knows")
        }
    }

    func testNoModuleKnowsOneBelowIt() throws {
        var above: Set<String> = []
        for module in try documented() {
            XCTAssertEqual(module.knows.subtracting(above), [], "\(module.name) knows what stands below it")
            above.insert(module.name)
        }
        XCTAssertGreaterThan(above.count, 15)
    }
}
