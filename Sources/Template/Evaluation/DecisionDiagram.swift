/// The combinations of answers under which something is so: a node of a ``DecisionDiagram``.
struct Decision: Equatable {
    fileprivate let node: Int32

    static let no = Decision(node: 0)
    static let yes = Decision(node: 1)

    /// Two of them as one key.
    fileprivate static func key(_ one: Decision, _ other: Decision) -> Int { Int(one.node) << 32 | Int(other.node) }
}

/// Functions of yes-or-no questions, each in one form only, so that two that come to the same are the same ("Graph-Based
/// Algorithms for Boolean Function Manipulation", R. Bryant, 1986: reduced ordered binary decision diagrams).
///
/// Most that people write stays small. What does not is given up: no function can grow without end.
struct DecisionDiagram {
    private struct Node {
        /// Questions are asked in the order in which they were met.
        let question: Int32
        let no: Decision
        let yes: Decision
    }

    private static let noQuestion = Int32.max
    /// More than this many questions within each other would exhaust the program's stack.
    static let mostQuestions: Int32 = 1000

    private var nodes = [
        Node(question: noQuestion, no: .no, yes: .no), Node(question: noQuestion, no: .yes, yes: .yes),
    ]
    /// For each question the nodes that ask it, by what follows from no and from yes.
    private var indices: [[Int: Decision]] = []
    /// By both, the smaller node first.
    private var conjunctions: [Int: Decision] = [:]
    /// By the node.
    private var opposites: [Int: Decision] = [:]
    private var questions: Int32 = 0
    /// How many steps a calculation may take yet.
    private var stepsLeft = 0
    /// What it found of nodes that may be forgotten again.
    private var newConjunctions: [Int] = []
    private var newOpposites: [Int] = []

    // MARK: - Limits

    /// Calculates with so many steps at most; what was made is forgotten where that is not enough.
    ///
    /// - Returns: how many steps were taken too.
    mutating func limited(to steps: Int, _ body: (inout DecisionDiagram) -> Decision?) -> (Decision?, steps: Int) {
        let mark = nodes.count
        stepsLeft = steps
        if !newConjunctions.isEmpty { newConjunctions.removeAll(keepingCapacity: true) }
        if !newOpposites.isEmpty { newOpposites.removeAll(keepingCapacity: true) }
        let result = body(&self)
        if result == nil, nodes.count > mark {
            for node in nodes[mark...] { indices[Int(node.question)][Decision.key(node.no, node.yes)] = nil }
            nodes.removeSubrange(mark...)
            for pair in newConjunctions { conjunctions[pair] = nil }
            for node in newOpposites { opposites[node] = nil }
        }
        return (result, steps - stepsLeft)
    }

    // MARK: - Functions

    /// A question that was not asked before; nil where there are too many.
    mutating func question() -> Decision? {
        guard questions < Self.mostQuestions else { return nil }
        defer { questions += 1 }
        indices.append([:])
        return node(Node(question: questions, no: .no, yes: .yes))
    }

    mutating func opposite(_ decision: Decision) -> Decision? {
        if decision == .no { return .yes }
        if decision == .yes { return .no }
        if let known = opposites[Int(decision.node)] { return known }
        guard takeStep() else { return nil }
        let node = nodes[Int(decision.node)]
        guard let no = opposite(node.no), let yes = opposite(node.yes),
            case let result = self.node(Node(question: node.question, no: no, yes: yes))
        else { return nil }
        opposites[Int(decision.node)] = result
        opposites[Int(result.node)] = decision
        newOpposites += [Int(decision.node), Int(result.node)]
        return result
    }

    mutating func both(_ one: Decision, _ other: Decision) -> Decision? {
        if one == other || other == .yes { return one }
        if one == .yes { return other }
        if one == .no || other == .no { return .no }
        let pair = one.node < other.node ? Decision.key(one, other) : Decision.key(other, one)
        if let known = conjunctions[pair] { return known }
        guard takeStep() else { return nil }
        let (first, second) = (nodes[Int(one.node)], nodes[Int(other.node)])
        let question = min(first.question, second.question)
        let (isOfFirst, isOfSecond) = (first.question == question, second.question == question)
        guard let no = both(isOfFirst ? first.no : one, isOfSecond ? second.no : other),
            let yes = both(isOfFirst ? first.yes : one, isOfSecond ? second.yes : other),
            case let result = self.node(Node(question: question, no: no, yes: yes))
        else { return nil }
        conjunctions[pair] = result
        newConjunctions.append(pair)
        return result
    }

    mutating func either(_ one: Decision, _ other: Decision) -> Decision? {
        guard let notOne = opposite(one), let notOther = opposite(other), let neither = both(notOne, notOther) else {
            return nil
        }
        return opposite(neither)
    }

    private mutating func takeStep() -> Bool {
        stepsLeft -= 1
        return stepsLeft >= 0
    }

    private mutating func node(_ node: Node) -> Decision {
        if node.no == node.yes { return node.no }
        let key = Decision.key(node.no, node.yes)
        if let known = indices[Int(node.question)][key] { return known }
        let decision = Decision(node: Int32(nodes.count))
        nodes.append(node)
        indices[Int(node.question)][key] = decision
        return decision
    }
}
