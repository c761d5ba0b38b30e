/// Indices in the order in which they came.
struct FreeList {
    private var indices: [Int] = []
    private var head = 0

    var isEmpty: Bool { head == indices.count }

    mutating func append(_ index: Int) { indices.append(index) }

    mutating func removeFirst() -> Int? {
        guard head < indices.count else { return nil }
        defer { head += 1 }
        if head > 1_024, head * 2 > indices.count {
            indices.removeFirst(head)
            head = 0
        }
        return indices[head]
    }
}
