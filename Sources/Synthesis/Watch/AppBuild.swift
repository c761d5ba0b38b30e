import FileSystem
import Terminal

/// How the process that runs is built by SwiftPM, and called again.
struct AppBuild {
    /// What builds the executable of the process, and nothing else, where it was built before.
    let build: [String]
    private let commandLine: [String]

    /// - Parameter commandLine: of the process; nil for a program that stands elsewhere than SwiftPM puts it, which is
    ///   in `SCRATCH/TRIPLE/CONFIGURATION/PRODUCT`.
    init?(_ commandLine: [String]) {
        guard let path = commandLine.first, path.contains("/"), let file = try? SystemFiles.linkless(path)
        else { return nil }
        let parts = file.split(separator: "/")
        guard parts.count > 3, ["debug", "release"].contains(parts[parts.count - 2]) else { return nil }
        build = [
            "swift", "build", "--quiet", "--product", String(parts[parts.count - 1]),
            "--configuration", String(parts[parts.count - 2]),
            "--scratch-path", "/" + parts.dropLast(3).joined(separator: "/"),
        ]
        self.commandLine = commandLine
    }

    /// Builds and calls it.
    ///
    /// - Parameter options: flags that are left out.
    func run(without options: Set<String>) -> ExitCode {
        guard ChildProcess.run(build) == 0 else { return .failure }
        return ChildProcess.run(commandLine.filter { !options.contains($0) }) == 0 ? .success : .failure
    }
}
