import Foundation
import XCTest

/// The product serves any app: what it knows of WebMarket+ it would miss of another one.
final class ProductTests: XCTestCase {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Generated, and the app's own executables.
    private static let others = ["Services/", "AWSResourceCatalogue/", "Commands/"]

    /// Another package can only name what is a product.
    func testWhatACommandOfOnesOwnImportsIsAProduct() throws {
        let manifest = try String(contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let command = try String(
            contentsOf: Self.root.appendingPathComponent("Tests/OperationVerbsTests/ShopCommand.swift"),
            encoding: .utf8)
        let imports = command.split(separator: "\n").filter { $0.hasPrefix("import ") }.map { $0.dropFirst(7) }
        XCTAssertGreaterThan(imports.count, 3)
        // What the declarations of those give and take is in these.
        for name in imports + ["AWSAccess", "Deployment", "Diagnostics"] {
            XCTAssertTrue(manifest.contains(".library(name: \"\(name)\", targets: [\"\(name)\"]),\n"), "\(name)")
        }
    }

    func testNoSourceOfTheProductNamesTheFirstApp() throws {
        let sources = Self.root.appendingPathComponent("Sources")
        let paths = try XCTUnwrap(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
            .filter { path in path.hasSuffix(".swift") && !Self.others.contains { path.hasPrefix($0) } }
        XCTAssertGreaterThan(paths.count, 300)
        for path in paths {
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            for name in ["WebMarket", "webmarket", "DBPassword", "DB_PASSWORD"] {
                XCTAssertFalse(text.contains(name), "Sources/\(path) knows \(name)")
            }
        }
    }
}
