/// Puts things in a row as near as can be to where each would like to be.
enum Spreading {
    /// Where they begin, in their order: none before the end of the one before and a gap, and the sum of squared distances
    /// to what they would like as small as can be (pool adjacent violators).
    ///
    /// - Parameters:
    ///   - wishes: where each would like to begin.
    ///   - sizes: how long each is, with the gap behind it.
    static func positions(_ wishes: [Int], sizes: [Int]) -> [Int] {
        struct Pool {
            var sum: Int
            var count: Int
            var average: Int { sum >= 0 ? sum / count : -((-sum + count - 1) / count) }
        }
        var offsets: [Int] = []
        var offset = 0
        for size in sizes {
            offsets.append(offset)
            offset += size
        }
        var pools: [Pool] = []
        for (wish, offset) in zip(wishes, offsets) {
            pools.append(Pool(sum: wish - offset, count: 1))
            while pools.count > 1, pools[pools.count - 2].average > pools[pools.count - 1].average {
                let last = pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].count += last.count
            }
        }
        let starts = pools.flatMap { Array(repeating: $0.average, count: $0.count) }
        return zip(starts, offsets).map { $0 + $1 }
    }

    /// Points in an interval, in their order and a distance apart where there is room, else closer.
    static func points(_ wishes: [Int], in range: ClosedRange<Int>, distance: Int) -> [Int] {
        guard wishes.count > 1 else { return wishes.map { min(max($0, range.lowerBound), range.upperBound) } }
        let room = range.upperBound - range.lowerBound
        let step = min(distance, room / (wishes.count - 1))
        let found = positions(
            wishes.map { min(max($0, range.lowerBound), range.upperBound) },
            sizes: Array(repeating: step, count: wishes.count))
        // All of them together into the interval.
        let below = max(0, range.lowerBound - (found.first ?? 0))
        let above = max(0, (found.last ?? 0) + below - range.upperBound)
        var points: [Int] = []
        for point in found { points.append(min(max(point + below, range.lowerBound), range.upperBound)) }
        guard above > 0 else { return points }
        // From the end on, as far as they have to.
        var limit = range.upperBound
        for index in points.indices.reversed() {
            points[index] = min(points[index], limit)
            limit = points[index] - step
        }
        return points
    }
}
