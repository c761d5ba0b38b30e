import Foundation
import XCTest

/// Where things are: the sources, the Python tools, and the executables that were built with these tests.
enum Project {
    /// The root of the package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The folder of the pinned `aws` and `python`, installed when it is not there yet.
    ///
    /// - Throws: ``Missing`` when it cannot be installed. A test that skips where a tool is missing proves nothing.
    static func tools() throws -> String { try installedTools.get() }

    static func python() throws -> String { try tools() + "/python" }
    static func aws() throws -> String { try tools() + "/aws" }

    /// A command such as `deploy`.
    static func executable(_ name: String) throws -> String {
        let path = products.appendingPathComponent(name).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(description: "the executable '\(name)' is not at \(path); build everything with 'swift build --build-tests'")
        }
        return path
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private static let installedTools = Result<String, any Error> {
        let folder = root + "/.venv/bin"
        guard !FileManager.default.fileExists(atPath: root + "/.venv/.installed") else { return folder }
        let make = Process()
        make.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        make.arguments = ["make", "--no-print-directory", "-C", root, "setup"]
        make.standardInput = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        guard make.terminationStatus == 0 else {
            throw Missing(description: "the Python tools cannot be installed: 'make setup' failed with status \(make.terminationStatus)")
        }
        return folder
    }

    /// The executables lie beside the test bundle, which is the main executable on Linux and a bundle on macOS.
    private static let products: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        return (bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
    }()
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () throws -> Success) { self.init(catching: body) }
}
