/// Finds what a user probably meant.
public enum Suggestion {
    /// The candidate nearest to a mistyped word, or nil when none is near enough to be worth suggesting.
    ///
    /// Case does not count, and at most a third of the word (and never fewer than two letters) may differ. A number is
    /// not mistyped: 45 has nothing to do with 5.
    public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        guard Double(word) == nil, isTyped(word) else { return nil }
        let allowed = max(2, word.count / 3)
        let typed = Array(word.lowercased())
        var best: (distance: Int, candidate: String)?
        // Each letter that one word has more than the other costs one, so most pairs need not be compared: a key may be
        // long.
        for candidate in candidates where abs(candidate.count - typed.count) <= allowed {
            let distance = editDistance(typed, Array(candidate.lowercased()))
            // Candidates of the same distance are taken in their given order, so that the answer is stable.
            guard distance <= allowed, distance < max(typed.count, 1), distance < best?.distance ?? .max else {
                continue
            }
            best = (distance, candidate)
        }
        return best?.candidate
    }

    /// The nearest candidate as the beginning of a hint, `did you mean 'dev'? `; empty when none is near enough.
    public static func question(for word: String, in candidates: some Sequence<String>) -> String {
        nearest(to: word, in: candidates).map { "did you mean '\($0)'? " } ?? ""
    }

    /// The nearest candidate as what to do, `did you mean Description?`; nil when none is near enough.
    public static func fix(for word: String, in candidates: some Sequence<String>) -> String? {
        nearest(to: word, in: candidates).map { "did you mean \($0)?" }
    }

    /// What to do about a word that is none of those that are allowed: the nearest one, of numbers those around it, and
    /// otherwise the choice.
    public static func choice(for word: String, in candidates: [String]) -> String {
        if let number = Double(word) {
            let numbers = candidates.compactMap { text in Double(text).map { (number: $0, text: text) } }
            let around = [
                numbers.filter { $0.number < number }.max { $0.number < $1.number },
                numbers.filter { $0.number > number }.min { $0.number < $1.number },
            ].compactMap(\.self).map(\.text)
            if numbers.count == candidates.count, !around.isEmpty {
                return "write \(around.joined(separator: " or "))"
            }
        }
        return fix(for: word, in: candidates) ?? "choose one of \(list(candidates, for: word))"
    }

    /// What is allowed, as a sentence names it: all of a few, and of many those first that are nearest to a word.
    public static func list(_ candidates: [String], for word: String) -> String {
        let most = 12
        guard candidates.count > most else { return candidates.joined(separator: ", ") }
        // What comes after that is equally far from all.
        let typed = Array(word.prefix(longestTyped).lowercased())
        let number = Double(word)
        let ranked = candidates.enumerated().map { index, candidate in
            let distance =
                number.flatMap { number in Double(candidate).map { abs($0 - number) } }
                ?? Double(editDistance(typed, Array(candidate.lowercased())))
            return (distance: distance, index: index, candidate: candidate)
        }
        let nearest = ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(most - 2)
        return nearest.map(\.candidate).joined(separator: ", ") + " and \(candidates.count - nearest.count) more"
    }

    /// Whether a word is hardly anything but a mistyped other one: two letters differ at most, and case.
    public static func isTypingMistake(_ word: String, of candidate: String) -> Bool {
        abs(word.count - candidate.count) <= 2 && isTyped(word)
            && editDistance(Array(word.lowercased()), Array(candidate.lowercased())) <= 2
    }

    /// What a word can hardly be anything but a mistyped form of, so that it may be written in its place: the only
    /// candidate that is so near. Names that differ in their numbers are different names.
    public static func correction(of word: String, in candidates: some Sequence<String>) -> String? {
        let digits = word.filter(\.isNumber)
        let near = candidates.filter {
            $0 != word && $0.count > 2 && $0.filter(\.isNumber) == digits && isTypingMistake(word, of: $0)
        }
        // Case is no difference to most who type.
        let same = near.filter { $0.lowercased() == word.lowercased() }
        let found = same.isEmpty ? near : same
        return found.count == 1 ? found[0] : nil
    }

    /// In letters. Nobody types more, and to compare two words takes as long as the product of their lengths.
    private static let longestTyped = 256

    private static func isTyped(_ word: String) -> Bool { word.prefix(longestTyped + 1).count <= longestTyped }

    /// Optimal string alignment: insertions, deletions, substitutions and swapped neighbours cost one each.
    static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforePrevious = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforePrevious[j - 2] + 1)
                }
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
