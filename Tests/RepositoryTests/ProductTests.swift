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
            XCTAssertTrue(manifest.contains(".library(name: \"\(name)\", targets: [\"\(name)\"]),\n"), "\(name)")
        }
    }

    func testNoSourceOfTheProductNamesTheFirstApp() throws {
        for file in try Sources.files() {
            for name in ["WebMarket", "webmarket", "DBPassword", "DB_PASSWORD"] {
                XCTAssertFalse(file.text.contains(name), "Sources/\(file.path) knows \(name)")
            }
        }
    }
}
