import FileSystem

/// A CloudFormation template in JSON that somebody wrote, for ``Scope/nestedStack(_:template:parameters:)``.
///
/// A path counts from the folder in which the command runs, which is the project's.
public struct TemplateFile: Sendable, ExpressibleByStringLiteral {
    /// As the user names it, and as problems name it.
    let path: String
    /// nil for a file that is read when it is used.
    private let given: [UInt8]?

    public init(_ path: String) {
        self.path = path
        given = nil
    }

    public init(stringLiteral path: String) {
        self.init(path)
    }

    /// A template that was read already, or made.
    ///
    /// - Parameter path: what problems call it.
    public init(_ path: String, contents: [UInt8]) {
        self.path = path
        given = contents
    }

    /// - Throws: ``TemplateFileProblem`` for a file that is not there, or cannot be read.
    func contents() throws(TemplateFileProblem) -> [UInt8] {
        if let given { return given }
        let found: [UInt8]?
        do {
            found = try SystemFiles.contents(of: path)
        } catch {
            throw TemplateFileProblem("cannot be read: \(error)", fix: "make it a file that this user may read")
        }
        guard let found else {
            throw TemplateFileProblem(
                "is not there",
                fix: "name it from the project's folder, in which the command runs: Stacks/Legacy/queue.json")
        }
        return found
    }
}

/// Why a file is no template that can be nested.
struct TemplateFileProblem: Error {
    /// What follows the file's name: "is not there".
    let message: String
    /// Where it is, from the first file to the one that is nested deepest; empty where it is about all of one file.
    let places: [SourceLocation]
    let fix: String

    init(_ message: String, at places: [SourceLocation] = [], fix: String) {
        self.message = message
        self.places = places
        self.fix = fix
    }

    /// The same as a problem of the file that nests this one.
    func nested(_ file: String, as logicalID: String, at place: SourceLocation) -> TemplateFileProblem {
        TemplateFileProblem("nests \(file) as \(logicalID), which \(message)", at: [place] + places, fix: fix)
    }
}
