/// How the user calls the program that runs: what stands before a verb in a message that tells them what to run next.
///
/// ```swift
/// Invocation.verbs.commandLine("deploy --env dev")         // swift run Infra deploy --env dev
/// Invocation.executables.commandLine("deploy --env dev")   // swift run deploy --env dev
/// ```
public struct Invocation: Sendable, Equatable {
    private let prefix: String
    private var names: [String: String] = [:]

    /// - Parameter prefix: what stands before a verb, such as `swift run Infra `.
    public init(prefix: String) { self.prefix = prefix }

    /// The same where commands go by other names than their own, as verbs of an app may.
    ///
    /// - Parameter names: what each is called, by its own name.
    public func naming(_ names: [String: String]) -> Invocation {
        var invocation = self
        invocation.names = names
        return invocation
    }

    /// This process's, where the verbs are its first argument.
    public static var verbs: Invocation { .verbs(of: path) }

    /// This process's, where every verb is an executable of its own, beside this one.
    public static var executables: Invocation { .executables(beside: path) }

    private static var path: String { CommandLine.arguments.first ?? "" }

    /// A command line with a verb, which its first word names.
    public func commandLine(_ command: String) -> String {
        let name = String(command.prefix { $0 != " " })
        return prefix + (names[name] ?? name) + command.dropFirst(name.count)
    }

    static func verbs(of path: String) -> Invocation {
        let (folder, name) = split(path)
        return Invocation(prefix: (isBuildFolder(folder) ? "swift run \(name)" : path) + " ")
    }

    static func executables(beside path: String) -> Invocation {
        let (folder, _) = split(path)
        return Invocation(prefix: isBuildFolder(folder) ? "swift run " : String(folder))
    }

    /// The folder with its slash, and the name in it.
    private static func split(_ path: String) -> (folder: Substring, name: Substring) {
        let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return (path[..<start], path[start...])
    }

    /// SwiftPM builds into a folder that is named after the configuration. Nobody types that path.
    private static func isBuildFolder(_ folder: Substring) -> Bool {
        ["/debug/", "/release/"].contains { folder.hasSuffix($0) }
    }
}
