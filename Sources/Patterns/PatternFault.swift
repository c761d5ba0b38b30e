/// Why a text is no regular expression in any of the usual dialects, Java's among them, which CloudFormation's are.
///
/// What one dialect takes and another refuses is left alone, as is everything behind what they read differently.
package enum PatternFault {
    /// In words, as in "a bracket [ is not closed"; nil where nothing is certain.
    package static func fault(in pattern: String) -> String? {
        var scan = PatternScan(Array(pattern.unicodeScalars))
        // Comments and quotations take what is no syntax into them.
        return scan.hasCommentsOrQuotations ? nil : scan.fault()
    }
}

private struct PatternScan {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var openGroups = 0
    /// Whether something stands before that may be repeated.
    private var hasAtom = false

    init(_ text: [Unicode.Scalar]) {
        self.text = text
    }

    var hasCommentsOrQuotations: Bool {
        text.indices.contains { index in
            switch text[index] {
            case "\\": text[index...].starts(with: Self.quotation)
            case "(": text[index...].starts(with: Self.comments)
            default: false
            }
        }
    }

    private static let quotation = Array("\\Q".unicodeScalars)
    private static let comments = Array("(?x".unicodeScalars)

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    mutating func fault() -> String? {
        while let scalar = next {
            position += 1
            switch scalar {
            case "\\":
                if next == nil { return "it ends in a backslash" }
                position += 1
                hasAtom = true
            case "[":
                switch skipClass() {
                case .fault(let fault): return fault
                case .nested: return nil
                case .closed: hasAtom = true
                }
            case "(":
                openGroups += 1
                hasAtom = false
                if next == "?" { skipGroupKind() }
            case ")":
                if openGroups == 0 { return "a parenthesis ) closes nothing" }
                openGroups -= 1
                hasAtom = true
            case "|": hasAtom = false
            case "*", "+", "?":
                if !hasAtom { return "nothing stands before \(scalar) that it could repeat" }
                skipManner()
                hasAtom = false
                // Another one repeats nothing. What else comes may be repeated again.
                if let next, "*+?".unicodeScalars.contains(next) {
                    return "nothing stands before the second \(next) that it could repeat"
                }
                hasAtom = true
            case "{":
                if let fault = skipCount() { return fault }
            default: hasAtom = true
            }
        }
        return openGroups > 0 ? "a parenthesis ( is not closed" : nil
    }

    /// Whether as few or as many as possible are taken.
    private mutating func skipManner() {
        if next == "?" || next == "+" { position += 1 }
    }

    /// What stands behind `(?`, as in `(?:`, `(?<=` and `(?<name>`.
    private mutating func skipGroupKind() {
        position += 1
        while let scalar = next, scalar != ":", scalar != "=", scalar != "!", scalar != ">", scalar != ")" {
            position += 1
        }
        if next != ")" { position += 1 }
    }

    /// `{2}`, `{2,}` and `{2,3}`. Anything else is a text to some.
    private mutating func skipCount() -> String? {
        guard let end = text[position...].firstIndex(of: "}") else { return nil }
        var inside = ""
        for scalar in text[position..<end] { inside.unicodeScalars.append(scalar) }
        let numbers = inside.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard !numbers.isEmpty, numbers.count < 3, let least = numbers[0] else { return nil }
        position = end + 1
        if numbers.count == 2, let most = numbers[1], most < least {
            return "{\(inside)} asks for \(least) or more and \(most) or fewer"
        }
        skipManner()
        return nil
    }

    private enum ClassEnd {
        case closed, nested
        case fault(String)
    }

    /// A class that others stand in is read in different ways.
    private mutating func skipClass() -> ClassEnd {
        if next == "^" { position += 1 }
        let start = position
        var previous: Unicode.Scalar?
        var isRange = false
        while let scalar = next {
            // The first one is a part of the class to most.
            if scalar == "]", position > start || !text[(position + 1)...].contains("]") {
                position += 1
                return .closed
            }
            position += 1
            switch scalar {
            case "[", "&": return .nested
            case "\\":
                position += 1
                (previous, isRange) = (nil, false)
            case "-" where previous != nil && next != "]": isRange = true
            default:
                if isRange, let first = previous, first > scalar, next != nil {
                    return .fault("the range \(first)-\(scalar) ends before it begins")
                }
                previous = isRange ? nil : scalar
                isRange = false
            }
        }
        return .fault("a bracket [ is not closed")
    }
}
