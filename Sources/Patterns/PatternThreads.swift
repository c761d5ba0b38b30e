/// The instructions that are followed at one position, each once.
struct PatternThreads {
    private(set) var counters: [Int] = []
    private var isIn: [Bool]

    init(count: Int) {
        isIn = Array(repeating: false, count: count)
    }

    var isEmpty: Bool { counters.isEmpty }

    /// False where it was in already.
    mutating func insert(_ counter: Int) -> Bool {
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
