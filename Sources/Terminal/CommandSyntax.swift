/// What a command understands on its command line, and the help that says so.
///
/// ```swift
/// let syntax = CommandSyntax(
///     "outputs", summary: "Shows the outputs of a deployed environment.",
///     options: [.value("env", "NAME", "the environment: a file in parameters/"), .flag("json", "print JSON")],
///     examples: [.init("outputs --env dev", "as a table")])
/// let arguments = syntax.parseOrExit()
/// ```
public struct CommandSyntax: Sendable {
    /// An option: `--name VALUE`, or `--name` alone.
    public struct Option: Sendable {
        let name: String
        let placeholder: String?
        let help: String

        /// An option with a value, written `--name VALUE` or `--name=VALUE`; the last one counts.
        public static func value(_ name: String, _ placeholder: String, _ help: String) -> Option {
            Option(name: name, placeholder: placeholder, help: help)
        }

        /// An option without a value.
        public static func flag(_ name: String, _ help: String) -> Option {
            Option(name: name, placeholder: nil, help: help)
        }
    }

    /// An argument known by its place.
    public struct Positional: Sendable {
        let name: String
        let help: String
        let isRequired: Bool
        let isRepeated: Bool

        /// - Parameters:
        ///   - name: in capitals, as the help shows it.
        ///   - help: what it is, in a few words.
        ///   - isRepeated: whether any number more may follow, for the last one.
        public init(_ name: String, _ help: String, isRequired: Bool = true, isRepeated: Bool = false) {
            self.name = name
            self.help = help
            self.isRequired = isRequired
            self.isRepeated = isRepeated
        }

        /// As the usage shows it.
        var usage: String {
            let words = isRepeated ? name + "..." : name
            return isRequired ? words : "[\(words)]"
        }
    }

    /// A command line worth copying, and what it does.
    public struct Example: Sendable {
        /// As it is typed.
        public let commandLine: String
        /// What it does, in a few words.
        public let explanation: String

        /// A command line as it is typed, and what it does, in a few words.
        public init(_ commandLine: String, _ explanation: String) {
            self.commandLine = commandLine
            self.explanation = explanation
        }
    }

    /// The command as it is typed.
    public private(set) var name: String
    /// What it does, in one sentence.
    public let summary: String
    let positionals: [Positional]
    let options: [Option]
    /// Command lines worth copying, the most usual one first.
    public var examples: [Example] {
        name == ownName
            ? ownExamples
            : ownExamples.map { example in
                Example(example.commandLine.replacing(ownName, with: name, maxReplacements: 1), example.explanation)
            }
    }
    /// The name without what it is called by.
    private let ownName: String
    private let ownExamples: [Example]
    let notes: [String]
    /// Whether `--explain` is also asked for what is no code, which the command knows itself.
    let explainsMore: Bool

    /// - Parameters:
    ///   - name: the command as it is typed.
    ///   - summary: one sentence.
    ///   - notes: paragraphs for the end of the help, each a line or a few.
    ///   - explained: what the command explains besides codes, when it runs: a placeholder, and what is said of it.
    public init(
        _ name: String, summary: String, positionals: [Positional] = [], options: [Option] = [],
        examples: [Example] = [], notes: [String] = [], explaining explained: (placeholder: String, help: String)? = nil
    ) {
        self.name = name
        self.summary = summary
        self.positionals = positionals
        self.options =
            options + [
                .value(
                    "explain", (explained.map { $0.placeholder + "|" } ?? "") + "CODE",
                    (explained.map { $0.help + "; or " } ?? "")
                        + "say what a diagnostic's code means, such as logical-id-collision"),
                .flag("help", "show this help"),
            ]
        ownName = name
        ownExamples = examples
        self.notes = notes
        explainsMore = explained != nil
    }

    /// The same command under the name by which the user calls it, such as `swift run Infra deploy`, in its examples
    /// too.
    public func called(_ name: String) -> CommandSyntax {
        var syntax = self
        syntax.name = name
        return syntax
    }
}
