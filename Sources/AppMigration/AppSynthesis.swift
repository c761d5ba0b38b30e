import Diagnostics
import Foundation

/// Builds an app and has it synthesize its templates.
struct AppSynthesis {
    let folder: String

    /// What the compiler and the synthesis say is shown as they say it.
    ///
    /// - Throws: ``DiagnosticError`` where one of them fails.
    func run() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift", "run", "--package-path", folder, "Infra", "synth"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw DiagnosticError(
                Diagnostic(
                    "not-migrated", "the app does not synthesize; what is wrong stands above",
                    at: .file(FilePosition(path: folder)),
                    fix: "mend it there, and compare what 'swift run Infra synth' makes with 'plan OLD.json NEW.json'"))
        }
    }
}
