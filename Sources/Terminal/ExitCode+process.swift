#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension ExitCode {
    /// Ends this process with the code; with failure where its standard output could not be written.
    public func exitProcess() -> Never {
        exit(Terminal.process.end(of: self).rawValue)
    }
}
