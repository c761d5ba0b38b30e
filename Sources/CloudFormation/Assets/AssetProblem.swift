import Archives
import FileSystem

/// Why a file or a folder is no asset.
package struct AssetProblem: Error {
    /// What follows its name: "is not there".
    package let message: String
    package let fix: String

    init(_ message: String, fix: String) {
        self.message = message
        self.fix = fix
    }

    init(_ refusal: SystemFiles.Refusal) {
        switch refusal {
        case .missing:
            self.init(
                "is not there",
                fix: "name it from the project's folder, in which the command runs: functions/hello")
        case .isFolder, .isSilent: self.init("is no file", fix: "name a file or a folder")
        case .tooLarge:
            self.init(
                "has more than \(ZIPArchive.mostBytes) bytes", fix: "divide it, or bring it to a bucket otherwise")
        case .unreadable(let reason):
            self.init("cannot be read: \(reason)", fix: "make it a file that this user may read")
        }
    }

    init(_ refusal: ZIPArchive.Refusal) {
        switch refusal {
        case .tooManyFiles(let limit):
            self.init(
                "has more than the \(limit) files that an archive holds without ZIP64", fix: "divide it, or ignore some"
            )
        case .tooLarge(let limit):
            self.init(
                "has more than the \(limit) bytes of an archive without ZIP64", fix: "divide it, or ignore some")
        case .nameTooLong(let name, let limit):
            self.init("has a name of more than \(limit) bytes: \(name.prefix(60))...", fix: "shorten it")
        }
    }

    init(_ problem: FileTree.Problem, in folder: String) {
        let place = problem.location
        switch problem.kind {
        case .missing, .isNoFolder: self.init("is no folder", fix: "name a file or a folder")
        case .unreadableFolder: self.init("has a folder that cannot be read: \(place)", fix: "check its permissions")
        case .gone: self.init("has a file that is gone or cannot be read: \(place)", fix: "run this again")
        case .invalidName: self.init("has a name that is no UTF-8: \(place)", fix: "rename it, or ignore it")
        }
    }
}
