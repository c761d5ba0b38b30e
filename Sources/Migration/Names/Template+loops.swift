import Template

extension Template {
    /// The same with what its loops make in their place, where that is known: the elements of their collections are
    /// written out. Of others one turn is there, whose names are open.
    var withLoopsWrittenOut: Template {
        guard hasLoops else { return self }
        return LoopExpansion(of: self) { collection in
            guard let elements = collection.list else { return nil }
            let texts = elements.compactMap(\.scalarText)
            return texts.count == elements.count ? .list(texts.map { .text($0) }) : nil
        }.template
    }

    /// What stands among the members of a section, and makes members that only a deployment knows: macros, and loops over
    /// what a parameter holds.
    func openMembers(of section: SectionName) -> [Object.Entry] {
        (self[section]?.object?.entries ?? []).filter { entry in
            guard entry.key.isFunctionKey else { return false }
            return Loop(entry) == nil || entry.isOpenLoop || entry.value.hasOpenLoops
        }
    }
}

extension Template.Expression {
    /// Whether it has loops in it whose elements are not written out.
    var hasOpenLoops: Bool {
        var isFound = false
        visit { value, _ in isFound = isFound || value.object?.entries.contains(where: \.isOpenLoop) == true }
        return isFound
    }
}

extension Template.Object.Entry {
    /// Whether it is a loop whose elements are not written out.
    fileprivate var isOpenLoop: Bool {
        guard key.hasPrefix("Fn::ForEach::") else { return false }
        return Template.Loop(self)?.collection.list?.allSatisfy { $0.scalarText != nil } != true
    }
}
