import Foundation
import XCTest

/// The product serves any app: what it knows of WebMarket+ it would miss of another one.
final class ProductTests: XCTestCase {
    /// Another package can only name what is a product.
    func testWhatACommandOfOnesOwnImportsIsAProduct() throws {
        let manifest = try String(contentsOf: Sources.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let command = try String(
            contentsOf: Sources.root.appendingPathComponent("Tests/OperationVerbsTests/ShopCommand.swift"),
            encoding: .utf8)
        let imports = command.split(separator: "\n").filter { $0.hasPrefix("import ") }.map { $0.dropFirst(7) }
        XCTAssertGreaterThan(imports.count, 3)
        // What the declarations of those give and take is in these.
        for name in imports + ["AWSAccess", "Deployment", "Diagnostics"] {
            let forms = [".library(name: \"\(name)\", targets: [\"\(name)\"]),\n", "library(\"\(name)\", exporting:"]
            XCTAssertTrue(forms.contains { manifest.contains($0) }, "\(name)")
        }
    }

    /// SwiftPM compiles an app anew when a module changes that it depends on, and not when a module changes that such a
    /// module only exports: after an update it would not link, or run with what there was before.
    func testProductsBringWhatTheirModulesExport() throws {
        let manifest = try String(contentsOf: Sources.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        func brought(_ product: String) throws -> Set<String> {
            let parts = manifest.components(separatedBy: product + ", exporting: [")
            let list = try XCTUnwrap(parts.count == 2 ? parts[1].split(separator: "]").first : nil, product)
            return Set(list.split(whereSeparator: { !$0.isLetter }).map(String.init))
        }
        let ofConstructs = try brought("constructs.map { library($0")
        let ofServices = try brought("services.map { library($0")
        var count = 0
        for file in try Sources.files() {
            let exported = file.text.split(separator: "\n").filter { $0.hasPrefix("@_exported import ") }
                .map { String($0.dropFirst(18)) }
            guard !exported.isEmpty else { continue }
            count += 1
            let folder = file.path.split(separator: "/").first.map(String.init) ?? ""
            let known: Set<String>
            switch folder {
            case "Services": known = ofServices
            case "Constructs" where file.path.hasPrefix("Constructs/All/"):
                XCTAssertTrue(manifest.contains("library(\"Constructs\", exporting: constructs"))
                XCTAssertEqual(exported.filter { !manifest.contains("\n    \"\($0)\",\n") }, [], "no constructs")
                continue
            case "Constructs": known = ofConstructs
            default: known = try brought("library(\"\(folder)\"")
            }
            XCTAssertEqual(Set(exported).subtracting(known), [], "exported in \(file.path), and not brought")
        }
        XCTAssertGreaterThan(count, 20)
    }

    func testNoSourceOfTheProductNamesTheFirstApp() throws {
        for file in try Sources.files() {
            for name in ["WebMarket", "webmarket", "DBPassword", "DB_PASSWORD"] {
                XCTAssertFalse(file.text.contains(name), "Sources/\(file.path) knows \(name)")
            }
        }
    }
}
