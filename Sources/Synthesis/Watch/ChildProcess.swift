#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Another program that speaks with the same terminal.
enum ChildProcess {
    /// Runs it to its end.
    ///
    /// - Parameter words: the program, looked up on the PATH, and its arguments.
    /// - Returns: its exit status; 127 where it could not be started.
    static func run(_ words: [String]) -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawnp(&process, words[0], nil, nil, arguments, environ) == 0 else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        // WIFEXITED and WEXITSTATUS, which are macros.
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Ends this process when somebody presses Ctrl+C, with the cursor on a line of its own.
    static func endAtInterrupt() {
        signal(SIGINT) { _ in
            _ = write(STDERR_FILENO, "\n", 1)
            _exit(130)
        }
    }

    static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
