/// The instructions that are followed at one position, each once.
struct PatternThreads {
    private(set) var counters: [Int] = []
    private var isIn: [Bool]
    /// Those that are still to be followed; kept, since they are followed at every position.
    private var open: [Int] = []

    init(count: Int) {
        isIn = Array(repeating: false, count: count)
        counters.reserveCapacity(min(count, 16))
        open.reserveCapacity(min(count, 16))
    }

    mutating func follow(_ counter: Int) { open.append(counter) }

    /// The next one to be followed that is not in yet.
    mutating func next() -> Int? {
        while let counter = open.popLast() { if insert(counter) { return counter } }
        return nil
    }

    var isEmpty: Bool { counters.isEmpty }

    /// False where it was in already.
    private mutating func insert(_ counter: Int) -> Bool {
        if isIn[counter] { return false }
        isIn[counter] = true
        counters.append(counter)
        return true
    }

    mutating func removeAll() {
        for counter in counters { isIn[counter] = false }
        counters.removeAll(keepingCapacity: true)
    }
}
