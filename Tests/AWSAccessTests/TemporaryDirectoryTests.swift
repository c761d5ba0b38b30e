import XCTest

@testable import AWSAccess

final class TemporaryDirectoryTests: XCTestCase {
    private var base = ""

    override func setUpWithError() throws {
        base = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: base) }

    private func folder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(base)/\(name)", withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(base)/\(name)/file"))
    }

    private var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []) }

    /// The number of a process that is no more.
    private func deadProcess() throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "exit"]
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }

    func testAFolderIsGoneHoweverTheWorkEnds() async throws {
        try await TemporaryDirectory.use(in: base) { path in
            try TemporaryDirectory.write(Data("x".utf8), to: path + "/a")
            XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int, 0o700)
        }
        try? await TemporaryDirectory.use(in: base) { _ in throw CancellationError() }
        XCTAssertEqual(names, [])
    }

    func testWhatAKilledProcessLeftIsRemovedAndNothingElse() async throws {
        let left = "deploy-\(try deadProcess())-\(UUID().uuidString)"
        let other = "deploy-\(try deadProcess())-\(UUID().uuidString)"
        let living = "deploy-\(getpid())-\(UUID().uuidString)"
        for name in [left, other, living, "deploy-notes", "deploy-1-2"] { try folder(name) }
        // Of a process that this one cannot see, such as one in a container, the lock tells.
        let held = open("\(base)/\(other)", O_RDONLY | O_DIRECTORY)
        XCTAssertEqual(flock(held, LOCK_EX), 0)
        // Something that only looks like it must not lead out of the folder.
        let link = "deploy-\(try deadProcess())-\(UUID().uuidString)"
        try FileManager.default.createSymbolicLink(
            atPath: "\(base)/\(link)", withDestinationPath: "\(base)/deploy-notes")

        try await TemporaryDirectory.use(in: base) { _ in }
        XCTAssertEqual(names, [other, living, link, "deploy-notes", "deploy-1-2"])
        close(held)
        try await TemporaryDirectory.use(in: base) { _ in }
        XCTAssertEqual(names, [living, link, "deploy-notes", "deploy-1-2"])
    }
}
