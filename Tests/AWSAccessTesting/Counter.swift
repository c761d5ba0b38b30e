import Foundation

/// Counts, from several tasks.
public final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    public init() {}

    /// The next number; the first is 1.
    public func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }

    public var value: Int { lock.withLock { count } }
}
