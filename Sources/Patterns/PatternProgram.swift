/// A regular expression as instructions, which all ways to match follow side by side ("Regular Expression Matching: the
/// Virtual Machine Approach", Russ Cox, 2009).
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        case only(UInt32)
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
        instructions.reserveCapacity(32)
        guard compile(syntax, atMost: limit) else { return nil }
        instructions.append(.match)
    }

    // MARK: - Compiling

    private mutating func compile(_ syntax: PatternSyntax, atMost limit: Int) -> Bool {
        guard instructions.count < limit else { return false }
        switch syntax {
        case .empty: return true
        case .only(let scalar): instructions.append(.only(scalar))
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
}
