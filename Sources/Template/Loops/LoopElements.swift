/// What the identifiers of loops stand for in one turn of all of them.
struct LoopElements: Sendable {
    /// Outer loops first; nil for an element that nobody knows.
    private(set) var bindings: [(identifier: String, element: String?)] = []

    var isEmpty: Bool { bindings.isEmpty }

    /// As in `Name = Paid, Zone = a`, of those that are known.
    var words: String {
        bindings.compactMap { binding in binding.element.map { "\(binding.identifier) = \($0)" } }
            .joined(separator: ", ")
    }

    func adding(_ identifier: String, _ element: String?) -> LoopElements {
        var elements = self
        elements.bindings.append((identifier, element))
        return elements
    }

    /// Whether an identifier is one of these, and what it stands for.
    func binding(of identifier: String) -> (identifier: String, element: String?)? {
        bindings.last { $0.identifier == identifier }
    }

    /// A text with the elements in the place of `${Identifier}` and `&{Identifier}`, the latter without what no name
    /// can have ("Fn::ForEach" in the template reference). Those that are not known stay as they are.
    func substituted(in text: String) -> String {
        guard !bindings.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var text = text
        for (identifier, element) in bindings {
            guard let element else { continue }
            text = text.replacing("${\(identifier)}", with: element)
            text = text.replacing("&{\(identifier)}", with: String(element.unicodeScalars.filter(\.isOfName)))
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether it is an ASCII letter or digit.
    fileprivate var isOfName: Bool { isASCII && properties.isAlphabetic || ("0"..."9").contains(self) }
}

extension String {
    /// Of bytes, so that no Foundation is needed and braces under accents count as such.
    fileprivate func replacing(_ part: String, with replacement: String) -> String {
        let (text, part) = (Array(utf8), Array(part.utf8))
        guard text.count >= part.count else { return self }
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            if text[position...].starts(with: part) {
                result += Array(replacement.utf8)
                position += part.count
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
