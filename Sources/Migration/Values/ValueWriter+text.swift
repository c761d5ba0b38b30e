import Template

// Texts with values in them.
extension ValueWriter {
    /// The pieces of a text that is put together; nil where a part of it is more than text can hold.
    mutating func pieces(of value: Template.Expression) throws(Unsaid) -> [Code.Piece]? {
        switch value {
        case .string, .number, .boolean:
            let text = value.scalarText ?? ""
            return text.isEmpty ? [] : [.text(text)]
        case .sub(let substitution):
            var pieces: [Code.Piece] = []
            for segment in substitution.segments {
                switch segment {
                case .text(let text): pieces.append(.text(text))
                case .literal(let text): pieces.append(.text("${\(text)}"))
                case .name(let name):
                    if let variable = substitution.variables[name] {
                        pieces += try self.pieces(of: variable, named: name)
                    } else {
                        pieces += try self.pieces(of: Template.Expression(named: name), named: name)
                    }
                }
            }
            return pieces.joined
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, case .list(let elements) = arguments[1] else { return nil }
            var pieces: [Code.Piece] = []
            for (index, element) in elements.enumerated() {
                if index > 0 { pieces.append(.text(separator)) }
                // What a condition leaves out takes its separator with it.
                if case .call(.if, _) = element, !separator.isEmpty { return nil }
                pieces += try self.pieces(of: element, named: "part")
            }
            return pieces.joined
        default: return nil
        }
    }

    /// - Parameter name: what a value would be called that needs a statement of its own.
    private mutating func pieces(
        of value: Template.Expression, named name: String
    ) throws(Unsaid) -> [Code.Piece] {
        if let pieces = try pieces(of: value) { return pieces }
        let (code, type) = try natural(value)
        guard type.isScalar else {
            let text = Code.call("Value<String>", [.init("expression", .member(code, "expression"))])
            return [.value(hoist(text, as: .string, named: name))]
        }
        return [.value(code.isShort ? code : hoist(code, as: type, named: value.suggestedName ?? name))]
    }
}

extension Template.Expression {
    /// What a value would be called by what stands in it: an import by the end of its name.
    fileprivate var suggestedName: String? {
        guard case .call(.importValue, let arguments) = self, case .sub(let name) = arguments[0],
            case .text(let text)? = name.segments.last
        else { return nil }
        let words = text.drop { !$0.isLetter }
        return words.count > 1 && words.allSatisfy { $0.isASCII } ? String(words) : nil
    }

    /// What it is without functions that put nothing together: `${Name}` alone is the value of that name.
    var withoutWrapping: Template.Expression {
        switch self {
        case .sub(let substitution):
            guard substitution.segments.count == 1, case .name(let name) = substitution.segments[0] else { return self }
            return (substitution.variables[name] ?? Template.Expression(named: name)).withoutWrapping
        case .call(.join, let arguments):
            guard case .list(let elements) = arguments[1], elements.count == 1 else { return self }
            return elements[0].withoutWrapping
        default: return self
        }
    }

    /// What `${...}` means: `Database.Endpoint.Address` is an attribute of `Database`.
    init(named name: String) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        self = parts.count == 2 ? .getAtt(parts[0], .string(parts[1])) : .ref(name)
    }
}

extension [Code.Piece] {
    /// With texts that meet in one.
    fileprivate var joined: [Code.Piece] {
        var result: [Code.Piece] = []
        for piece in self {
            if case .text(let text) = piece {
                if text.isEmpty { continue }
                if case .text(let before)? = result.last {
                    result[result.count - 1] = .text(before + text)
                    continue
                }
            }
            result.append(piece)
        }
        return result
    }
}

extension Code {
    /// Whether it can be read within a text.
    fileprivate var isShort: Bool {
        switch self {
        case .variable: true
        case .text(let text): text.count < 40
        case .member(let value, _): value.isShort
        case .call(let callee, let arguments):
            if case .member(let value, _) = callee {
                value.isShort && arguments.allSatisfy(\.value.isPlain)
            } else {
                false
            }
        case .element(let value, .text): value.isShort
        default: false
        }
    }

    private var isPlain: Bool {
        switch self {
        case .variable, .text: true
        case .member(let value, _): value.isPlain
        case .string(let pieces): pieces.count <= 1 && pieces.allSatisfy { if case .text = $0 { true } else { false } }
        default: false
        }
    }
}
