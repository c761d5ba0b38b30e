import JSON

extension Expression {
    /// How a parameter's value is written: as text, lists with commas; nil for what is no literal.
    var parameterText: String? {
        switch self {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .double(let number): return JSONWriter.text(of: number)
        case .boolean(let flag): return flag ? "true" : "false"
        case .list(let elements):
            let texts = elements.compactMap(\.parameterText)
            return texts.count == elements.count ? texts.joined(separator: ",") : nil
        default: return nil
        }
    }
}
