import JSON

/// The names that a small program gives to whoever calls it, as far as they are certain.
struct HandlerCode {
    private let code: String
    private let isPython: Bool

    /// Nil for code that may have any names: what a deployment puts in, or what it makes itself; and for what offers
    /// none, which keeps the place for code that comes later.
    ///
    /// - Parameter runtime: as in `python3.13`; those of Python and Node.js are known.
    init?(_ text: OpenText, runtime: String) {
        code = text.text
        isPython = runtime.hasPrefix("python")
        guard isPython || runtime.hasPrefix("nodejs"), code.hasText(isPython ? "def " : "export"), !makesNames,
            !hasOpenNames
        else { return nil }
    }

    /// Whether a name stands anywhere in the code, be it in a text or a comment: what defines it may have any form.
    func mayDefine(_ name: String) -> Bool {
        var rest = code[...]
        while let found = rest.firstRange(of: name) {
            let before = rest[..<found.lowerBound].last
            let behind = rest[found.upperBound...].first
            if before.map(\.isInNames) != true, behind.map(\.isInNames) != true { return true }
            rest = rest[found.lowerBound...].dropFirst()
        }
        return false
    }

    /// What others can call, in order.
    var functions: [String] {
        let tokens = CodeTokens(CodeToken.all(in: code, isPython: isPython))
        return tokens.all.indices.compactMap { index in
            let name: CodeToken?
            if isPython {
                name = tokens.match(index, [.word("def"), nil, .mark("(")]) ? tokens[index + 1] : nil
            } else {
                name = tokens.match(index, [.word("exports"), .mark("."), nil, .mark("=")]) ? tokens[index + 2] : nil
            }
            if case .word(let word)? = name { return word }
            return nil
        }
    }

    /// Whether a deployment puts in more than texts and numbers of the program's own.
    private var hasOpenNames: Bool {
        CodeToken.all(in: code, isPython: isPython).contains { token in
            if case .word(let word) = token { word.contains(OpenText.mark) } else { false }
        }
    }

    /// Whether the code takes over the names of another module, or makes some as it runs.
    private var makesNames: Bool {
        if isPython {
            return ["import *", "exec(", "eval(", "globals(", "setattr(", "vars("].contains(where: code.hasText)
        }
        if ["export *", "exports[", "...", "assign(", "defineProperty", "eval("].contains(where: code.hasText) {
            return true
        }
        var rest = code[...]
        while let found = rest.firstRange(of: "exports") {
            rest = rest[found.upperBound...]
            let behind = rest.drop { $0.isWhitespace }
            // An object that stands there has its names in the code.
            if behind.first == "=", behind.dropFirst().drop(while: { $0.isWhitespace }).first != "{" { return true }
        }
        return false
    }
}

extension Character {
    fileprivate var isInNames: Bool { isLetter || isNumber || self == "_" || self == "$" }
}
