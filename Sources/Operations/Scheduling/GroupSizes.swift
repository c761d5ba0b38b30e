/// How many instances an Auto Scaling group may have, and should.
///
/// As text, which is the value of a tag: `min=2 max=4 desired=2`.
struct GroupSizes: Sendable, Equatable, CustomStringConvertible {
    static let zero = GroupSizes(minimum: 0, maximum: 0, desired: 0)

    let minimum: Int
    let maximum: Int
    let desired: Int

    init(minimum: Int, maximum: Int, desired: Int) {
        self.minimum = minimum
        self.maximum = maximum
        self.desired = desired
    }

    /// More instances than that are a mistake in the tag, which anybody may have written.
    private static let most = 100_000

    /// Reads what ``description`` writes; nil for anything else, such as sizes that a group cannot have.
    init?(_ text: String) {
        var numbers: [Int] = []
        let words = text.split(separator: " ")
        guard words.count == 3 else { return nil }
        for (word, name) in zip(words, ["min", "max", "desired"]) {
            guard word.hasPrefix(name + "="), let number = Int(word.dropFirst(name.count + 1)) else { return nil }
            numbers.append(number)
        }
        guard numbers[0] >= 0, numbers[0] <= numbers[2], numbers[2] <= numbers[1], numbers[1] <= Self.most else {
            return nil
        }
        self.init(minimum: numbers[0], maximum: numbers[1], desired: numbers[2])
    }

    var description: String { "min=\(minimum) max=\(maximum) desired=\(desired)" }

    /// Options of `aws autoscaling update-auto-scaling-group`. All three at once: between two calls a group would have
    /// sizes that nobody wanted.
    var options: [String] {
        ["--min-size", "\(minimum)", "--max-size", "\(maximum)", "--desired-capacity", "\(desired)"]
    }
}
