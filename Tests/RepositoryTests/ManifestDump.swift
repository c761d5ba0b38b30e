import Foundation
import XCTest

/// The package's manifest as SwiftPM understands it.
enum ManifestDump {
    /// What `swift package dump-package` writes: JSON.
    static func data() throws -> Data {
        // In a folder of its own: `swift test`, which runs this, holds the lock of the package's.
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("manifest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let swift = Process()
        swift.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        swift.arguments = [
            "swift", "package", "--package-path", Sources.root.path, "--scratch-path", scratch.path, "dump-package",
        ]
        let pipe = Pipe()
        swift.standardOutput = pipe
        swift.standardError = FileHandle.nullDevice
        try swift.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        swift.waitUntilExit()
        XCTAssertEqual(swift.terminationStatus, 0)
        return output
    }
}
