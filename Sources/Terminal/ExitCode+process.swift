#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension ExitCode {
    /// Ends this process with the code.
    public func exitProcess() -> Never {
        exit(rawValue)
    }
}
