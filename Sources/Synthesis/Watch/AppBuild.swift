import Terminal

/// How the process that runs is built by SwiftPM, and called again.
struct AppBuild {
    private let product: String
    private let configuration: String
    private let commandLine: [String]

    /// - Parameter commandLine: of the process; nil for a program that stands elsewhere than SwiftPM puts it.
    init?(_ commandLine: [String]) {
        let parts = commandLine.first?.split(separator: "/") ?? []
        guard parts.count > 1, ["debug", "release"].contains(parts[parts.count - 2]) else { return nil }
        product = String(parts[parts.count - 1])
        configuration = String(parts[parts.count - 2])
        self.commandLine = commandLine
    }

    /// Builds and calls it.
    ///
    /// - Parameter options: flags that are left out.
    func run(without options: Set<String>) -> ExitCode {
        let build = ["swift", "build", "--quiet", "--product", product, "--configuration", configuration]
        guard ChildProcess.run(build) == 0 else { return .failure }
        return ChildProcess.run(commandLine.filter { !options.contains($0) }) == 0 ? .success : .failure
    }
}
