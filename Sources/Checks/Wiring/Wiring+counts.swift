extension Wiring {
    /// How many elements a list has, or a text with commas between them; nil where one of them may be several, or none.
    func count(of list: WiredValue) -> Int? {
        // An empty element may be one or none.
        if let text = text(list), text.split(separator: ",", omittingEmptySubsequences: false).contains("") {
            return nil
        }
        guard let elements = elements(of: list), elements.allSatisfy(isOne) else { return nil }
        return elements.count
    }

    private func isOne(_ value: WiredValue) -> Bool {
        text(value).map { !$0.isEmpty && !$0.contains(",") } ?? (ownTarget(of: value) != nil)
    }
}
