import ResourceInterfaces

/// Lays code out in lines of 120 columns, as swift-format leaves it.
struct CodeLayout {
    static let width = 120
    static let step = 4

    /// How something declared for the template is reached from here.
    let name: (String) -> String

    init(name: @escaping (String) -> String = { $0 }) { self.name = name }

    /// A statement in lines, without the indentation of the first one.
    ///
    /// - Parameters:
    ///   - head: what stands before the code: `let vpc = `.
    ///   - indentation: of the statement, in columns.
    func statement(_ head: String, _ code: Code, indentation: Int) -> [String] {
        if !head.isEmpty, code.isUnbreakable, let line = line(code),
            indentation + head.count + line.count > Self.width
        {
            let trimmed = head.last == " " ? String(head.dropLast()) : head
            return [trimmed, Self.spaces(indentation + Self.step) + line]
        }
        return lay(head, code, "", indentation: indentation)
    }

    // MARK: - Lines

    /// - Parameters:
    ///   - head: what stands before the code on its first line, behind the indentation.
    ///   - tail: what stands behind it on its last line.
    private func lay(_ head: String, _ code: Code, _ tail: String, indentation: Int) -> [String] {
        if let line = line(code), fits(code, indentation + head.count + line.count, tail) {
            return [head + line + tail]
        }
        let inner = indentation + Self.step
        switch code {
        case .text, .variable: return [head + (line(code) ?? "") + tail]
        case .string(let pieces):
            guard let lines = lines(of: pieces) else { return [head + (line(code) ?? "") + tail] }
            let margin = Self.spaces(indentation)
            let mark = StringSpelling(pieces, isMultiline: true).mark
            return [head + mark + "\"\"\""] + lines.map { $0.isEmpty ? "" : margin + $0 }
                + [margin + "\"\"\"" + mark + tail]
        case .call(let callee, let arguments):
            guard !arguments.isEmpty else { return lay(head, callee, "()" + tail, indentation: indentation) }
            if arguments.count == 1, arguments[0].label == nil, arguments[0].value.isLiteralCollection,
                let callee = line(callee)
            {
                return lay("\(head)\(callee)(", arguments[0].value, ")" + tail, indentation: indentation)
            }
            var lines = lay(head, callee, "(", indentation: indentation)
            if case .text(let name) = callee, name.hasPrefix("stack."), name != "stack.add" {
                return lines + filled(arguments, ")" + tail, at: inner)
            }
            // A value that something is asked of ends on a line of its own.
            let isAsked = tail.hasPrefix(".") || tail.hasPrefix("[")
            for (index, argument) in arguments.enumerated() {
                let end = index + 1 < arguments.count ? "," : isAsked ? "" : ")" + tail
                lines += labelled(argument.label.map { $0 + ": " } ?? "", argument.value, end, at: inner)
            }
            return isAsked ? lines + [Self.spaces(indentation) + ")" + tail] : lines
        case .member(let value, let member):
            return lay(head, value, ".\(member)" + tail, indentation: indentation)
        case .element(let value, let index):
            return lay(head, value, "[\(line(index) ?? "")]" + tail, indentation: indentation)
        case .typed(let value, let type): return lay(head, value, " as \(type)" + tail, indentation: indentation)
        case .not(let value): return lay(head + "!", value, tail, indentation: indentation)
        case .parenthesized(let value): return lay(head + "(", value, ")" + tail, indentation: indentation)
        case .list(let elements) where elements.allSatisfy(\.isShortLiteral):
            let end = elements.count > 1 ? "," : ""
            return [head + "["] + filled(elements.map { .init(nil, $0) }, end, at: inner)
                + [Self.spaces(indentation) + "]" + tail]
        case .list(let elements):
            return bracketed(head, elements.map { ("", $0) }, tail, indentation: indentation)
        case .dictionary(let entries):
            return bracketed(
                head, entries.map { ((line($0.key) ?? "") + ": ", $0.value) }, tail, indentation: indentation)
        case .chain(let sign, let operands):
            var lines: [String] = []
            for (index, operand) in operands.enumerated() {
                let end = index + 1 < operands.count ? "" : tail
                if index == 0 {
                    lines += lay(head, operand, end, indentation: indentation)
                } else {
                    let next = lay("\(sign) ", operand, end, indentation: inner)
                    lines += [Self.spaces(inner) + next[0]] + next.dropFirst()
                }
            }
            return lines
        }
    }

    /// Arguments with as many on a line as it holds: those of a declaration are short.
    private func filled(_ arguments: [Code.Argument], _ tail: String, at indentation: Int) -> [String] {
        var lines: [String] = []
        var open = ""
        func flush() {
            if !open.isEmpty { lines.append(open) }
            open = ""
        }
        for (index, argument) in arguments.enumerated() {
            let label = argument.label.map { $0 + ": " } ?? ""
            let end = index + 1 < arguments.count ? "," : tail
            if let line = line(argument.value), fits(argument.value, indentation + label.count + line.count, end) {
                let part = label + line + end
                if open.isEmpty || !fits(argument.value, open.count + 1 + label.count + line.count, end) { flush() }
                open = open.isEmpty ? Self.spaces(indentation) + part : "\(open) \(part)"
            } else {
                flush()
                lines += labelled(label, argument.value, end, at: indentation)
            }
        }
        flush()
        return lines
    }

    /// Whether what ends in a column stays on its line with what stands behind it. Of a literal of several elements
    /// swift-format counts the comma that it would write behind the last one, had each a line of its own.
    private func fits(_ code: Code, _ column: Int, _ tail: String) -> Bool {
        let hasComma = code.mayEndInComma && (!tail.hasPrefix(")") || code.holdsWhatMayEndInComma)
        return column + tail.count + (hasComma ? 1 : 0) <= Self.width
    }

    private func bracketed(
        _ head: String, _ elements: [(head: String, value: Code)], _ tail: String, indentation: Int
    ) -> [String] {
        let inner = indentation + Self.step
        var lines = [head + "["]
        for (index, element) in elements.enumerated() {
            let end = elements.count == 1 && index == 0 ? "" : ","
            if case .string(let pieces) = element.value, line(element.value) == nil, let text = self.lines(of: pieces) {
                // Unlike an argument, it begins beside its key.
                let margin = Self.spaces(inner)
                let mark = StringSpelling(pieces, isMultiline: true).mark
                lines += [margin + element.head + mark + "\"\"\""] + text.map { $0.isEmpty ? "" : margin + $0 }
                lines.append(margin + "\"\"\"" + mark + end)
            } else {
                lines += labelled(element.head, element.value, end, at: inner)
            }
        }
        return lines + [Self.spaces(indentation) + "]" + tail]
    }

    /// A part of a call or a literal on lines of its own.
    private func labelled(_ label: String, _ code: Code, _ tail: String, at indentation: Int) -> [String] {
        let margin = Self.spaces(indentation)
        if !label.isEmpty, code.isUnbreakable, let line = line(code),
            indentation + label.count + line.count + tail.count > Self.width
        {
            let text = Self.spaces(indentation + Self.step) + line
            guard tail.hasPrefix(")"), text.count + tail.count > Self.width else {
                return [margin + label.dropLast(), text + tail]
            }
            // Where even that is too long, what ends the call stands alone.
            return [margin + label.dropLast(), text, Self.spaces(indentation - Self.step) + tail]
        }
        if label.isEmpty, tail.hasPrefix(")"), code.isUnbreakable, let line = line(code),
            indentation + line.count + tail.count > Self.width
        {
            return [margin + line, Self.spaces(indentation - Self.step) + tail]
        }
        // A text of several lines begins on a line of its own.
        if !label.isEmpty, case .string(let pieces) = code, lines(of: pieces) != nil, line(code) == nil {
            let next = lay("", code, tail, indentation: indentation + Self.step)
            return [margin + label.dropLast(), Self.spaces(indentation + Self.step) + next[0]] + next.dropFirst()
        }
        let lines = lay(label, code, tail, indentation: indentation)
        return [margin + lines[0]] + lines.dropFirst()
    }

    static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    // MARK: - One line

    /// Everything on one line; nil where a text has several.
    func line(_ code: Code) -> String? {
        switch code {
        case .text(let text): return text
        case .variable(let name): return self.name(name)
        case .string(let pieces):
            guard lines(of: pieces) == nil else { return nil }
            let spelling = StringSpelling(pieces, isMultiline: false)
            return spelling.mark + "\"" + pieces.map { piece($0, spelling) }.joined() + "\"" + spelling.mark
        case .call(let callee, let arguments):
            guard let callee = line(callee) else { return nil }
            var parts: [String] = []
            for argument in arguments {
                guard let value = line(argument.value) else { return nil }
                parts.append((argument.label.map { $0 + ": " } ?? "") + value)
            }
            return "\(callee)(\(parts.joined(separator: ", ")))"
        case .member(let value, let member): return line(value).map { "\($0).\(member)" }
        case .element(let value, let index):
            guard let value = line(value), let index = line(index) else { return nil }
            return "\(value)[\(index)]"
        case .typed(let value, let type): return line(value).map { "\($0) as \(type)" }
        case .not(let value): return line(value).map { "!\($0)" }
        case .parenthesized(let value): return line(value).map { "(\($0))" }
        case .list(let elements): return lines(elements).map { "[\($0.joined(separator: ", "))]" }
        case .chain(let sign, let operands): return lines(operands)?.joined(separator: " \(sign) ")
        case .dictionary(let entries):
            guard let keys = lines(entries.map(\.key)), let values = lines(entries.map(\.value)) else { return nil }
            return entries.isEmpty ? "[:]" : "[\(zip(keys, values).map { "\($0): \($1)" }.joined(separator: ", "))]"
        }
    }

    private func lines(_ codes: [Code]) -> [String]? {
        let lines = codes.compactMap(line)
        return lines.count == codes.count ? lines : nil
    }

    private func piece(_ piece: Code.Piece, _ spelling: StringSpelling) -> String {
        switch piece {
        case .text(let text): spelling.escaped(text)
        case .value(let value): "\\\(spelling.mark)(\(line(value) ?? ""))"
        }
    }

    // MARK: - Texts of several lines

    /// The lines of a text that is better read as such; nil for a text on one line.
    private func lines(of pieces: [Code.Piece]) -> [String]? {
        var breaks = 0
        for case .text(let text) in pieces { breaks += text.utf8.count { $0 == UInt8(ascii: "\n") } }
        guard breaks > 1 || breaks == 1 && pieces.count + breaks > 2 else { return nil }
        // A carriage return would be lost.
        for case .text(let text) in pieces where text.utf8.contains(UInt8(ascii: "\r")) { return nil }
        let spelling = StringSpelling(pieces, isMultiline: true)
        let text = pieces.map { piece($0, spelling) }.joined()
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(spelling.keepingTrailingSpace)
    }
}

extension Code {
    /// Whether several may stand on one line of a list.
    fileprivate var isShortLiteral: Bool {
        switch self {
        case .text(let text): text.count <= 48
        case .string(let pieces):
            pieces.count <= 1 && pieces.allSatisfy { if case .text(let text) = $0 { text.count <= 48 } else { false } }
        default: false
        }
    }

    /// Whether it is a literal that has, or holds one that has, several elements.
    fileprivate var mayEndInComma: Bool {
        switch self {
        case .list(let elements): elements.count > 1 || elements.contains(where: \.mayEndInComma)
        case .dictionary(let entries): entries.count > 1 || entries.contains { $0.value.mayEndInComma }
        case .call(_, let arguments): arguments.contains { $0.value.holdsWhatMayEndInComma }
        default: false
        }
    }

    /// Whether it is a list or a dictionary that is written out.
    fileprivate var isLiteralCollection: Bool {
        switch self {
        case .list, .dictionary: true
        default: false
        }
    }

    /// Whether it is a literal that holds one that has several elements.
    fileprivate var holdsWhatMayEndInComma: Bool {
        switch self {
        case .list(let elements): elements.contains(where: \.mayEndInComma)
        case .dictionary(let entries): entries.contains { $0.value.mayEndInComma }
        default: false
        }
    }

    /// Whether it has no place to break at.
    fileprivate var isUnbreakable: Bool {
        switch self {
        case .text, .variable, .string: true
        case .member(let value, _), .typed(let value, _), .not(let value), .element(let value, _): value.isUnbreakable
        case .call, .list, .dictionary, .chain, .parenthesized: false
        }
    }
}
