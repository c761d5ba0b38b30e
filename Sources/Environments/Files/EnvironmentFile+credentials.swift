import AWSAccess
import Diagnostics
import Foundation

extension EnvironmentFile {
    /// Why `credentials` cannot be what it is; nil where it can.
    static func problem(ofCredentials credentials: String, isLocal: Bool) -> String? {
        if credentials.isEmpty { return "'credentials' is empty; allowed: a file such as .local/cloud/credentials" }
        return isLocal ? nil : "'credentials' goes with 'endpoint' only; on AWS, name a profile with --profile"
    }

    /// The absolute path of the emulator's credentials; nil where it needs none.
    ///
    /// - Throws: ``DiagnosticError`` when the file is not there, which it is as long as the emulator runs.
    func credentialsFile() throws -> String? {
        guard let credentials else { return nil }
        let path = URL(fileURLWithPath: credentials).path
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw DiagnosticError(
                Diagnostic(
                    "unreadable-file",
                    "the credentials of the local cloud, '\(credentials)', cannot be read; start the local cloud with 'make local-up'",
                    at: .file(FilePosition(path: fileName))))
        }
        return path
    }
}
