/// The rule of a composite alarm: states of other alarms with AND, OR and NOT between them ("PutCompositeAlarm" in the
/// Amazon CloudWatch API reference).
struct AlarmRule {
    /// What is wrong with it, and how it is written; nil where it is right, or only a deployment knows.
    private(set) var problem: (message: String, fix: String)?

    private var tokens: ArraySlice<Token>
    private var isTooDeep = false
    /// How deep parentheses may stand within each other: more than anybody writes.
    private static let deepest = 100

    private enum Token: Equatable {
        case word(String)
        case open, close
        /// What is put in at a deployment.
        case unknown
        /// What is in parentheses behind a name, such as that of an alarm.
        case argument(String)
        /// What begins with a parenthesis that nothing closes.
        case unclosed
    }

    static let states = ["ALARM", "OK", "INSUFFICIENT_DATA"]
    private static let counted = "AT_LEAST"
    private static let constants = ["TRUE", "FALSE"]
    private static let operators = ["AND", "OR", "NOT"]
    /// As other languages write them.
    private static let strangers = ["&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT", ",": "AND or OR"]

    init(_ rule: OpenText) {
        tokens = Self.tokens(of: rule.text)[...]
        // What is put in may be a part of the rule, with anything in it.
        guard !tokens.contains(.unknown) else { return }
        readExpression(depth: 0)
        if problem == nil, let rest = tokens.first {
            if rest == .close {
                problem = ("a parenthesis closes that none opened", "leave it out")
            } else {
                reportMissingOperator(before: rest)
            }
        }
        // Nobody knows of the rest then.
        if isTooDeep { problem = nil }
    }

    private mutating func readExpression(depth: Int) {
        readTerm(depth: depth)
        while problem == nil, case .word(let word)? = tokens.first, ["AND", "OR"].contains(word.uppercased()) {
            tokens.removeFirst()
            readTerm(depth: depth)
        }
    }

    private mutating func readTerm(depth: Int) {
        while case .word(let word)? = tokens.first, word.uppercased() == "NOT" { tokens.removeFirst() }
        guard depth < Self.deepest else {
            isTooDeep = true
            tokens = []
            return
        }
        switch tokens.popFirst() {
        case .open?:
            readExpression(depth: depth + 1)
            guard problem == nil else { return }
            if tokens.first == .close {
                tokens.removeFirst()
            } else if let next = tokens.first {
                reportMissingOperator(before: next)
            } else {
                problem = ("a parenthesis is not closed", "close it")
            }
        case .word(let word)?: readWord(word)
        case .close?:
            problem = ("nothing stands in front of a parenthesis that closes", "write the state of an alarm there")
        case .argument?, .unclosed?, .unknown?: break
        case nil: problem = ("the rule ends where the state of an alarm is to follow", "write one such as ALARM(name)")
        }
    }

    private mutating func readWord(_ word: String) {
        let name = word.uppercased()
        if Self.constants.contains(name) { return }
        guard Self.states.contains(name) || name == Self.counted else {
            if let own = Self.strangers[word] {
                problem = ("\"\(word)\" is no operator of an alarm's rule", "write \(own)")
            } else if ["AND", "OR"].contains(name) {
                problem = ("nothing stands in front of \(word)", "write the state of an alarm there")
            } else {
                problem = (
                    "\(word) is no state of an alarm", "write \(Self.states.joined(separator: ", ")), TRUE or FALSE"
                )
            }
            return
        }
        guard case .argument(let argument)? = tokens.first else {
            if tokens.first == .unclosed {
                problem = ("the parenthesis behind \(word) is not closed", "close it")
                return
            }
            problem = ("\(word) has no alarm in parentheses", "write \(name)(name)")
            return
        }
        tokens.removeFirst()
        if argument.allSatisfy({ $0 == " " }) {
            problem = ("\(word) is of no alarm", "write an alarm's name or ARN in the parentheses")
        }
    }

    private mutating func reportMissingOperator(before token: Token) {
        guard case .word(let word) = token else {
            problem = ("no operator stands in front of a parenthesis", "write AND or OR between the two")
            return
        }
        if let own = Self.strangers[word] {
            problem = ("\"\(word)\" is no operator of an alarm's rule", "write \(own)")
        } else {
            problem = ("no operator stands in front of \(word)", "write AND or OR there")
        }
    }

    // MARK: - Tokens

    /// Names with what is in parentheses behind them, parentheses, and signs of other languages.
    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let character = rest.first {
            if character == OpenText.mark {
                tokens.append(.unknown)
                rest.removeFirst()
            } else if character.isLetter || character == "_" {
                let word = rest.prefix { $0.isLetter || $0 == "_" || $0.isNumber || $0 == OpenText.mark }
                rest = rest[word.endIndex...]
                tokens.append(word.contains(OpenText.mark) ? .unknown : .word(String(word)))
                let behind = rest.drop { $0.isWhitespace }
                let isOperator = operators.contains(word.uppercased())
                guard behind.first == "(", !isOperator else { continue }
                rest = behind
                tokens.append(argument(&rest))
            } else if character == "(" || character == ")" {
                tokens.append(character == "(" ? .open : .close)
                rest.removeFirst()
            } else if character.isWhitespace {
                rest.removeFirst()
            } else {
                let sign = rest.prefix { $0 == character }
                tokens.append(.word(String(sign)))
                rest = rest[sign.endIndex...]
            }
        }
        return tokens
    }

    /// What is in parentheses, with quotes around it or not, and maybe others within.
    private static func argument(_ rest: inout Substring) -> Token {
        var depth = 0
        var isQuoted = false
        for index in rest.indices {
            let character = rest[index]
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if character == "(" { depth += 1 }
            guard character == ")" else { continue }
            depth -= 1
            guard depth == 0 else { continue }
            let inside = rest[rest.index(after: rest.startIndex)..<index]
            rest = rest[rest.index(after: index)...]
            return .argument(String(inside))
        }
        // Of one that is not closed, nothing is left.
        rest = rest[rest.endIndex...]
        return .unclosed
    }
}
