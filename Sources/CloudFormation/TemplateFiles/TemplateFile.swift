import Diagnostics
import FileSystem
import Template

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
        do {
            return try SystemFiles.contents(ofGiven: path, atMost: Template.Limits.readBytes)
        } catch {
            throw TemplateFileProblem(error)
        }
    }
}

/// Why a file is no template that can be nested.
struct TemplateFileProblem: Error {
    /// What follows the file's name: "is not there".
    let message: String
    /// Where it is, from the first file to the one that is nested deepest; empty where it is about all of one file.
    let places: [Diagnostic.Place]
    let fix: String

    init(_ message: String, at places: [Diagnostic.Place] = [], fix: String) {
        self.message = message
        self.places = places
        self.fix = fix
    }

    init(_ refusal: SystemFiles.Refusal) {
        switch refusal {
        case .missing:
            self.init(
                "is not there",
                fix: "name it from the project's folder, in which the command runs: Stacks/Legacy/queue.json")
        case .isFolder: self.init("is a folder", fix: "name a file in it")
        case .tooLarge:
            self.init("is far larger than the \(Template.Limits.bytes) bytes of a template", fix: "name a template")
        case .isSilent(let seconds):
            self.init("is a pipe to which nobody wrote for \(seconds) seconds", fix: "name a file")
        case .unreadable(let reason):
            self.init("cannot be read: \(reason)", fix: "make it a file that this user may read")
        }
    }

    /// The same as a problem of the file that nests this one.
    func nested(_ file: String, as logicalID: String, at place: Diagnostic.Place?) -> TemplateFileProblem {
        TemplateFileProblem(
            "nests \(file) as \(logicalID), which \(message)", at: [place].compactMap(\.self) + places, fix: fix)
    }
}
