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
            throw Missing(
                description:
                    "the executable '\(name)' is not at \(path); build everything with 'swift build --build-tests'")
        }
        return path
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private static let installedTools = Result<String, any Error> {
        try install("setup", marker: ".venv/.installed")
        return root + "/.venv/bin"
    }

    /// The pinned version 2 of the AWS CLI, which there is for Linux on x86-64; nil elsewhere.
    static func awsVersion2() throws -> String? { try installedVersion2.get() }

    private static let installedVersion2 = Result<String?, any Error> {
        #if os(Linux) && arch(x86_64)
        try install("aws-v2", marker: ".venv/aws-v2/.installed")
        return root + "/.venv/aws-v2/dist/aws"
        #else
        return nil
        #endif
    }

    /// Makes a target of the Makefile unless it is there.
    private static func install(_ target: String, marker: String) throws {
        guard !FileManager.default.fileExists(atPath: root + "/" + marker) else { return }
        let make = Process()
        make.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        make.arguments = ["make", "--no-print-directory", "-C", root, target]
        make.standardInput = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        guard make.terminationStatus == 0 else {
            throw Missing(
                description:
                    "the tools cannot be installed: 'make \(target)' failed with status \(make.terminationStatus)")
        }
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
