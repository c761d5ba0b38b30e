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
        guard let process = start(words, nil) else { return 127 }
        return exitStatus(of: process)
    }

    /// Runs it to its end without a word from it, and returns what it writes to its output.
    ///
    /// - Parameter most: bytes. What writes more counts as failed.
    static func output(of words: [String], atMost most: Int) -> (status: Int32, bytes: [UInt8]) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return (127, []) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addclose(&actions, ends[0])
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let process = start(words, &actions)
        close(ends[1])
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= most {
            let count = read(ends[0], &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        // What it writes after that ends it.
        close(ends[0])
        guard let process else { return (127, []) }
        let status = exitStatus(of: process)
        return bytes.count > most ? (127, []) : (status, bytes)
    }

    private static func start(
        _ words: [String], _ actions: UnsafePointer<posix_spawn_file_actions_t>?
    ) -> pid_t? {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawnp(&process, words[0], actions, nil, arguments, environ) == 0 else { return nil }
        return process
    }

    private static func exitStatus(of process: pid_t) -> Int32 {
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
