import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import NewApp

final class NewAppTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "new-app-" + UUID().uuidString
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    /// A clone of the product with a version checked out, or none.
    private func clone(version: String? = nil, origin: String? = nil) -> Clone {
        Clone(path: Clone.current.path) { $0[0] == "describe" ? version : origin }
    }

    private func run(
        _ words: String..., clone: Clone? = nil
    ) throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let command = NewAppCommand(clone: clone ?? self.clone())
        let code = command.run(try NewAppCommand.syntax.parse(words), on: screen.terminal())
        return (code, screen.output, screen.errors.replacingOccurrences(of: folder, with: "DIR"))
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    }

    func testEverythingIsUnderTheAppsOwnName() throws {
        let outcome = try run(folder, "--name", "WebShop")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(outcome.output.contains("  make deploy ENV=local "), outcome.output)
        let paths = try XCTUnwrap(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        for path in [
            ".gitignore", "Makefile", "Package.swift", "README.md", "Sources/Infra/main.swift", "Stacks/WebShop.swift",
            "Stacks/Templates/WebShop.template.json", "Tests/StacksTests/WebShopTests.swift", "parameters/dev.json",
            "parameters/local.json", "parameters/prod.json",
        ] {
            XCTAssertTrue(paths.contains(path), path)
        }
        for path in paths {
            XCTAssertFalse(path.contains("Starter"), path)
            guard let text = try? text(path) else { continue }
            XCTAssertNil(text.range(of: "starter", options: .caseInsensitive), path)
        }
        XCTAssertTrue(try text("parameters/prod.json").contains(#""stackName": "web-shop-prod""#))
        XCTAssertTrue(try text("Sources/Infra/main.swift").contains("await AppCommand(WebShop.app).main()"))
    }

    func testTheSwiftOfANameOfTwoWordsParses() throws {
        _ = try run(folder, "--name", "WebShop")
        let paths = try XCTUnwrap(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        let files = paths.filter { $0.hasSuffix(".swift") }
        XCTAssertEqual(files.count, 4, "\(files)")
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swiftc", "-parse"] + files.map { folder + "/" + $0 }
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0, said)
    }

    func testAppsHaveLocalCloudsOfTheirOwn() throws {
        _ = try run(folder, "--name", "WebShop")
        let port = try AppName("WebShop").port
        XCTAssertTrue(try text("parameters/local.json").contains(#""endpoint": "http://localhost:\#(port)""#))
        XCTAssertNotEqual(port, 4566, "WebMarket+ listens there")
        XCTAssertNotEqual(try AppName("Orders").port, try AppName("Notes").port)
    }

    func testItDependsOnTheFolderOfTheCloneUnlessAVersionIsCheckedOut() throws {
        _ = try run(folder, "--name", "Shop")
        let path = Clone.current.path
        // Relative where temporary files are kept beside the clone.
        guard case .folder(let written) = clone().reference(forAppIn: folder) else { return XCTFail("it is a folder") }
        XCTAssertTrue(
            try text("Package.swift").contains(".package(name: \"CloudFormation\", path: \"\(written)\")\n"))
        XCTAssertTrue(try text("Makefile").contains("\nPRODUCT := \(written)\n"))
        XCTAssertEqual(clone().reference(forAppIn: "/elsewhere/shop"), .folder(path))
        XCTAssertEqual(clone().reference(forAppIn: path + "/Examples/Shop"), .folder("../.."))
        XCTAssertEqual(
            clone().reference(forAppIn: path + "/../shop"), .folder("../" + (path as NSString).lastPathComponent))
    }

    func testASlashTooManyLeadsNowhereElse() throws {
        let folder = Clone.current.path + "/../none//shop"
        let reference = clone().reference(forAppIn: folder)
        XCTAssertNoThrow(try reference.check(forAppIn: folder))
    }

    func testItDependsOnTheRepositoryOfAVersion() throws {
        let released = clone(version: "1.2.0", origin: "https://git.example.com/team/Infra-Kit.git")
        XCTAssertEqual(try run(folder, "--name", "Shop", clone: released).code, .success)
        let package = try text("Package.swift")
        XCTAssertTrue(
            package.contains(#".package(url: "https://git.example.com/team/Infra-Kit.git", from: "1.2.0")"#), package)
        XCTAssertTrue(package.contains(#".product(name: "AppCommands", package: "Infra-Kit")"#), package)
        XCTAssertFalse(package.contains("../"), package)
        XCTAssertTrue(try text("Makefile").contains("\nPRODUCT := .build/checkouts/Infra-Kit\n"))
    }

    func testCredentialsOfTheOriginAreNotWritten() throws {
        for (origin, url) in [
            ("https://me:se@cret@git.example.com/kit.git", "https://git.example.com/kit.git"),
            ("HTTP://token@git.example.com/a@b.git", "HTTP://git.example.com/a@b.git"),
            ("https://git.example.com/a@b.git", "https://git.example.com/a@b.git"),
            ("ssh://git@git.example.com/kit.git", "ssh://git@git.example.com/kit.git"),
            ("git@git.example.com:kit.git", "git@git.example.com:kit.git"),
        ] {
            let released = clone(version: "1.2.0", origin: origin)
            XCTAssertEqual(released.reference(forAppIn: folder), .repository(url: url, version: "1.2.0"))
        }
    }

    func testTheProductCanBeNamed() throws {
        let kit = folder + "-k@t"
        try FileManager.default.createDirectory(atPath: kit + "/Tools", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: kit) }
        let other = try run(folder, "--name", "Shop", "--product", kit)
        XCTAssertEqual(
            other.errors, "error: there is no Tools/app.mk in 'DIR-k@t'; name the product's folder with --product\n")
        try Data().write(to: URL(fileURLWithPath: kit + "/Tools/app.mk"))
        let named = try run(folder, "--name", "Shop", "--product", kit)
        XCTAssertEqual(named.code, .success, named.errors)
        let name = (kit as NSString).lastPathComponent
        XCTAssertTrue(try text("Package.swift").contains("path: \"../\(name)\""))
        try FileManager.default.removeItem(atPath: folder)
        let url = "git@git.example.com:team/kit.git"
        let unversioned = try run(folder, "--name", "Shop", "--product", url)
        XCTAssertEqual(unversioned.code, .usage)
        XCTAssertTrue(unversioned.errors.hasPrefix("error: --version is missing: "), unversioned.errors)
        XCTAssertEqual(try run(folder, "--name", "Shop", "--product", url, "--version", "1.0.0").code, .success)
        XCTAssertTrue(try text("Package.swift").contains(#".package(url: "\#(url)", from: "1.0.0")"#))
    }

    func testWhatCannotBecomeAnAppIsRefusedAndNothingIsWritten() throws {
        for (words, problem) in [
            (["--name", "shop"], "error: the name 'shop' is none of a type in Swift; allowed: "),
            (["--name", "Stacks"], "error: the name 'Stacks' is taken; "),
            (
                ["--name", "Shop", "--product", "/my kit"],
                "error: the product's path '/my kit' has white space in it; allowed: "
            ),
            (
                ["--name", "Shop", "--product", "https://example.com/$(id)", "--version", "1.0.0"],
                "error: the product's URL 'https://example.com/$(id)' has '$' in it; allowed: "
            ),
        ] {
            let screen = TestTerminal()
            let arguments = try NewAppCommand.syntax.parse([folder] + words)
            XCTAssertEqual(NewAppCommand(clone: clone()).run(arguments, on: screen.terminal()), .failure)
            XCTAssertTrue(screen.errors.hasPrefix(problem), screen.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder))
        }
    }

    func testTheVersionIsOneAndOfARepository() throws {
        let url = "https://git.example.com/kit.git"
        for (words, problem) in [
            (
                ["--product", url, "--version", "1.0\", exact: \"2"],
                "error: --version '1.0\", exact: \"2' is no version; "
            ),
            (["--product", url, "--version", "main"], "error: --version 'main' is no version; "),
            (["--product", Clone.current.path, "--version", "1.0.0"], "error: --version goes with the URL "),
            (["--version", "1.0.0"], "error: --version goes with the URL "),
        ] {
            let screen = TestTerminal()
            let arguments = try NewAppCommand.syntax.parse([folder, "--name", "Shop"] + words)
            XCTAssertEqual(NewAppCommand(clone: clone()).run(arguments, on: screen.terminal()), .usage)
            XCTAssertTrue(screen.errors.hasPrefix(problem), screen.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder))
        }
    }

    func testAFolderWithFilesIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        XCTAssertEqual(try run(folder, "--name", "Shop").code, .success, "an empty one is taken")
        let outcome = try run(folder, "--name", "Other")
        XCTAssertEqual(outcome.code, .failure)
        XCTAssertEqual(
            outcome.errors, "error: 'DIR' is not empty: there is .gitignore; name a folder that is new\n")
        XCTAssertTrue(try text("Package.swift").contains("\"Shop\""))
        let file = try run(folder + "/Makefile", "--name", "Other")
        XCTAssertEqual(file.errors, "error: 'DIR/Makefile' is a file; name a folder that is new\n")
    }

    func testTheFolderGivesTheName() throws {
        XCTAssertEqual(try AppName(folder: "web-shop").text, "WebShop")
        XCTAssertEqual(try AppName(folder: "Orders").text, "Orders")
        XCTAssertEqual(try AppName("WebShop").kebab, "web-shop")
        XCTAssertEqual(try AppName("HTTPNotes2").kebab, "httpnotes2")
        XCTAssertThrowsError(try AppName(folder: "2026")) {
            XCTAssertEqual("\($0)", "the folder '2026' gives no name; choose one with --name NAME, as in WebShop")
        }
    }
}
