import CloudFormation
import Foundation
import Synthesis

extension App {
    /// Throws unless synthesis finds these problems and no other: how many of each code. None by default.
    ///
    /// ```swift
    /// try Orders.app().expectDiagnostics()
    /// try wrong.expectDiagnostics(["unused-parameter": 1])
    /// ```
    ///
    /// - Throws: ``TemplateMismatch`` with all diagnostics that there are.
    public func expectDiagnostics(
        _ counts: [String: Int] = [:], file: String = #filePath, line: Int = #line
    ) throws {
        let diagnostics = synthesize().diagnostics
        guard Dictionary(grouping: diagnostics, by: \.code).mapValues(\.count) != counts else { return }
        let expected = counts.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
        throw TemplateMismatch(
            "expected \(counts.isEmpty ? "no diagnostics" : expected); there are \(diagnostics.count)",
            diagnostics.map(\.description), file: file, line: line)
    }

    /// Throws unless the committed templates are what the app synthesizes.
    ///
    /// - Parameters:
    ///   - folder: where they are committed, from the folder of the package that the test belongs to.
    ///   - record: what writes them anew, such as `swift run Infra synth`.
    /// - Throws: ``TemplateMismatch`` with the differences, line by line.
    public func expectTemplates(
        in folder: String = "Stacks/Templates", recordedBy record: String, file: String = #filePath, line: Int = #line
    ) throws {
        let directory = TemplateDirectory(path: try Self.package(of: file) + "/" + folder)
        let stale = try directory.compare(with: synthesize()).filter { $0.status != .unchanged }
        guard !stale.isEmpty else { return }
        throw TemplateMismatch(
            "\(stale.count == 1 ? "a template" : "\(stale.count) templates") in \(folder) "
                + "\(stale.count == 1 ? "is" : "are") stale; review the difference, then record it with: \(record)",
            stale.flatMap { ["\($0.fileName) (\($0.status))"] + $0.difference.lines.map(\.description) },
            file: file, line: line)
    }

    /// The folder with the `Package.swift` above a source file.
    private static func package(of file: String) throws -> String {
        var folder = URL(fileURLWithPath: file)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
                return folder.path
            }
        }
        throw TemplateMismatch("there is no Package.swift above \(file)")
    }
}
