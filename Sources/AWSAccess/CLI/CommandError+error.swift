import Diagnostics
import Terminal

extension CommandError {
    /// What any error says, with more hints.
    public init(_ error: any Error, hints: [String] = []) {
        switch error {
        case let error as CommandError: self.init(error.diagnostics, hints: error.hints + hints)
        case let error as AWSError: self.init([error.diagnostic], hints: hints)
        case is Prompt.Unanswerable: self.init([Diagnostic("not-confirmed", "\(error)")], hints: hints)
        default: self.init(Diagnostic.all(of: error), hints: hints)
        }
    }
}
