/// A question that somebody must answer before something happens which cannot be taken back.
public struct Prompt: Sendable {
    /// No answer could be had.
    public struct Unanswerable: Error, CustomStringConvertible, Sendable {
        /// Why, and what to pass on the command line instead.
        public let description: String
    }

    private let question: String
    private let accepted: [String]
    private let automation: String

    /// A question that `y` or `yes` agrees to.
    ///
    /// - Parameter automation: what to pass on the command line where nobody can answer, such as `--yes`.
    public init(_ question: String, automation: String = "--yes") {
        self.init(question + " [y/N] ", accepted: ["y", "yes", "o", "oui"], automation: automation)
    }

    /// A question that only the exact word agrees to, for what is hard to undo.
    public init(_ question: String, typing word: String, automation: String) {
        self.init(question + " Type \(word) to go on: ", accepted: [word], automation: automation)
    }

    private init(_ question: String, accepted: [String], automation: String) {
        self.question = question
        self.accepted = accepted
        self.automation = automation
    }

    /// Asks, and tells whether the user agreed. Blocks its thread until there is an answer.
    ///
    /// - Throws: ``Unanswerable`` when standard input is not a terminal: guessing "yes" from a pipe would make the
    ///   question worthless, and "no" would look like success.
    public func ask(on terminal: Terminal) throws -> Bool {
        guard terminal.input.isInteractive else {
            throw Unanswerable(
                description:
                    "this needs an answer, and standard input is not a terminal; pass \(automation) to go on without a question"
            )
        }
        terminal.errors.print(StyledText(question), terminator: "")
        guard let answer = terminal.input.nextLine() else {
            terminal.errors.print()
            return false
        }
        let trimmed = answer.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let given = String(trimmed)
        return accepted.contains(accepted.count == 1 ? given : given.lowercased())
    }
}
