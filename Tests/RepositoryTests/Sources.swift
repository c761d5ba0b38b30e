import Foundation
import XCTest

/// The Swift of the product that is written by hand.
enum Sources {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file, with its path from `Sources`.
    struct File {
        let path: String
        let text: String

        var module: String { String(path.prefix { $0 != "/" }) }
        /// The folder that it lies in, from `Sources`.
        var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    }

    /// Generated, and the app's own executables.
    private static let others = ["Services/", "Commands/"]

    static func files() throws -> [File] {
        let sources = root.appendingPathComponent("Sources")
        let paths = try XCTUnwrap(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
            .filter { path in path.hasSuffix(".swift") && !others.contains { path.hasPrefix($0) } }
        let files = try paths.sorted().map { path in
            File(path: path, text: try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8))
        }
        XCTAssertGreaterThan(files.count, 300)
        return files
    }
}
