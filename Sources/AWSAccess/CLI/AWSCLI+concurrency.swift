import Foundation

extension AWSCLI {
    /// A call is half a second of processor time, nearly all of it the start of the AWS CLI: one more at once than
    /// there are processors, so that none is idle while a service is waited for. More than eight would meet the
    /// services' limits.
    package static let simultaneousCalls = min(8, ProcessInfo.processInfo.activeProcessorCount + 1)
}
