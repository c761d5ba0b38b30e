/// What an app is called: in Swift, as a root stack and in the names of its environments' stacks.
public struct AppName: Sendable, Equatable {
    /// As in `WebShop`.
    public let text: String

    /// What the sample that every app begins as is called.
    static let sample = "Starter"

    /// Names of Swift that the app's own must not hide.
    private static let taken: Set = [
        "Any", "App", "AppCommand", "AppCommands", "CloudFormation", "Infra", "SQS", "Self", "Stacks",
    ]

    /// - Parameter text: capital letter first, then letters and digits, 64 at most.
    /// - Throws: ``NewAppError`` for a name that is none.
    public init(_ text: String) throws(NewAppError) {
        guard text.wholeMatch(of: #/[A-Z][A-Za-z0-9]{0,63}/#) != nil else {
            throw NewAppError(
                "the name '\(text)' is none of a type in Swift; allowed: a capital letter, then letters and digits, 64 at most, as in WebShop"
            )
        }
        guard !Self.taken.contains(text) else {
            throw NewAppError("the name '\(text)' is taken; choose another one with --name")
        }
        self.text = text
    }

    /// The name that a folder suggests: `web-shop` is `WebShop`.
    public init(folder: String) throws(NewAppError) {
        let words = folder.split { !$0.isLetter && !$0.isNumber }
        let text = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        do throws(NewAppError) {
            try self.init(text)
        } catch {
            throw NewAppError("the folder '\(folder)' gives no name; choose one with --name NAME, as in WebShop")
        }
    }

    /// For names of stacks: `web-shop`.
    public var kebab: String {
        text.replacing(#/([a-z0-9])([A-Z])/#) { "\($0.1)-\($0.2)" }.lowercased()
    }

    /// Where the app's local cloud listens: the same for the same name, so that apps seldom get into each other's way.
    package var port: Int { 4567 + text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 400 } }
}
