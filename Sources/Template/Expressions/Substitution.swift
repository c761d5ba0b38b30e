extension Template {
    /// The text of an `Fn::Sub` with the variables that are declared beside it.
    public struct Substitution: Sendable, Hashable {
        /// A piece of the text.
        public enum Segment: Sendable, Hashable {
            case text(String)
            /// `${Name}` or `${Name.Attribute}`: what stands between the braces.
            case name(String)
            /// `${!Literal}`, which stands for `${Literal}`: what stands behind the exclamation mark.
            case literal(String)
        }

        /// As the template has it, `${...}` included.
        public let text: String
        /// Values for names that the template does not declare.
        public let variables: Object

        public init(_ text: String, variables: Object = [:]) {
            self.text = text
            self.variables = variables
        }

        /// Nil for what has not the shape of the function's argument.
        init?(_ argument: Expression) {
            switch argument {
            case .string(let text): self.init(text)
            case .list(let arguments) where arguments.count == 2:
                guard let text = arguments[0].string, let variables = arguments[1].object else { return nil }
                self.init(text, variables: variables)
            default: return nil
            }
        }

        /// What stands behind the function's key.
        var argument: Expression { variables.isEmpty ? .string(text) : .list([.string(text), .object(variables)]) }

        /// The text in its pieces. A `${` that nothing closes is text.
        public var segments: [Segment] {
            // By bytes, as CloudFormation takes them: a brace under an accent is one too.
            let bytes = text.utf8
            guard bytes.contains(UInt8(ascii: "$")) else { return text.isEmpty ? [] : [.text(text)] }
            var segments: [Segment] = []
            var rest = bytes[...]
            var textStart = rest.startIndex
            while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
                rest = rest[bytes.index(after: dollar)...]
                guard rest.first == UInt8(ascii: "{") else { continue }
                let start = bytes.index(after: rest.startIndex)
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { break }
                if textStart < dollar { segments.append(.text(String(text[textStart..<dollar]))) }
                let inside = text[start..<end]
                let isLiteral = inside.utf8.first == UInt8(ascii: "!")
                segments.append(
                    isLiteral ? .literal(String(text[bytes.index(after: start)..<end])) : .name(String(inside)))
                rest = rest[bytes.index(after: end)...]
                textStart = rest.startIndex
            }
            if textStart < text.endIndex { segments.append(.text(String(text[textStart...]))) }
            return segments
        }
    }
}
