import Diagnostics

extension [StyledText] {
    /// The line as several that are no wider, broken between words where that can be; the later ones stand further in
    /// than the first, so that each line of the text still begins where the eye looks for it.
    func wrapped(toWidth width: Int) -> [[StyledText]] {
        guard reduce(0, { $0 + $1.text.displayWidth }) > width else { return [self] }
        let text = map(\.text).joined()
        let indent = Swift.min(text.prefix { $0 == " " }.count + 4, Swift.max(0, width / 2))
        var lines = WrappedLines(width: Swift.max(1, width), indent: indent)
        for word in words { lines.append(word) }
        return lines.lines
    }

    /// The words with the blanks before them; one that is styled in several ways is one word.
    private var words: [WrappedLines.Word] {
        var words = [WrappedLines.Word()]
        for piece in self {
            var rest = piece.text[...]
            while !rest.isEmpty {
                let blanks = rest.prefix { $0 == " " }
                rest = rest.dropFirst(blanks.count)
                if !blanks.isEmpty {
                    // Blanks at the end of a piece belong to those at the beginning of the next one.
                    if words[words.count - 1].pieces.isEmpty {
                        words[words.count - 1].blanks += blanks.count
                    } else {
                        words.append(WrappedLines.Word(blanks: blanks.count))
                    }
                }
                let word = rest.prefix { $0 != " " }
                rest = rest.dropFirst(word.count)
                if !word.isEmpty { words[words.count - 1].pieces.append(StyledText(String(word), piece.style)) }
            }
        }
        return words
    }
}

/// Lines that words are put on, one after the other.
private struct WrappedLines {
    struct Word {
        var blanks = 0
        var pieces: [StyledText] = []

        var width: Int { pieces.reduce(0) { $0 + $1.text.displayWidth } }
    }

    let width: Int
    let indent: Int
    private(set) var lines: [[StyledText]] = [[]]
    private var used = 0
    /// Whether something but blanks stands on the line.
    private var isBegun = false

    init(width: Int, indent: Int) {
        self.width = width
        self.indent = indent
    }

    mutating func append(_ word: Word) {
        let room = width - used - word.blanks
        // What fits on no line is not broken less often by beginning another one.
        if isBegun, word.width > room, word.width <= width - indent || room < 1 {
            begin()
        } else if word.blanks > 0 {
            add(StyledText(String(repeating: " ", count: word.blanks)))
        }
        for piece in word.pieces { append(piece) }
    }

    /// A word that is longer than a line is broken where the line ends.
    private mutating func append(_ piece: StyledText) {
        var rest = piece.text
        while used + rest.displayWidth > width {
            var part = ""
            for character in rest {
                guard used + (part + String(character)).displayWidth <= width else { break }
                part.append(character)
            }
            if part.isEmpty, !isBegun { break }
            add(StyledText(part, piece.style))
            rest = String(rest.dropFirst(part.count))
            begin()
        }
        guard !rest.isEmpty else { return }
        add(StyledText(rest, piece.style))
        isBegun = true
    }

    private mutating func begin() {
        lines.append(indent > 0 ? [StyledText(String(repeating: " ", count: indent))] : [])
        used = indent
        isBegun = false
    }

    private mutating func add(_ piece: StyledText) {
        guard !piece.text.isEmpty else { return }
        lines[lines.count - 1].append(piece)
        used += piece.text.displayWidth
    }
}
