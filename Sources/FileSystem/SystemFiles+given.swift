#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension SystemFiles {
    /// Why a file that a person named cannot be used.
    package enum Refusal: Error, Equatable {
        case missing, isFolder
        /// It has more bytes than were asked for.
        case tooLarge
        /// A pipe, to which nobody writes.
        case isSilent(seconds: Int32)
        /// What the operating system says.
        case unreadable(String)
    }

    /// The bytes of a file that a person named. It may be a pipe, as a shell's `<(...)` makes one, and is not waited
    /// for for ever: nobody may write to it.
    ///
    /// - Parameters:
    ///   - limit: how many bytes it may have.
    ///   - patience: how many seconds the next byte of a pipe may take.
    package static func contents(
        ofGiven path: String, atMost limit: Int, patience: Int32 = 10
    ) throws(Refusal) -> [UInt8] {
        // Without O_NONBLOCK the opening itself would wait for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw refusal }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw refusal }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, isFile ? Int(status.st_size) : 0) + 1)
        while bytes.count <= limit {
            if !isFile { try waitForBytes(of: file, patience) }
            let count = append(from: file, to: &bytes)
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count >= 0 else { throw refusal }
            if count == 0 { return bytes }
        }
        throw .tooLarge
    }

    private static func append(from file: Int32, to bytes: inout [UInt8]) -> Int {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            let count = read(file, buffer.baseAddress, buffer.count)
            if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
            return count
        }
    }

    private static func waitForBytes(of file: Int32, _ patience: Int32) throws(Refusal) {
        var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        let ready = poll(&state, 1, patience * 1000)
        if ready < 0 && errno != EINTR { throw refusal }
        if ready == 0 { throw .isSilent(seconds: patience) }
    }

    /// Of the call that failed last.
    private static var refusal: Refusal {
        let error = SystemError.last
        return switch error.code {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .isFolder
        default: .unreadable("\(error)")
        }
    }
}
