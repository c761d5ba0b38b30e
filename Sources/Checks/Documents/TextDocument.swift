import JSON
import Template

/// A JSON document that stands in a template, as an object or as a text.
///
/// In a text that is put together, what is put in becomes a function of the document: `"${Function.Arn}"` in an
/// `Fn::Sub` is `Fn::GetAtt`.
enum TextDocument {
    /// What it says.
    case value(Template.Expression)
    /// It is no JSON, whatever is put in.
    case malformed(String)
    /// Only a deployment knows.
    case unknown

    /// - Parameter value: without conditions.
    init(_ value: Template.Expression) {
        switch value {
        case .object, .list: self = .value(value)
        case .call(.toJSONString, let arguments): self = .value(arguments[0])
        case .string(let text): self.init([.text(text)])
        case .sub(let substitution): self.init(substitution.pieces)
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let elements = arguments[1].list else {
                self = .unknown
                return
            }
            var pieces: [Template.Substitution.Piece] = []
            for (index, element) in elements.enumerated() {
                if index > 0 { pieces.append(.text(separator)) }
                switch element {
                case .sub(let substitution): pieces += substitution.pieces
                default: pieces.append(element.scalarText.map { .text($0) } ?? .value(element))
                }
            }
            self.init(pieces)
        default: self = .unknown
        }
    }

    private init(_ pieces: [Template.Substitution.Piece]) {
        var text = PuttogetherText()
        for piece in pieces { text.append(piece) }
        do throws(JSONError) {
            let json = try JSONValue(parsing: Array(text.text.utf8))
            self = .value(text.expression(json))
        } catch {
            // What stands outside of strings may be anything: an object, some members with their commas.
            self = text.hasBareValues ? .unknown : .malformed(error.problem)
        }
    }
}

extension Template.Substitution {
    fileprivate var pieces: [Piece] {
        segments.map { segment in
            switch segment {
            case .text(let text): .text(text)
            case .literal(let inside): .text("${\(inside)}")
            case .name(let inside):
                if let value = variables[inside] {
                    value.scalarText.map { .text($0) } ?? .value(value)
                } else if let dot = inside.utf8.firstIndex(of: UInt8(ascii: ".")) {
                    .value(.getAtt(String(inside[..<dot]), .string(String(inside[inside.index(after: dot)...]))))
                } else {
                    .value(.ref(inside))
                }
            }
        }
    }
}

/// A JSON text with a mark for each value that is put in.
private struct PuttogetherText {
    private(set) var text = ""
    private var values: [Template.Expression] = []
    private(set) var hasBareValues = false
    private var isInString = false
    private var isEscaped = false

    /// A character that nobody writes.
    private static let mark: Character = "\u{F8FF}"

    mutating func append(_ piece: Template.Substitution.Piece) {
        switch piece {
        case .text(let literal):
            var literal = literal
            literal.withUTF8 { bytes in for byte in bytes { follow(byte) } }
            text += literal
        case .value(let value):
            if isInString {
                text += "\(Self.mark)\(values.count)\(Self.mark)"
            } else {
                hasBareValues = true
                text += "\"\(Self.mark)\(values.count)\(Self.mark)\""
            }
            values.append(value)
        }
    }

    private mutating func follow(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = isInString
        } else if byte == UInt8(ascii: "\"") {
            isInString.toggle()
        }
    }

    /// A value of the text, with functions for what was put in.
    func expression(_ json: JSONValue) -> Template.Expression {
        switch json.kind {
        case .null: .null
        case .boolean: .boolean(json.boolean == true)
        case .number: .number(Template.Number(text: json.number ?? ""))
        case .string: expression(json.string ?? "")
        case .list: .list(json.elements.map { $0.map(expression) } ?? [])
        case .object:
            .object(
                Template.Object(
                    json.members.map { $0.map { Template.Object.Entry($0.name, expression($0.value)) } } ?? []))
        }
    }

    private func expression(_ string: String) -> Template.Expression {
        guard !values.isEmpty, string.hasText(String(Self.mark)) else { return .string(string) }
        let parts = string.split(separator: Self.mark, omittingEmptySubsequences: false)
        // Text and numbers by turns.
        let pieces = parts.enumerated().compactMap { index, part -> Template.Substitution.Piece? in
            if index % 2 == 0 { return part.isEmpty ? nil : .text(String(part)) }
            return Int(part).flatMap { values.indices.contains($0) ? .value(values[$0]) : nil }
        }
        if pieces.count == 1, case .value(let value) = pieces[0] { return value }
        return .text(pieces)
    }
}
