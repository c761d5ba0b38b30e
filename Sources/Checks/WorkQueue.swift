import Dispatch

/// Hands out pieces of work to whoever is free, the large ones first.
final class WorkQueue: Sendable {
    private let order: [Int]
    private let lock = DispatchQueue(label: "work")
    // Only behind the lock.
    nonisolated(unsafe) private var position = 0

    /// - Parameter sizes: by how much there is to do for each piece.
    init(sizes: [Int]) {
        order = sizes.indices.sorted { sizes[$0] > sizes[$1] }
    }

    /// The index of a piece; nil once all are given away.
    func next() -> Int? {
        lock.sync {
            guard position < order.count else { return nil }
            defer { position += 1 }
            return order[position]
        }
    }
}
