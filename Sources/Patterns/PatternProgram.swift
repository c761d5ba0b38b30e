/// A regular expression as instructions, which all ways to match follow side by side ("Regular Expression Matching: the
/// Virtual Machine Approach", Russ Cox, 2009).
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        case character(CharacterClass)
        /// Goes on at both.
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case wordBoundary(negated: Bool)
        case lookahead(PatternProgram, negated: Bool)
        case match
    }

    private(set) var instructions: [Instruction] = []

    /// Nil for an expression that would take more instructions.
    init?(_ syntax: PatternSyntax, atMost limit: Int) {
        guard compile(syntax, atMost: limit) else { return nil }
        instructions.append(.match)
    }

    // MARK: - Compiling

    private mutating func compile(_ syntax: PatternSyntax, atMost limit: Int) -> Bool {
        guard instructions.count < limit else { return false }
        switch syntax {
        case .empty: return true
        case .character(let characters): instructions.append(.character(characters))
        case .start: instructions.append(.start)
        case .end: instructions.append(.end)
        case .wordBoundary(let negated): instructions.append(.wordBoundary(negated: negated))
        case .lookahead(let syntax, let negated):
            guard let program = PatternProgram(syntax, atMost: limit) else { return false }
            instructions.append(.lookahead(program, negated: negated))
        case .sequence(let parts):
            for part in parts where !compile(part, atMost: limit) { return false }
        case .alternatives(let all): return compile(all[...], atMost: limit)
        case .repetition(let part, let from, let to): return compile(part, from, to, atMost: limit)
        }
        return true
    }

    private mutating func compile(_ alternatives: ArraySlice<PatternSyntax>, atMost limit: Int) -> Bool {
        guard let first = alternatives.first else { return true }
        if alternatives.count == 1 { return compile(first, atMost: limit) }
        let split = instructions.count
        instructions.append(.match)
        guard compile(first, atMost: limit) else { return false }
        let jump = instructions.count
        instructions.append(.match)
        instructions[split] = .split(split + 1, instructions.count)
        guard compile(alternatives.dropFirst(), atMost: limit) else { return false }
        instructions[jump] = .jump(instructions.count)
        return true
    }

    private mutating func compile(_ part: PatternSyntax, _ from: Int, _ to: Int?, atMost limit: Int) -> Bool {
        for _ in 0..<from where !compile(part, atMost: limit) { return false }
        guard let to else {
            let split = instructions.count
            instructions.append(.match)
            guard compile(part, atMost: limit) else { return false }
            instructions.append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return true
        }
        var splits: [Int] = []
        for _ in from..<max(from, to) {
            splits.append(instructions.count)
            instructions.append(.match)
            guard compile(part, atMost: limit) else { return false }
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
        return true
    }

    // MARK: - Running

    /// Whether a part of the text matches.
    func matches(_ text: [UInt32]) -> Bool { runs(on: text, from: 0, anchored: false) }

    private func runs(on text: [UInt32], from start: Int, anchored: Bool) -> Bool {
        var current = PatternThreads(count: instructions.count)
        var following = PatternThreads(count: instructions.count)
        var position = start
        while true {
            if !anchored || position == start, add(0, at: position, of: text, to: &current) { return true }
            if current.isEmpty, anchored { return false }
            guard position < text.count else { return false }
            let scalar = text[position]
            for counter in current.counters {
                guard case .character(let characters) = instructions[counter], characters.contains(scalar) else {
                    continue
                }
                if add(counter + 1, at: position + 1, of: text, to: &following) { return true }
            }
            swap(&current, &following)
            following.removeAll()
            position += 1
        }
    }

    /// Follows what consumes nothing; true where the end is reached.
    private func add(_ counter: Int, at position: Int, of text: [UInt32], to threads: inout PatternThreads) -> Bool {
        var open = [counter]
        while let counter = open.popLast() {
            guard threads.insert(counter) else { continue }
            switch instructions[counter] {
            case .match: return true
            case .character: break
            case .jump(let target): open.append(target)
            case .split(let first, let second): open += [second, first]
            case .start: if position == 0 { open.append(counter + 1) }
            case .end: if position == text.count { open.append(counter + 1) }
            case .wordBoundary(let negated):
                let isBoundary = Self.isWord(text, position - 1) != Self.isWord(text, position)
                if isBoundary != negated { open.append(counter + 1) }
            case .lookahead(let program, let negated):
                if program.runs(on: text, from: position, anchored: true) != negated { open.append(counter + 1) }
            }
        }
        return false
    }

    private static func isWord(_ text: [UInt32], _ position: Int) -> Bool {
        text.indices.contains(position) && CharacterClass(parts: CharacterClass.wordCharacters).contains(text[position])
    }
}
