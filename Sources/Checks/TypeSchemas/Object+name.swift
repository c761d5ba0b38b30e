import Template

extension Template.Object {
    subscript(name: CatalogueJSON.Text) -> Template.Expression? { index(of: name).map { entries[$0].value } }

    /// Where an entry stands; nil when there is none.
    func index(of name: CatalogueJSON.Text) -> Int? {
        // Of many keys it is known where they stand, and to ask takes as long as to compare this many.
        if count > 40 { return index(of: name.string) }
        return entries.withUnsafeBufferPointer { entries in
            // By hand, since every rule asks, and there are debug builds.
            guard var entry = entries.baseAddress else { return nil }
            var position = 0
            while position < entries.count {
                if name == entry.pointee.key { return position }
                entry += 1
                position += 1
            }
            return nil
        }
    }
}
