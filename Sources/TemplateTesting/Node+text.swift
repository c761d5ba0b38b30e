extension Node {
    /// What of this speaks to an expectation: of objects the members that it names, of lists of the same length the
    /// same of each element.
    func restricted(to expected: Node) -> Node {
        switch (self, expected) {
        case (.object, .object(let members)):
            .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, self[$0.key].restricted(to: $0.value)) }))
        case (.list(let own), .list(let others)) where own.count == others.count:
            .list(zip(own, others).map { $0.restricted(to: $1) })
        default: self
        }
    }

    /// Over several lines, the members of objects by name, so that two of them can be compared by lines.
    var text: String { lines(indentation: "").joined(separator: "\n") + "\n" }

    private func lines(indentation: String) -> [String] {
        let inner = indentation + "  "
        switch self {
        case .object(let members) where !members.isEmpty:
            let lines = members.sorted { $0.key < $1.key }.flatMap { key, value in
                let lines = value.lines(indentation: inner)
                return ["\(inner)\"\(key)\": \(lines[0].dropFirst(inner.count))"] + lines.dropFirst()
            }
            return [indentation + "{"] + lines + [indentation + "}"]
        case .list(let elements) where !elements.isEmpty:
            return [indentation + "["] + elements.flatMap { $0.lines(indentation: inner) } + [indentation + "]"]
        default: return [indentation + description]
        }
    }
}
