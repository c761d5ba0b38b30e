import Diagnostics
import Foundation

/// Builds an app and has it synthesize its templates.
struct AppSynthesis {
    let folder: String

    /// - Throws: ``DiagnosticError`` with what the compiler or the synthesis says.
    func run() async throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift", "run", "--package-path", folder, "Infra", "synth"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let templates = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/Stacks/Templates")) ?? []
        // Errors of the template are errors of its Swift; what it makes can be compared all the same.
        guard process.terminationStatus == 0 || !templates.isEmpty else {
            let lines = said.split(separator: "\n").filter { $0.contains("error:") }
            throw DiagnosticError(
                Diagnostic(
                    "not-migrated", "the app does not synthesize: \(lines.prefix(20).joined(separator: "\n"))",
                    at: .file(FilePosition(path: folder))))
        }
    }
}
