import Foundation
import XCTest

/// The product serves any app: what it knows of WebMarket+ it would miss of another one.
final class ProductTests: XCTestCase {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Generated, and the app's own executables.
    private static let others = ["Services/", "AWSResourceCatalogue/", "Commands/"]

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
