/// Puts what is connected into layers, so that most lines lead from one to a later one.
enum Layering {
    /// The layer of each, from 0.
    ///
    /// - Parameter edges: in their direction; circles among them are cut where the first one on the way closes.
    static func layers(count: Int, edges: [(from: Int, to: Int)]) -> [Int] {
        let forward = withoutCircles(count: count, edges: edges)
        var outgoing: [[Int]] = Array(repeating: [], count: count)
        var incoming = Array(repeating: 0, count: count)
        for edge in forward {
            outgoing[edge.from].append(edge.to)
            incoming[edge.to] += 1
        }
        var layers = Array(repeating: 0, count: count)
        var order = (0..<count).filter { incoming[$0] == 0 }
        var next = 0
        while next < order.count {
            let node = order[next]
            next += 1
            for target in outgoing[node] {
                layers[target] = max(layers[target], layers[node] + 1)
                incoming[target] -= 1
                if incoming[target] == 0 { order.append(target) }
            }
        }
        // What only begins lines comes as near as can be to where they lead.
        let targets = Set(forward.map(\.to))
        for node in order.reversed() where !targets.contains(node) {
            if let nearest = outgoing[node].map({ layers[$0] }).min() { layers[node] = nearest - 1 }
        }
        return layers
    }

    /// Found without recursion, so that no chain exhausts the program's stack.
    private static func withoutCircles(count: Int, edges: [(from: Int, to: Int)]) -> [(from: Int, to: Int)] {
        var outgoing: [[Int]] = Array(repeating: [], count: count)
        var incoming = Array(repeating: 0, count: count)
        for edge in edges where edge.from != edge.to {
            outgoing[edge.from].append(edge.to)
            incoming[edge.to] += 1
        }
        enum State { case new, open, done }
        var states = Array(repeating: State.new, count: count)
        var kept: [(from: Int, to: Int)] = []
        let starts = (0..<count).sorted { (incoming[$0], $0) < (incoming[$1], $1) }
        for start in starts where states[start] == .new {
            var way = [(node: start, next: 0)]
            states[start] = .open
            while let last = way.indices.last {
                let (node, next) = way[last]
                guard next < outgoing[node].count else {
                    states[node] = .done
                    way.removeLast()
                    continue
                }
                way[last].next += 1
                let target = outgoing[node][next]
                if states[target] == .open { continue }
                kept.append((node, target))
                if states[target] == .new {
                    states[target] = .open
                    way.append((target, 0))
                }
            }
        }
        return kept
    }
}
