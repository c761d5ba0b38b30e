import JSON
import Template

extension Template.Expression {
    /// The value as people read it: `Data/Database.Endpoint.Address`, `arn:aws:s3:::${Storage/Bucket}/*`, `[a, b]`.
    public var planned: String {
        switch self {
        case .null: return "null"
        case .boolean, .number: return scalarText ?? ""
        case .string(let text): return text.isPlain ? text : text.quoted
        case .list(let elements): return "[" + elements.map(\.planned).joined(separator: ", ") + "]"
        case .object(let object):
            return "{" + object.entries.map { "\($0.key): \($0.value.planned)" }.joined(separator: ", ") + "}"
        case .ref("AWS::NoValue"): return "(nothing)"
        case .ref(let name): return name
        case .getAtt(let name, .string(let attribute)): return "\(name).\(attribute)"
        case .getAtt(let name, let attribute): return "\(name).(\(attribute.planned))"
        case .sub(let substitution): return substitution.planned
        case .call(let function, let arguments): return Self.planned(function, arguments)
        case .malformed(.ref, .string(let name)): return "\(name) (nothing has this name)"
        case .malformed(.getAtt, .list(let parts)):
            return parts.map(\.planned).joined(separator: ".") + " (nothing has this name)"
        case .malformed(let function, let argument): return "\(function.rawValue)(\(argument.planned))"
        }
    }

    private static func planned(_ function: Template.Function, _ arguments: [Template.Expression]) -> String {
        switch function {
        case .if: "if \(arguments[0].planned): \(arguments[1].planned), else: \(arguments[2].planned)"
        case .importValue: "import(\(arguments[0].planned))"
        default:
            function.rawValue.replacing("Fn::", with: "")
                + "(" + arguments.map(\.planned).joined(separator: ", ") + ")"
        }
    }
}

extension Template.Substitution {
    fileprivate var planned: String {
        segments.map { segment in
            switch segment {
            case .text(let text): text
            case .literal(let text): "${!" + text + "}"
            case .name(let name): "${" + value(of: name).planned + "}"
            }
        }.joined()
    }
}

extension String {
    /// Whether nobody could take it for anything else.
    fileprivate var isPlain: Bool {
        guard let first, let last, !first.isWhitespace, !last.isWhitespace else { return false }
        return !contains { "\n\t\",[]{}".contains($0) }
    }

    /// As JSON has it.
    fileprivate var quoted: String {
        var writer = JSONWriter()
        writer.string(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension Template.Path {
    /// As in `Tags[Name]`, where lists have elements with names and values, `Policies[Read]/PolicyDocument`, and
    /// `Ingress[0]` elsewhere.
    ///
    /// - Parameter roots: what the path begins in.
    func planned(in roots: [Template.Expression?]) -> String {
        var values = roots.compactMap(\.self)
        var text = ""
        var isBranch = false
        var isNamed = false
        for (position, step) in steps.enumerated() {
            switch step {
            case .key("Fn::If"): isBranch = true
            case .key("Value") where isNamed && position == steps.count - 1: break
            case .key(let key):
                text += text.isEmpty ? key : "/" + key
            case .index(let index) where isBranch:
                isBranch = false
                text += index == 1 ? "(if met)" : "(else)"
            case .index(let index):
                let element = values.lazy.compactMap { $0[index] }.first
                // A number would pass for a position.
                let name = Comparison.identities.lazy.compactMap { element?[$0]?.string }.first { Int($0) == nil }
                text += "[\(name ?? String(index))]"
                isNamed = name != nil
                values = values.compactMap { $0[step] }
                continue
            }
            isNamed = false
            values = values.compactMap { $0[step] }
        }
        return text
    }
}
