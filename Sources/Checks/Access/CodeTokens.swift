/// The tokens of a program.
struct CodeTokens {
    let all: [CodeToken]

    init(_ all: [CodeToken]) {
        self.all = all
    }

    subscript(_ index: Int) -> CodeToken? { all.indices.contains(index) ? all[index] : nil }

    /// - Parameter pattern: nil for any one.
    func match(_ start: Int, _ pattern: [CodeToken?]) -> Bool {
        start >= 0 && start + pattern.count <= all.count
            && pattern.enumerated().allSatisfy { $1 == nil || all[start + $0] == $1 }
    }

    /// The place behind the parenthesis that closes one.
    func end(ofParenthesesAt start: Int) -> Int {
        var depth = 0
        for index in start..<all.count {
            depth += all[index].changeOfDepth
            if depth == 0 { return index + 1 }
        }
        return all.count
    }
}

extension CodeToken {
    /// What it adds to how deep parentheses stand within each other.
    var changeOfDepth: Int {
        switch self {
        case .mark("("), .mark("["), .mark("{"): 1
        case .mark(")"), .mark("]"), .mark("}"): -1
        default: 0
        }
    }
}
