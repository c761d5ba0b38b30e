import AWSAccess
import Foundation

/// How many files and connections this process may have open.
enum DescriptorLimit {
    /// Raises the limit as far as is needed and allowed.
    ///
    /// - Throws: `CommandError` when the system allows fewer.
    static func raise(for connections: Int) throws {
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        // Besides the connections: standard streams, event queues, pipes of the AWS CLI.
        let needed = rlim_t(connections + 64)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
        guard limit.rlim_max >= needed else {
            throw CommandError(
                "system-limit",
                "that many clients need \(needed) open files, and this system allows \(limit.rlim_max); use fewer --clients, or raise the limit (ulimit -Hn)"
            )
        }
        limit.rlim_cur = needed
        guard setrlimit(resource, &limit) == 0 else {
            throw CommandError("system-limit", "\(SystemFailure("setrlimit"))")
        }
    }
}
