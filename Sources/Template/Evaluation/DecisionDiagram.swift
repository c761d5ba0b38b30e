/// The combinations of answers under which something is so: a node of a ``DecisionDiagram``.
struct Decision: Hashable {
    fileprivate let node: Int32

    static let no = Decision(node: 0)
    static let yes = Decision(node: 1)
}

/// Functions of yes-or-no questions, each in one form only, so that two that come to the same are the same ("Graph-Based
/// Algorithms for Boolean Function Manipulation", R. Bryant, 1986: reduced ordered binary decision diagrams).
///
/// Most that people write stays small. What does not is given up: no function can grow without end.
struct DecisionDiagram {
    private struct Node: Hashable {
        /// Questions are asked in the order in which they were met.
        let question: Int32
        let no: Decision
        let yes: Decision
    }

    private struct Pair: Hashable {
        let one: Decision
        let other: Decision
    }

    private static let noQuestion = Int32.max
    /// More than this many questions within each other would exhaust the program's stack.
    static let mostQuestions: Int32 = 1000

    private var nodes = [
        Node(question: noQuestion, no: .no, yes: .no), Node(question: noQuestion, no: .yes, yes: .yes),
    ]
    private var indices: [Node: Decision] = [:]
    private var conjunctions: [Pair: Decision] = [:]
    private var opposites: [Decision: Decision] = [:]
    private var questions: Int32 = 0
    /// How many steps a calculation may take yet.
    private var stepsLeft = 0
    /// What it found of nodes that may be forgotten again.
    private var newConjunctions: [Pair] = []
    private var newOpposites: [Decision] = []

    // MARK: - Limits

    /// Calculates with so many steps at most; what was made is forgotten where that is not enough.
    ///
    /// - Returns: how many steps were taken too.
    mutating func limited(to steps: Int, _ body: (inout DecisionDiagram) -> Decision?) -> (Decision?, steps: Int) {
        let mark = nodes.count
        stepsLeft = steps
        newConjunctions.removeAll(keepingCapacity: true)
        newOpposites.removeAll(keepingCapacity: true)
        let result = body(&self)
        if result == nil, nodes.count > mark {
            for node in nodes[mark...] { indices[node] = nil }
            nodes.removeSubrange(mark...)
            for pair in newConjunctions { conjunctions[pair] = nil }
            for decision in newOpposites { opposites[decision] = nil }
        }
        return (result, steps - stepsLeft)
    }

    // MARK: - Functions

    /// A question that was not asked before; nil where there are too many.
    mutating func question() -> Decision? {
        guard questions < Self.mostQuestions else { return nil }
        defer { questions += 1 }
        return node(Node(question: questions, no: .no, yes: .yes))
    }

    mutating func opposite(_ decision: Decision) -> Decision? {
        if decision == .no { return .yes }
        if decision == .yes { return .no }
        if let known = opposites[decision] { return known }
        guard takeStep() else { return nil }
        let node = nodes[Int(decision.node)]
        guard let no = opposite(node.no), let yes = opposite(node.yes),
            case let result = self.node(Node(question: node.question, no: no, yes: yes))
        else { return nil }
        opposites[decision] = result
        opposites[result] = decision
        newOpposites += [decision, result]
        return result
    }

    mutating func both(_ one: Decision, _ other: Decision) -> Decision? {
        if one == other || other == .yes { return one }
        if one == .yes { return other }
        if one == .no || other == .no { return .no }
        let pair = one.node < other.node ? Pair(one: one, other: other) : Pair(one: other, other: one)
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
        if let known = indices[node] { return known }
        let decision = Decision(node: Int32(nodes.count))
        nodes.append(node)
        indices[node] = decision
        return decision
    }
}
