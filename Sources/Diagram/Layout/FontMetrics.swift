/// How wide text is, without asking a browser: in the proportions of Helvetica, which other sans-serif faces nearly
/// have, with some room for those that are wider.
enum FontMetrics {
    /// In thousandths of the size: the advance widths of Helvetica's printable ASCII from the space on (Adobe's font
    /// metrics of the core 14 fonts).
    private static let widths: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ]

    /// In pixels, rounded up.
    static func width(_ text: String, size: Int, isBold: Bool = false) -> Int {
        var thousandths = 0
        for scalar in text.unicodeScalars {
            let value = Int(scalar.value)
            switch value {
            case 32..<127: thousandths += widths[value - 32]
            // Marks that stand on the letter before.
            case 0x300..<0x370: break
            case 0x1100..., 0x2E80...: thousandths += 1000
            default: thousandths += 600
            }
        }
        // Bold letters are wider by a tenth, and other faces than Helvetica by some more.
        let percent = isBold ? 116 : 107
        return (thousandths * size * percent + 99_999) / 100_000
    }

    /// The text, or its beginning with an ellipsis where it has no room.
    static func fitted(_ text: String, into width: Int, size: Int, isBold: Bool = false) -> String {
        if self.width(text, size: size, isBold: isBold) <= width { return text }
        var kept = text.prefix(200)
        while let last = kept.indices.last, self.width(kept + "…", size: size, isBold: isBold) > width {
            kept = kept[..<last]
        }
        return kept + "…"
    }

    /// The text in a few lines that have room, broken where words begin.
    static func lines(_ text: String, into width: Int, most: Int, size: Int, isBold: Bool = false) -> [String] {
        var lines: [String] = []
        var line = ""
        var rest = text.words[...]
        while let word = rest.first {
            let isLast = lines.count == most - 1
            if line.isEmpty || self.width(line + word, size: size, isBold: isBold) <= width {
                line += word
                rest.removeFirst()
            } else if isLast {
                line += rest.joined()
                rest = []
            } else {
                lines.append(line)
                line = ""
            }
        }
        lines.append(line)
        return lines.map { fitted($0.trimmed, into: width, size: size, isBold: isBold) }
    }

    private static func width(_ text: Substring, size: Int, isBold: Bool) -> Int {
        width(String(text), size: size, isBold: isBold)
    }
}

extension String {
    /// Where a name may be broken: before capitals, behind spaces and hyphens.
    fileprivate var words: [String] {
        var words: [String] = []
        var word = ""
        var previous: Character = " "
        for character in prefix(400) {
            let begins = character.isUppercase && previous.isLowercase || " -_./@".contains(previous)
            if begins, !word.isEmpty {
                words.append(word)
                word = ""
            }
            word.append(character)
            previous = character
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    fileprivate var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return String(text)
    }
}
