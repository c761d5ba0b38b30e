import Diagnostics

/// The words that values such as `db.t4g.micro` and `m5.2xlarge` are made of, without their digits.
///
/// Families come anew each year and look like each other, so that one more says nothing. Sizes are few, and a word that
/// is nearly one is a typing mistake.
struct OfferedWords {
    private let words: Set<String>

    init(_ values: [String]) {
        words = Set(values.flatMap(Self.words))
    }

    /// - Parameter nearest: the value that is nearest, if one is.
    func isMisspelt(_ value: String, nearest: String?) -> Bool {
        guard let nearest else { return false }
        // Without dots, as names of engines are.
        guard value.contains("."), nearest.contains(".") else { return Suggestion.isTypingMistake(value, of: nearest) }
        return Self.words(value).contains { word in
            !words.contains(word)
                && words.contains { $0 != word && Suggestion.isTypingMistake(word, of: $0) && $0.count > 2 }
        }
    }

    /// All but the names of families: letters, then digits.
    private static func words(_ value: String) -> [String] {
        value.split(separator: ".").compactMap { part in
            let isFamily = part.first?.isLetter == true && part.contains(where: \.isNumber) && !part.contains("-")
            return isFamily ? nil : String(part.filter { !$0.isNumber })
        }
    }
}
