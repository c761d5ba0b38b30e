#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The environment variables of this process, read without Foundation, whose loading costs more than all of `synth`.
public struct ProcessEnvironment: Sendable {
    /// The environment as it is when a variable is asked for.
    public init() {}

    /// The value of a variable, nil when it is not set.
    public subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
