import Diagnostics
import XCTest

final class SourceFilesTests: XCTestCase {
    private func paths(_ files: [String], manifest: String = "", of fileIDs: String...) throws -> [String] {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write(manifest, to: "Package.swift")
        for file in files { try scratch.write(to: file) }
        let sources = SourceFiles(root: scratch.path)
        return fileIDs.map { sources.position(of: .source(SourceLocation(fileID: $0, line: 7))).description }
    }

    func testAModuleIsTheFolderThatBearsItsName() throws {
        XCTAssertEqual(
            try paths(
                ["Sources/Probe/Stacks/Shop.swift", "Sources/Other/Shop.swift", "Stacks/Data/Table.swift"],
                of: "Probe/Shop.swift", "Other/Shop.swift", "Stacks/Table.swift"),
            ["Sources/Probe/Stacks/Shop.swift:7", "Sources/Other/Shop.swift:7", "Stacks/Data/Table.swift:7"])
    }

    func testAFileOfAnotherTargetIsNotTheOneThatIsGone() throws {
        XCTAssertEqual(
            try paths(
                ["Stacks/Table.swift", "Tests/Samples/Shop.swift"],
                manifest: #".target(name: "Stacks", path: "Stacks")"#, of: "Stacks/Shop.swift"),
            ["Stacks/Shop.swift:7"])
    }

    func testAPackageWithinHasModulesOfItsOwn() throws {
        XCTAssertEqual(
            try paths(
                [
                    "Stacks/Table.swift", "Examples/Shop/Package.swift", "Examples/Shop/Stacks/Table.swift",
                    "Examples/Shop/Stacks/Queue.swift",
                ],
                of: "Stacks/Table.swift", "Stacks/Queue.swift"),
            ["Stacks/Table.swift:7", "Stacks/Queue.swift:7"])
    }

    func testATargetsNameIsNotAlwaysAModules() throws {
        XCTAssertEqual(
            try paths(
                ["Sources/Commands/load-generator/main.swift", "Sources/Commands/synth/main.swift"],
                of: "load_generator/main.swift"),
            ["Sources/Commands/load-generator/main.swift:7"])
    }

    func testTheManifestSaysWhereATargetIs() throws {
        let manifest = """
            .target(name: "Other", path: "Lib/B"),
            // .target(name: "Infra", path: "Lib/Old"),
            .executableTarget(
              name : "Infra",
              dependencies: [.target(name: "Other", condition: .when(platforms: [.linux])), "Third (a"],
              path: "Lib/A"
            ),
            """
        XCTAssertEqual(
            try paths(
                ["Lib/A/Deep/Shop.swift", "Lib/B/Shop.swift"], manifest: manifest, of: "Infra/Shop.swift",
                "Other/Shop.swift"),
            ["Lib/A/Deep/Shop.swift:7", "Lib/B/Shop.swift:7"])
    }

    /// Targets that a function of the manifest makes would not be found.
    func testModulesOfThisPackageAreFound() {
        let sources = SourceFiles(root: repository)
        for (fileID, path) in [
            ("NetworkConstructs/Network.swift", "Sources/Constructs/Network/Network.swift"),
            ("FunctionConstructs/Function.swift", "Sources/Constructs/Functions/Function.swift"),
        ] {
            XCTAssertEqual(
                sources.position(of: .source(SourceLocation(fileID: fileID, line: 7))).description, "\(path):7")
        }
    }

    func testAFileThatIsThereOnceIsFoundWhereverItIs() throws {
        let manifest = ".target(name: \"Infra\", dependencies: [.product(name: \"TeamConstructs\", package: \"team\")])"
        XCTAssertEqual(
            try paths(
                ["Lib/Shop.swift", "Lib/Bucket.swift"], manifest: manifest, of: "Infra/Shop.swift",
                "TeamConstructs/Bucket.swift"),
            ["Lib/Shop.swift:7", "TeamConstructs/Bucket.swift:7"], "another package's file is not here")
    }

    /// A wrong path would be worse than none.
    func testWhatIsNotKnownStaysAsItIs() throws {
        XCTAssertEqual(
            try paths(
                ["A/Shop.swift", "B/Shop.swift", ".build/Infra/Gone.swift", "Sources/Services/Infra/Made.swift"],
                of: "Infra/Shop.swift", "Infra/Gone.swift", "Infra/Made.swift", "Infra/None.swift"),
            ["Infra/Shop.swift:7", "Infra/Gone.swift:7", "Infra/Made.swift:7", "Infra/None.swift:7"])
    }

    func testEveryFileOfThisRepositoryIsFound() throws {
        let sources = SourceFiles(root: repository)
        for (fileID, path) in [
            ("Stacks/Settings.swift", "Stacks/Settings.swift"),
            ("Diagnostics/Day.swift", "Sources/Diagnostics/Suppression/Day.swift"),
            ("synth/main.swift", "Sources/Commands/synth/main.swift"),
            ("audit_infra/main.swift", "Sources/Commands/audit-infra/main.swift"),
            ("DiagnosticsTests/Scratch.swift", "Tests/DiagnosticsTests/Scratch.swift"),
        ] {
            XCTAssertEqual(sources.position(of: .source(SourceLocation(fileID: fileID, line: 1))).path, path)
        }
    }

    func testNothingIsLookedForOutsideOfAPackage() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write(to: "Infra/Shop.swift")
        let sources = SourceFiles(root: scratch.path)
        XCTAssertEqual(
            sources.position(of: .source(SourceLocation(fileID: "Infra/Other.swift", line: 1))).path,
            "Infra/Other.swift")
    }
}
