import Foundation
import XCTest

/// Typechecks programs against the modules that this build made.
///
/// All programs go through the compiler at once, one file each: most of the time is spent loading modules.
struct TypeChecker {
    /// Where the build put its modules.
    private let modules: URL

    /// - Throws: when the modules are nowhere around the running tests.
    init() throws {
        final class Here {}
        let starts = [Bundle(for: Here.self).bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])]
        for start in starts {
            var folder = start.resolvingSymlinksInPath()
            for _ in 0..<6 {
                let modules = folder.appendingPathComponent("Modules")
                if FileManager.default.fileExists(atPath: modules.appendingPathComponent("Constructs.swiftmodule").path)
                {
                    self.modules = modules
                    return
                }
                folder.deleteLastPathComponent()
            }
        }
        throw Failure(description: "no Modules folder with Constructs.swiftmodule at or above \(starts.map(\.path))")
    }

    /// What the compiler says about each body of a function `program`, whose head `given` is, after its imports. What a
    /// body imports itself is brought to the top.
    func errors(in bodies: [(code: String, given: String)]) throws -> [[String]] {
        try errors(
            in: bodies.enumerated().map { index, example in
                let (body, given) = example
                let lines = body.components(separatedBy: "\n")
                let head = given.replacingOccurrences(of: "func program(", with: "func program\(index)(")
                var program = lines.filter { $0.hasPrefix("import ") }
                program.append(head)
                program += lines.filter { !$0.hasPrefix("import ") }
                program.append("}\n")
                return program.joined(separator: "\n")
            })
    }

    /// The same of bodies with one head.
    func errors(in bodies: [String], given: String) throws -> [[String]] {
        try errors(in: bodies.map { ($0, given) })
    }

    /// What the compiler says about each program: its errors, without place.
    ///
    /// - Throws: when the compiler complains about something else than the programs.
    func errors(in programs: [String]) throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("typecheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try programs.enumerated().map { index, program in
            let file = folder.appendingPathComponent("Program\(index).swift")
            try Data(program.utf8).write(to: file)
            return file
        }

        // What SwiftPM hands to whoever imports a module that knows a C library.
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let headers = try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
            .flatMap { [$0, $0 + "/include"] }.map(sources.appendingPathComponent)
            .filter { FileManager.default.fileExists(atPath: $0.appendingPathComponent("module.modulemap").path) }
            .flatMap { ["-I", $0.path] }
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            [
                "swiftc", "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-diagnostic-style", "llvm",
                "-no-color-diagnostics", "-module-name", "Programs", "-I", modules.path,
            ] + headers + files.map(\.path)
        let pipe = Pipe()
        compiler.standardError = pipe
        compiler.standardOutput = FileHandle.nullDevice
        try compiler.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        compiler.waitUntilExit()

        var errors = Array(repeating: [String](), count: programs.count)
        var others: [String] = []
        for line in output.split(separator: "\n") {
            guard let colon = line.range(of: "error: ") else { continue }
            let message = String(line[colon.upperBound...])
            if let index = files.firstIndex(where: { line.contains("/\($0.lastPathComponent):") }) {
                errors[index].append(message)
            } else {
                others.append(String(line))
            }
        }
        if !others.isEmpty || (compiler.terminationStatus != 0 && errors.allSatisfy(\.isEmpty)) {
            throw Failure(description: "swiftc failed on its own account:\n\(output)")
        }
        return errors
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
