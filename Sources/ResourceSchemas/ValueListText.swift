/// Lists of values as one text that lies in the executable: all regions in the first line, then a line for the values of
/// a list that the same regions offer, with tabs between the list's name, regions and values.
package struct ValueListText: Sendable {
    private let lines: SortedLines

    /// - Parameter bytes: they stay where they are for as long as the program runs, and end in a newline.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        lines = SortedLines(bytes)
    }

    /// The list with a name; nil where no line has it.
    package func list(_ name: String) -> OfferedValues? {
        let groups = lines.lines(of: name).compactMap { line -> OfferedValues.Group? in
            let columns = SortedLines.columns(of: line, most: 3)
            guard columns.count == 3 else { return nil }
            return OfferedValues.Group(regions: columns[1], values: columns[2])
        }
        guard !groups.isEmpty else { return nil }
        return OfferedValues(groups) { lines.header.split(separator: " ").map(String.init) }
    }
}
