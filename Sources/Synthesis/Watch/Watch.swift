import FileSystem
import Terminal

/// Does something again and again: whenever files are saved.
struct Watch {
    /// Waits so many milliseconds; false where nobody waits any longer.
    let pause: (UInt32) -> Bool
    let terminal: Terminal

    /// Milliseconds between two looks at the files, which cost a processor about 1 %; and in which whoever saves
    /// several files has saved them.
    private static let interval: UInt32 = 40
    private static let settling: UInt32 = 20

    /// Of this process, until somebody presses Ctrl+C.
    init(on terminal: Terminal) {
        self.init(on: terminal) { milliseconds in
            ChildProcess.pause(milliseconds: milliseconds)
            return true
        }
    }

    init(on terminal: Terminal, pause: @escaping (UInt32) -> Bool) {
        self.terminal = terminal
        self.pause = pause
    }

    /// - Parameter body: does it, and tells what to look at.
    func run(_ body: () -> [String]) {
        var paths: [String] = []
        repeat {
            terminal.output.clear()
            // What is saved meanwhile counts for the next time.
            let before = FileWatch(paths)
            paths = body()
            terminal.errors.print([
                StyledText("watching \(paths.count) \(paths.count == 1 ? "file" : "files"); Ctrl+C ends", .dim)
            ])
            let isStale = before.hasChanged
            if isStale { continue }
        } while waitForChange(of: paths)
    }

    private func waitForChange(of paths: [String]) -> Bool {
        let watch = FileWatch(paths)
        while !watch.hasChanged {
            guard pause(Self.interval) else { return false }
        }
        var last = FileWatch(paths)
        repeat {
            guard pause(Self.settling) else { return false }
            defer { last = FileWatch(paths) }
            if !last.hasChanged { return true }
        } while true
    }
}
