import Diagnostics

/// Rows in aligned columns, two spaces apart, under one line of headings.
public struct Table: Sendable {
    /// Which side the cells of a column are flush with.
    public enum Alignment: Sendable { case left, right }

    /// A heading and how the cells below it are aligned.
    public struct Column: Sendable, ExpressibleByStringLiteral {
        let heading: String
        let alignment: Alignment

        /// A column, whose heading is also left out where no row has text in it.
        public init(_ heading: String, _ alignment: Alignment = .left) {
            self.heading = heading
            self.alignment = alignment
        }

        public init(stringLiteral value: String) {
            self.init(value)
        }
    }

    private let columns: [Column]
    private var rows: [[StyledText]] = []

    /// Whether it has no rows.
    public var isEmpty: Bool { rows.isEmpty }

    /// A table without rows.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells at its end are empty, cells beyond the last column are left out.
    public mutating func add(_ cells: [StyledText]) {
        rows.append(Array(cells.prefix(columns.count)))
    }

    /// Adds a row of plain text.
    public mutating func add(_ cells: [String]) {
        add(cells.map { StyledText($0) })
    }

    /// The lines of the table, without a newline at their ends. A column in which no row has text is left out.
    ///
    /// - Parameter inColour: whether styles become control sequences; see ``TerminalStream/usesColour``.
    public func lines(inColour: Bool = false) -> [String] {
        let shown = self.columns.indices.filter { column in
            self.rows.contains { column < $0.count && !$0[column].text.isEmpty }
        }
        let columns = shown.map { self.columns[$0] }
        let rows = self.rows.map { row in shown.map { $0 < row.count ? row[$0] : "" } }
        let headings = columns.map { StyledText($0.heading, .dim) }
        let widths = columns.indices.map { column in
            ([headings] + rows).map { $0[column].text.displayWidth }.max() ?? 0
        }
        return ([headings] + rows).map { row in
            // Nothing is written after the last cell with text: trailing blanks show in diffs and wrap on narrow
            // screens.
            let last = row.lastIndex { !$0.text.isEmpty } ?? 0
            var line = ""
            for (column, cell) in row.prefix(last + 1).enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.text.displayWidth)
                let text = cell.rendered(inColour: inColour)
                switch columns[column].alignment {
                case .right: line += padding + text
                case .left: line += column == last ? text : text + padding
                }
                if column < last { line += "  " }
            }
            return line
        }
    }
}
