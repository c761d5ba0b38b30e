extension PatternProgram {
    /// What is asked of a text of which parts may not be known. Of one that is known whole both ask the same.
    enum Question {
        /// Whether it matches with some text in the place of each part.
        case possibly
        /// Whether it matches whatever stands there. No is said of some that do.
        case certainly

        fileprivate var opposite: Self { self == .possibly ? .certainly : .possibly }
    }

    /// Whether a part of the text matches.
    func matches(_ text: [PartialText.Piece], _ question: Question) -> Bool {
        runs(on: text, from: 0, anchored: false, question)
    }

    private func runs(
        on text: [PartialText.Piece], from start: Int, anchored: Bool, _ question: Question
    ) -> Bool {
        var current = PatternThreads(count: instructions.count)
        var following = PatternThreads(count: instructions.count)
        var position = start
        // What begins at the start of a text is not looked for further in.
        let anchored = anchored || beginsAtStart && text.first != .anything
        while true {
            if !anchored || position == start, add(0, at: position, of: text, question, to: &current) { return true }
            if current.isEmpty, anchored { return false }
            guard position < text.count else { return false }
            if take(text[position], from: current, at: position + 1, of: text, question, to: &following) {
                return true
            }
            swap(&current, &following)
            following.removeAll()
            position += 1
        }
    }

    private var beginsAtStart: Bool { if case .start? = instructions.first { true } else { false } }

    /// Goes over one piece; true where the end is reached.
    private func take(
        _ piece: PartialText.Piece, from current: PatternThreads, at position: Int, of text: [PartialText.Piece],
        _ question: Question, to following: inout PatternThreads
    ) -> Bool {
        if case .character(let scalar) = piece {
            for counter in current.counters {
                guard takes(counter, scalar) else { continue }
                if add(counter + 1, at: position, of: text, question, to: &following) { return true }
            }
            return false
        }
        // What goes on after something unknown is not certain.
        guard question == .possibly else { return false }
        for counter in current.counters {
            if piece == .anything {
                if add(counter, at: position, of: text, question, to: &following) { return true }
            } else if takes(counter, piece), add(counter + 1, at: position, of: text, question, to: &following) {
                return true
            }
        }
        // There may be more characters, which lead on from where others led.
        var index = 0
        while index < following.counters.count {
            let counter = following.counters[index]
            if takes(counter, piece), add(counter + 1, at: position, of: text, question, to: &following) { return true }
            index += 1
        }
        return false
    }

    /// Whether a character is what an instruction wants.
    private func takes(_ counter: Int, _ scalar: UInt32) -> Bool {
        switch instructions[counter] {
        case .only(let wanted): wanted == scalar
        case .character(let characters): characters.contains(scalar)
        default: false
        }
    }

    /// Whether a character of an unknown part may be what an instruction wants.
    private func takes(_ counter: Int, _ piece: PartialText.Piece) -> Bool {
        switch instructions[counter] {
        case .only(let wanted): piece == .anything || Self.ofWords.contains(wanted)
        case .character(let characters):
            piece == .anything || Self.ofWords.contains(where: characters.contains)
        default: false
        }
    }

    private static let ofWords =
        (97...122).map(UInt32.init) + (48...57).map(UInt32.init) + [45]
        + (65...90).map(UInt32.init)

    /// Follows what consumes nothing; true where the end is reached.
    private func add(
        _ counter: Int, at position: Int, of text: [PartialText.Piece], _ question: Question,
        to threads: inout PatternThreads
    ) -> Bool {
        threads.follow(counter)
        while let counter = threads.next() {
            switch instructions[counter] {
            case .match: return true
            case .only, .character: break
            case .jump(let target): threads.follow(target)
            case .split(let first, let second):
                threads.follow(second)
                threads.follow(first)
            case .start: if canBeEmpty(text[..<position], question) { threads.follow(counter + 1) }
            case .end: if canBeEmpty(text[position...], question) { threads.follow(counter + 1) }
            case .wordBoundary(let negated):
                let isBoundary = isBoundary(text, position)
                if isBoundary.map({ $0 != negated }) ?? (question == .possibly) { threads.follow(counter + 1) }
            case .lookahead(let program, let negated):
                let holds =
                    negated
                    ? !program.runs(on: text, from: position, anchored: true, question.opposite)
                    : program.runs(on: text, from: position, anchored: true, question)
                if holds { threads.follow(counter + 1) }
            }
        }
        return false
    }

    private func canBeEmpty(_ pieces: ArraySlice<PartialText.Piece>, _ question: Question) -> Bool {
        question == .possibly ? pieces.allSatisfy { $0 == .anything } : pieces.isEmpty
    }

    /// Nil next to what is not known.
    private func isBoundary(_ text: [PartialText.Piece], _ position: Int) -> Bool? {
        guard let before = isWord(text, position - 1), let after = isWord(text, position) else { return nil }
        return before != after
    }

    private func isWord(_ text: [PartialText.Piece], _ position: Int) -> Bool? {
        guard text.indices.contains(position) else { return false }
        guard case .character(let scalar) = text[position] else { return nil }
        return CharacterClass(parts: CharacterClass.wordCharacters).contains(scalar)
    }
}
