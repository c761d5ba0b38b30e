import JSON

extension Template {
    /// An object: keys with values, in order, each key once. Two are equal whatever their order.
    public struct Object: Sendable {
        public struct Entry: Sendable, Hashable {
            public let key: String
            public let value: Expression

            public init(_ key: String, _ value: Expression) {
                self.key = key
                self.value = value
            }
        }

        public let entries: [Entry]
        /// Where keys stand among the entries; nil for few, which are quicker compared one by one.
        private let positions: [String: Int]?

        static let mostUnindexed = 16

        /// - Parameter entries: each key once; of others the first one is found.
        public init(_ entries: [Entry]) {
            self.entries = entries
            guard entries.count > Self.mostUnindexed else {
                positions = nil
                return
            }
            var positions: [String: Int] = [:]
            positions.reserveCapacity(entries.count)
            for (index, entry) in entries.enumerated() where positions[entry.key] == nil {
                positions[entry.key] = index
            }
            self.positions = positions
        }

        public var isEmpty: Bool { entries.isEmpty }
        public var count: Int { entries.count }

        /// Where an entry stands; nil when there is none.
        public func index(of key: String) -> Int? {
            if let positions { return positions[key] }
            let length = key.utf8.count
            return entries.withUnsafeBufferPointer { entries in
                // By hand, and where they stand: this is asked most of all, and there are debug builds.
                guard var entry = entries.baseAddress else { return nil }
                var position = 0
                while position < entries.count {
                    if entry.pointee.key.utf8.count == length, entry.pointee.key == key { return position }
                    entry += 1
                    position += 1
                }
                return nil
            }
        }

        /// Whether some key begins so.
        public func hasKey(startingWith prefix: String) -> Bool {
            entries.withUnsafeBufferPointer { entries in
                guard var entry = entries.baseAddress, let first = prefix.firstByte else { return !entries.isEmpty }
                let end = entry + entries.count
                // Most begin otherwise, and to compare takes longer.
                while entry < end, entry.pointee.key.firstByte != first || !entry.pointee.key.hasPrefix(prefix) {
                    entry += 1
                }
                return entry < end
            }
        }

        public subscript(key: String) -> Expression? {
            guard let position = index(of: key) else { return nil }
            return entries[position].value
        }

        /// Where keys stand that an entry before has too, which no template can have.
        public var repetitions: [Int] {
            if let positions {
                guard positions.count < entries.count else { return [] }
                return entries.indices.filter { positions[entries[$0].key] != $0 }
            }
            // By hand, since every object is asked, and there are debug builds.
            var repetitions: [Int] = []
            entries.withUnsafeBufferPointer { entries in
                guard let first = entries.baseAddress else { return }
                var position = 1
                while position < entries.count {
                    let entry = first + position
                    let length = entry.pointee.key.utf8.count
                    var other = first
                    while other < entry,
                        other.pointee.key.utf8.count != length || other.pointee.key != entry.pointee.key
                    {
                        other += 1
                    }
                    if other < entry { repetitions.append(position) }
                    position += 1
                }
            }
            return repetitions
        }
    }
}

extension Template.Object: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        guard left.count == right.count else { return false }
        // Mostly the order is the same, and looking keys up is slower.
        return left.entries == right.entries || left.entries.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(entries.reduce(0) { $0 ^ $1.hashValue })
    }
}

extension Template.Object: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, Template.Expression)...) {
        self.init(elements.map(Entry.init))
    }
}
