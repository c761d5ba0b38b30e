import ResourceSchemas

/// Lays statements out, each with its comment, its hoisted values and what comes behind it.
struct StatementLayout {
    /// How what is declared for the template is reached from here.
    let layout: CodeLayout
    let indentation: Int
    /// The names that something uses.
    let used: Set<String>
    /// The names that are properties here, and no constants of a function.
    let properties: Set<String>

    init(
        indentation: Int, used: Set<String>, properties: Set<String> = [],
        name: @escaping (String) -> String = { SwiftName.escaped($0) }
    ) {
        layout = CodeLayout(name: name)
        self.indentation = indentation
        self.used = used
        self.properties = properties
    }

    /// Statements with blank lines around those that have several lines.
    func lay(_ statements: [Statement], into lines: inout SwiftLines) {
        var wasLong = false
        for statement in statements {
            let own = self.lines(of: statement)
            let isLong = own.count > 1
            if isLong || wasLong { lines.separate() }
            for line in own { lines.add(line) }
            wasLong = isLong
        }
    }

    /// The lines of one statement, with their indentation.
    func lines(of statement: Statement) -> [String] {
        var lines = SwiftLines()
        for comment in statement.comment { add(comment, to: &lines) }
        for value in statement.hoisted {
            lines.add(
                layout.statement(
                    "let \(SwiftName.escaped(value.name)): \(value.type) = ", value.code, indentation: indentation),
                at: indentation)
        }
        lines.add(layout.statement(head(of: statement), statement.code, indentation: indentation), at: indentation)
        for next in statement.afterwards {
            for comment in next.comment { add(comment, to: &lines) }
            lines.add(layout.statement("", next.code, indentation: indentation), at: indentation)
        }
        return lines.lines
    }

    private func add(_ comment: String, to lines: inout SwiftLines) {
        for line in Comment.lines(comment, mark: "//", indentation: indentation) { lines.add(line, at: indentation) }
    }

    private func head(of statement: Statement) -> String {
        guard let name = statement.name, used.contains(name) || !statement.afterwards.isEmpty else {
            if statement.needsType { return "let _: \(statement.type) = " }
            return statement.isDiscardable ? "" : "_ = "
        }
        if properties.contains(name) { return "\(SwiftName.escaped(name)) = " }
        return "let \(SwiftName.escaped(name))\(statement.needsType ? ": \(statement.type)" : "") = "
    }
}

extension Statement {
    /// Whether the compiler lets its value be passed over.
    fileprivate var isDiscardable: Bool {
        guard case .call(.text(let callee), _) = code else { return false }
        return !["stack.parameter", "stack.ssmParameter", "stack.condition", "stack.mapping"].contains(callee)
            && callee.hasPrefix("stack.")
    }
}
