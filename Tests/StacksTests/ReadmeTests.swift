import Foundation
import XCTest

/// What the README shows is what compiles and works.
final class ReadmeTests: XCTestCase {
    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: Repository.path(path), encoding: .utf8)
    }

    func testTheFilesOfAnAppThatItShowsAreTheExamples() throws {
        let readme = try text("README.md")
        for path in ["Package.swift", "Stacks/Orders.swift", "Sources/Infra/main.swift", "parameters/local.json"] {
            // The example is in this repository; whoever reads the README is not.
            let file = try text("Examples/Orders/" + path).replacingOccurrences(
                of: #".package(name: "CloudFormation", path: "../..")"#,
                with: #".package(url: "https://git.example.com/team/CloudFormation.git", from: "1.0.0")"#)
            XCTAssertTrue(
                readme.contains("```\((path as NSString).pathExtension)\n\(file)```\n"),
                "copy Examples/Orders/\(path) to the README")
        }
    }

    func testEveryFolderThatItNamesIsThere() throws {
        let map = try text("README.md").components(separatedBy: "## The map of the house").last ?? ""
        let folders = map.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .flatMap { $0.split(separator: "|")[0].split(separator: ",") }
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
        XCTAssertGreaterThan(folders.count, 5)
        for folder in folders {
            XCTAssertTrue(FileManager.default.fileExists(atPath: Repository.path(folder)), folder)
        }
    }
}
