#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension SystemFiles {
    /// What changes with a file: another state is another content, as far as a look at the file can tell.
    package struct State: Sendable, Hashable {
        private let seconds: Int
        private let nanoseconds: Int
        /// In bytes.
        package let size: Int
        private let number: UInt64

        init(_ status: stat) {
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            seconds = Int(time.tv_sec)
            nanoseconds = Int(time.tv_nsec)
            size = Int(status.st_size)
            number = UInt64(status.st_ino)
        }
    }

    /// Nil where there is nothing.
    package static func state(of path: String) -> State? {
        var status = stat()
        return stat(path, &status) == 0 ? State(status) : nil
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Where the file itself is that symbolic links lead to.
    package static func linkless(_ path: String) throws(SystemError) -> String {
        guard let found = realpath(path, nil) else { throw .last }
        defer { free(found) }
        return String(cString: found)
    }
}
