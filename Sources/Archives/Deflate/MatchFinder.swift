/// Finds what stands in the last 32 KiB already, by the places at which the same three bytes stood.
///
/// It looks at so many places and no more, so that the work grows with the text alone.
struct MatchFinder: ~Copyable {
    private static let window = 32_768
    private static let hashBits: UInt32 = 15
    /// How many places are looked at.
    private static let patience = 48
    /// A repetition with which the search ends.
    private static let satisfying = 128
    /// Three bytes from farther away take as many bits as the bytes themselves.
    private static let farthestOfShortest = 4096

    private let text: UnsafePointer<UInt8>
    private let count: Int
    /// The last place of each three bytes, by their hash; -1 for none.
    private let latest = UnsafeMutablePointer<Int32>.allocate(capacity: 1 << hashBits)
    /// The place before that, by the place modulo the window.
    private let earlier = UnsafeMutablePointer<Int32>.allocate(capacity: window)

    /// What was found last.
    private(set) var length = 0
    private(set) var distance = 0

    /// - Parameter text: less than 2 GiB.
    init(_ text: UnsafePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
        latest.update(repeating: -1, count: 1 << Self.hashBits)
        earlier.update(repeating: -1, count: Self.window)
    }

    deinit {
        latest.deallocate()
        earlier.deallocate()
    }

    /// Notes that the text has come to a place.
    ///
    /// - Returns: the last place where the same seems to have stood; -1 for none.
    @discardableResult mutating func advance(to position: Int) -> Int {
        guard position &+ 3 <= count else { return -1 }
        let three = UInt32(text[position]) | UInt32(text[position &+ 1]) &<< 8 | UInt32(text[position &+ 2]) &<< 16
        let hash = Int((three &* 0x9E37_79B1) &>> (32 &- Self.hashBits))
        let found = latest[hash]
        earlier[position & (Self.window &- 1)] = found
        latest[hash] = Int32(truncatingIfNeeded: position)
        return Int(found)
    }

    /// Finds the longest repetition at a place, if it is longer than another one.
    ///
    /// - Parameter first: where to look first, as ``advance(to:)`` gave it.
    mutating func find(at position: Int, from first: Int, longerThan other: Int) {
        length = 0
        let most = min(DeflateAlphabet.longest, count &- position)
        var best = max(other, DeflateAlphabet.shortest &- 1)
        guard first >= 0, best < most else { return }
        let here = text + position
        let oldest = position &- Self.window
        var candidate = first
        var tries = Self.patience
        while candidate > oldest, candidate >= 0, tries > 0 {
            let there = text + candidate
            if there[best] == here[best], there[0] == here[0] {
                var same = 0
                while same < most, there[same] == here[same] { same &+= 1 }
                if same > best, same > DeflateAlphabet.shortest || position &- candidate <= Self.farthestOfShortest {
                    best = same
                    length = same
                    distance = position &- candidate
                    if same >= Self.satisfying || same == most { return }
                }
            }
            candidate = Int(earlier[candidate & (Self.window &- 1)])
            tries &-= 1
        }
    }
}
