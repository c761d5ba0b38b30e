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
        /// The text in its pieces. A `${` that nothing closes is text.
        public let segments: [Segment]

        public init(_ text: String, variables: Object = [:]) {
            self.text = text
            self.variables = variables
            segments = Self.segments(of: text)
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

        private static func segments(of text: String) -> [Segment] {
            // By bytes, as CloudFormation takes them: a brace under an accent is one too.
            var text = text
            return text.withUTF8 { bytes in
                var segments: [Segment] = []
                func string(_ range: Range<Int>) -> String {
                    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
                }
                var textStart = 0
                var position = 0
                while position + 1 < bytes.count {
                    guard bytes[position] == UInt8(ascii: "$"), bytes[position + 1] == UInt8(ascii: "{") else {
                        position += 1
                        continue
                    }
                    let start = position + 2
                    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else { break }
                    if textStart < position { segments.append(.text(string(textStart..<position))) }
                    let isLiteral = bytes[start] == UInt8(ascii: "!")
                    segments.append(isLiteral ? .literal(string(start + 1..<end)) : .name(string(start..<end)))
                    position = end + 1
                    textStart = position
                }
                if textStart < bytes.count { segments.append(.text(string(textStart..<bytes.count))) }
                return segments
            }
        }
    }
}

extension Template.Substitution {
    // The pieces follow from the text.

    public static func == (left: Self, right: Self) -> Bool {
        left.text == right.text && left.variables == right.variables
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(variables)
    }
}
