extension SourceFiles {
    /// What mends a problem, where the files are as the problem found them: all of it, or nothing.
    ///
    /// What a line of a confidential problem holds is not told.
    public func changes(mending diagnostic: Diagnostic) -> [FileChange] {
        guard !diagnostic.isConfidential else { return [] }
        let changes = diagnostic.edits.compactMap(change)
        return changes.count == diagnostic.edits.count ? changes : []
    }

    private func change(_ edit: Edit) -> FileChange? {
        switch edit.target {
        case .bytes(let bytes, let position):
            return contents(of: position.path).flatMap {
                FileChange(position.path, bytes, of: $0, with: edit.replacement)
            }
        case .text(let text, let location):
            let path = position(of: .source(location)).path
            guard let contents = contents(of: path), let line = contents.line(location.line) else { return nil }
            let places = contents.places(of: Array(text.utf8), in: line)
            guard places.count == 1, let start = places.first else { return nil }
            return FileChange(path, start..<(start + text.utf8.count), of: contents, with: edit.replacement)
        }
    }
}

extension [UInt8] {
    /// The bytes of a line, counted from 1.
    fileprivate func line(_ number: Int) -> Range<Int>? {
        var start = 0
        for _ in 1..<Swift.max(number, 1) {
            guard let end = self[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = end + 1
        }
        return start..<(self[start...].firstIndex(of: UInt8(ascii: "\n")) ?? endIndex)
    }

    fileprivate func places(of text: [UInt8], in range: Range<Int>) -> [Int] {
        guard !text.isEmpty, text.count <= range.count else { return [] }
        return (range.lowerBound...(range.upperBound - text.count)).filter { start in
            self[start..<(start + text.count)].elementsEqual(text)
        }
    }
}
