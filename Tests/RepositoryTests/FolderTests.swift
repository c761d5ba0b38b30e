import Foundation
import XCTest

/// Folders of a module have one way, as modules do: one that another one uses does not use it back.
final class FolderTests: XCTestCase {
    /// What may stand between a word that opens access and the one that declares.
    private static let modifiers: Set = [
        "public", "package", "internal", "fileprivate", "private", "final", "indirect", "nonisolated",
        "dynamicMemberLookup",
    ]
    private static let declarators: Set = ["struct", "enum", "class", "protocol", "actor", "typealias"]

    /// The types that a file declares for others, not within another type.
    private static func declarations(in words: [SwiftWords.Word]) -> [String] {
        words.indices.dropLast().filter { index in
            guard words[index].depth == 0, declarators.contains(words[index].text) else { return false }
            let before = words[..<index].reversed().prefix { modifiers.contains($0.text) }.map(\.text)
            return !before.contains("private") && !before.contains("fileprivate")
        }.map { words[$0 + 1].text }
    }

    /// The namespaces of services, in which a type may be called as one of a construct's.
    private static let services = Set(
        ((try? FileManager.default.contentsOfDirectory(
            atPath: Sources.root.appendingPathComponent("Sources/Services/AWSResourceTypes").path)) ?? [])
            .map { String($0.prefix { $0 != "." }) })

    /// Which types of others a folder names, by the folder that declares them.
    private typealias Uses = [String: [String: Set<String>]]

    private static func uses(in files: [Sources.File]) -> Uses {
        let words = files.map { SwiftWords(in: $0.text).words }
        var folders: [String: Set<String>] = [:]
        for (file, words) in zip(files, words) {
            for name in declarations(in: words) { folders[name, default: []].insert(file.folder) }
        }
        var uses: Uses = [:]
        for (file, words) in zip(files, words) {
            for name in Set(words.filter { !services.contains($0.owner ?? "") }.map(\.text)) {
                guard let declaring = folders[name], !declaring.contains(file.folder) else { continue }
                for folder in declaring { uses[file.folder, default: [:]][folder, default: []].insert(name) }
            }
        }
        return uses
    }

    /// The folders that a folder leads to, however far.
    private static func reach(of folder: String, _ uses: Uses) -> Set<String> {
        var reached: Set<String> = []
        var open = [folder]
        while let next = open.popLast() {
            for used in (uses[next] ?? [:]).keys where reached.insert(used).inserted { open.append(used) }
        }
        return reached
    }

    func testNoFolderUsesOneThatUsesIt() throws {
        var count = 0
        for (_, files) in Dictionary(grouping: try Sources.files(), by: \.module) {
            let uses = Self.uses(in: files)
            for (folder, used) in uses {
                count += used.count
                for (other, names) in used where Self.reach(of: other, uses).contains(folder) {
                    XCTFail(
                        "\(folder) names \(names.sorted().joined(separator: ", ")) of \(other), which leads back to it")
                }
            }
        }
        XCTAssertGreaterThan(count, 100, "uses between folders are not seen")
        XCTAssertTrue(Self.services.isSuperset(of: ["SNS", "SQS"]), "the namespaces of services are not seen")
    }

    func testWordsAreThoseOfTheCode() {
        let words = SwiftWords(
            in: ##"""
                // Comment
                struct Shop { let text = "Quoted \(Price("Inner").text) \"Escaped\"" }
                let raw = #"Raw "x" \(Still) \#(Interpolated)"#
                """##
        ).words
        XCTAssertEqual(
            words.map(\.text),
            ["struct", "Shop", "let", "text", "Price", "text", "let", "raw", "Interpolated"])
        XCTAssertEqual(words.filter { $0.depth == 0 }.map(\.text), ["struct", "Shop", "let", "raw", "Interpolated"])
        XCTAssertEqual(SwiftWords(in: "let a: SQS.Queue = .b").words.map(\.owner), [nil, nil, nil, "SQS", nil])
    }
}
