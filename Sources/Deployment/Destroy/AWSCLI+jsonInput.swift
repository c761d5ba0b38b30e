import AWSAccess
import Foundation

extension AWSCLI {
    /// An option that is a URL, as a queue's identifier is, or may be: version 1 of the AWS CLI would fetch what is there, and
    /// takes it as JSON only.
    static func jsonInput(_ option: String, _ value: String) throws -> [String] {
        ["--cli-input-json", String(decoding: try JSONEncoder().encode([option: value]), as: UTF8.self)]
    }
}
