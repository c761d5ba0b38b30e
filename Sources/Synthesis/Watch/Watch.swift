import FileSystem
import Terminal

/// Does something again and again: whenever files are saved.
struct Watch {
    /// Waits a moment; false where nobody waits any longer.
    let pause: () -> Bool
    let terminal: Terminal

    /// Of this process, until somebody presses Ctrl+C.
    init(on terminal: Terminal) {
        self.init(on: terminal) {
            ChildProcess.pause(milliseconds: 100)
            return true
        }
    }

    init(on terminal: Terminal, pause: @escaping () -> Bool) {
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
            guard pause() else { return false }
        }
        // Whoever saves several files has done so in a moment.
        var last = FileWatch(paths)
        repeat {
            guard pause() else { return false }
            defer { last = FileWatch(paths) }
            if !last.hasChanged { return true }
        } while true
    }
}
