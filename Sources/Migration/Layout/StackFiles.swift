import ResourceInterfaces
import ResourceSchemas

/// Writes a translated stack as files of Swift: one where it is short, else one a part.
struct StackFiles {
    private let stack: TranslatedStack
    private let isRoot: Bool
    /// The identifier of the root stack.
    private let id: String

    /// How long a file becomes before its stack is divided.
    private static let mostLines = 320

    init(_ stack: TranslatedStack, id: String, isRoot: Bool) {
        self.stack = stack
        self.id = id
        self.isRoot = isRoot
    }

    /// The files of the stack and of those nested in it.
    func files() -> [SwiftFile] {
        let whole = file()
        let own = whole.text.utf8.count { $0 == UInt8(ascii: "\n") } > Self.mostLines ? divided() : [whole]
        return own + stack.nested.flatMap { StackFiles($0, id: id, isRoot: false).files() }
    }

    private var statements: [Statement] { stack.settings + stack.resources + stack.outputs }

    /// Everything that some statement uses.
    private var used: Set<String> { statements.reduce(into: []) { $0.formUnion($1.variables) } }

    // MARK: - One file

    private func file() -> SwiftFile {
        var lines = SwiftLines()
        imports(of: statements, into: &lines)
        declare(into: &lines) { indentation, lines in
            let layout = StatementLayout(indentation: indentation, used: used)
            layout.lay(stack.settings, into: &lines)
            lines.separate()
            layout.lay(stack.resources, into: &lines)
        }
        return SwiftFile(name: "\(stack.name).swift", text: lines.text)
    }

    /// The type of the stack around what declares its parts.
    ///
    /// - Parameter name: how what the outputs use is reached.
    private func declare(
        into lines: inout SwiftLines, reaching name: @escaping (String) -> String = { SwiftName.escaped($0) },
        _ body: (Int, inout SwiftLines) -> Void
    ) {
        let summary = stack.summary ?? "The stack \(isRoot ? id : stack.name)."
        for line in Comment.lines(summary, mark: "///", indentation: 0) { lines.add(line) }
        if isRoot {
            lines.add("public enum \(stack.name) {")
            lines.add("public static func app() -> App {", at: 4)
            lines.add("let app = App()", at: 8)
            var arguments: [Code.Argument] = [.init(nil, .string(id))]
            if let description = stack.description { arguments.append(.init("description", .string(description))) }
            lines.add(
                CodeLayout().statement("let stack = ", .call("app.stack", arguments), indentation: 8), at: 8)
            body(8, &lines)
            lines.separate()
            outputs(into: &lines, name: name)
            lines.separate()
            lines.add("return app", at: 8)
        } else {
            lines.add("struct \(stack.name) {")
            lines.add("/// The stack itself, for what has to wait for it.", at: 4)
            lines.add("let stack: Stack", at: 4)
            for output in stack.outputs {
                if let name = output.property { lines.add("let \(SwiftName.escaped(name)): \(output.type)", at: 4) }
            }
            lines.add()
            let given = stack.given.map { "\(SwiftName.escaped($0.name)): \($0.type)" }
            Self.initializer(["in stack: Stack"] + given, into: &lines)
            lines.add("self.stack = stack", at: 8)
            body(8, &lines)
            if !stack.outputs.isEmpty { lines.separate() }
            outputs(into: &lines, name: name)
        }
        lines.add("}", at: 4)
        lines.add("}")
    }

    private static func initializer(_ parameters: [String], into lines: inout SwiftLines) {
        let line = "init(\(parameters.joined(separator: ", "))) {"
        guard 4 + line.count > CodeLayout.width else { return lines.add(line, at: 4) }
        lines.add("init(", at: 4)
        for (index, parameter) in parameters.enumerated() {
            lines.add(parameter + (index + 1 < parameters.count ? "," : ""), at: 8)
        }
        lines.add(") {", at: 4)
    }

    private func outputs(into lines: inout SwiftLines, name: @escaping (String) -> String) {
        let layout = StatementLayout(indentation: 8, used: [], name: name)
        for output in stack.outputs {
            guard !isRoot, let property = output.property else {
                layout.lay([output], into: &lines)
                continue
            }
            if let name = output.readBack {
                layout.lay([output], into: &lines)
                lines.add("self.\(property) = stack.readOutput(\(SwiftLiteral.string(name)))", at: 8)
                continue
            }
            let own = layout.lines(of: output)
            // The call is the last of the statement's lines that begins at its indentation.
            let start = own.lastIndex { $0.hasPrefix("        stack.output(") } ?? 0
            for (index, line) in own.enumerated() {
                lines.add(index == start ? "        self.\(property) = " + line.dropFirst(8) : line)
            }
        }
    }

    private func imports(of statements: [Statement], into lines: inout SwiftLines) {
        let modules = statements.reduce(into: Set<String>()) { $0.formUnion($1.modules) }
        for module in (modules.isEmpty ? ["CloudFormation"] : modules.sorted()) { lines.add("import \(module)") }
        lines.add()
    }

    // MARK: - Several files

    private func divided() -> [SwiftFile] {
        let counting = StatementLayout(indentation: 8, used: used)
        func count(_ statement: Statement) -> Int { counting.lines(of: statement).count + 1 }
        var parts = settings(count)
        parts += Parts.divide(stack.resources, lineCount: count)
        var scope = SwiftScope(reserved: used.union(statements.compactMap(\.name)).union(["stack", "app"]))
        var variables: [String] = []
        var home: [String: Int] = [:]
        for (index, part) in parts.enumerated() {
            variables.append(scope.name(SwiftName.member(part.name), orWith: "Part"))
            for statement in part.statements {
                if let name = statement.name { home[name] = index }
            }
        }
        var files = parts.indices.map { file(of: parts, at: $0, variables, home) }
        files.insert(root(parts, variables, home), at: 0)
        return files
    }

    /// Parameters, mappings and conditions, which stand before everything else.
    private func settings(_ count: (Statement) -> Int) -> [Part] {
        var parts: [Part] = []
        var scope = SwiftScope()
        for statement in stack.settings {
            let lines = count(statement)
            if let last = parts.last, last.lineCount + lines <= Self.mostLines {
                parts[parts.count - 1].statements.append(statement)
                parts[parts.count - 1].lineCount += lines
            } else {
                parts.append(
                    Part(name: scope.name("Settings"), statements: [statement], lineCount: lines, isSettings: true))
            }
        }
        return parts
    }

    private func typeName(_ part: Part) -> String { stack.name + part.name }

    private func file(
        of parts: [Part], at index: Int, _ variables: [String], _ home: [String: Int]
    ) -> SwiftFile {
        let part = parts[index]
        let own = Set(part.statements.compactMap(\.name))
        let others = parts.enumerated().filter { $0.offset != index }.flatMap { $0.element.statements } + stack.outputs
        let outside = others.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
        let inside = part.statements.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
        let properties = own.intersection(outside)
        var lines = SwiftLines()
        imports(of: part.statements, into: &lines)
        let words = SwiftName.words(in: part.name).enumerated().map {
            $0.offset == 0 ? $0.element : $0.element.lowercased()
        }
        let what =
            part.isSettings
            ? "What is given to \(stack.name), and what that decides."
            : "\(words.joined(separator: " ")) of \(stack.name)."
        lines.add("/// \(what)")
        lines.add("struct \(typeName(part)) {")
        for statement in part.statements {
            guard let name = statement.name, properties.contains(name) else { continue }
            lines.add("let \(SwiftName.escaped(name)): \(statement.type)", at: 4)
        }
        if !properties.isEmpty { lines.add() }
        let needed = Set(inside.compactMap { home[$0] }).subtracting([index]).sorted()
        var parameters = ["in stack: Stack"] + needed.map { "_ \(variables[$0]): \(typeName(parts[$0]))" }
        if part.isSettings {
            parameters += stack.given.map { "\(SwiftName.escaped($0.name)): \($0.type)" }
        }
        Self.initializer(parameters, into: &lines)
        let layout = StatementLayout(
            indentation: 8, used: inside.union(outside), properties: properties,
            name: { name in
                guard let place = home[name], place != index else { return SwiftName.escaped(name) }
                return "\(variables[place]).\(SwiftName.escaped(name))"
            })
        layout.lay(part.statements, into: &lines)
        lines.add("}", at: 4)
        lines.add("}")
        return SwiftFile(name: "\(typeName(part)).swift", text: lines.text)
    }

    private func root(_ parts: [Part], _ variables: [String], _ home: [String: Int]) -> SwiftFile {
        var lines = SwiftLines()
        imports(of: stack.outputs, into: &lines)
        let outputs = stack.outputs.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
        var needed = Set(outputs.compactMap { home[$0] })
        var calls: [(Int, Code)] = []
        for (index, part) in parts.enumerated() {
            let inside = part.statements.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
            let before = Set(inside.compactMap { home[$0] }).subtracting([index]).sorted()
            needed.formUnion(before)
            var arguments = [Code.Argument("in", .text("stack"))] + before.map { .init(nil, .text(variables[$0])) }
            if part.isSettings {
                arguments += stack.given.map { .init($0.name, .text(SwiftName.escaped($0.name))) }
            }
            calls.append((index, .call(typeName(part), arguments)))
        }
        let reach: (String) -> String = { name in
            home[name].map { "\(variables[$0]).\(SwiftName.escaped(name))" } ?? SwiftName.escaped(name)
        }
        let body: (Int, inout SwiftLines) -> Void = { indentation, lines in
            for (index, call) in calls {
                let head = needed.contains(index) ? "let \(variables[index]) = " : "_ = "
                lines.add(CodeLayout().statement(head, call, indentation: indentation), at: indentation)
            }
        }
        declare(into: &lines, reaching: reach, body)
        return SwiftFile(name: "\(stack.name).swift", text: lines.text)
    }
}

extension TranslatedStack {
    /// Its description, where that is a sentence and no page.
    fileprivate var summary: String? {
        guard let description, description.count <= 300, !description.contains("\n") else { return nil }
        return description
    }
}
