import Template

/// A text of another language in a template, with a mark for each part that only a deployment puts in.
struct OpenText {
    let text: String
    /// Whether anything is put in, so that more may stand in it than does here.
    let isOpen: Bool

    /// A character that nobody writes.
    static let mark: Character = "\u{F8FF}"

    /// Nil for what is no text that stands here, such as a parameter.
    ///
    /// - Parameter value: without conditions.
    init?(_ value: Template.Expression) {
        var pieces: [String?] = []
        switch value {
        case .string(let literal): pieces = [literal.hasDynamicReference ? nil : literal]
        case .sub(let substitution):
            pieces = substitution.segments.map { segment in
                switch segment {
                case .text(let text): text.hasDynamicReference ? nil : text
                case .literal(let inside): "${\(inside)}"
                case .name(let name): substitution.variables[name]?.scalarText
                }
            }
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let elements = arguments[1].list else { return nil }
            for (index, element) in elements.enumerated() {
                if index > 0 { pieces.append(separator) }
                if let inner = OpenText(element) {
                    pieces.append(inner.text)
                    if inner.isOpen { pieces.append(nil) }
                } else {
                    pieces.append(element.scalarText)
                }
            }
        default: return nil
        }
        isOpen = pieces.contains(nil)
        text = pieces.map { $0 ?? String(Self.mark) }.joined()
    }
}
