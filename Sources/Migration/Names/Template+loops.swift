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
}
