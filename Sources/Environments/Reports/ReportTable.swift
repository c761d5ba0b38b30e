import Diagnostics
import Foundation
import Terminal

/// Rows under headings, written as a table or as Markdown.
package struct ReportTable: Sendable {
    package let title: String?
    private let columns: [(heading: String, alignment: Table.Alignment)]
    private var rows: [[StyledText]] = []

    package init(_ title: String? = nil, columns: [(heading: String, alignment: Table.Alignment)]) {
        self.title = title
        self.columns = columns
    }

    package mutating func add(_ cells: [StyledText]) { rows.append(cells) }

    /// The headings and the rows, for a format of a tool's own.
    package var headings: [(text: String, isNumber: Bool)] { columns.map { ($0.heading, $0.alignment == .right) } }
    package var cells: [[StyledText]] { rows }

    fileprivate var table: Table {
        var table = Table(columns.map { Table.Column($0.heading, $0.alignment) })
        for row in rows { table.add(row) }
        return table
    }

    fileprivate var markdown: String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        let rules = columns.map { $0.alignment == .right ? "--:" : "---" }
        let texts = rows.map { row in row.map(\.text.asMarkdownText) }
        return line(columns.map(\.heading)) + "|" + rules.joined(separator: "|") + "|\n" + texts.map(line).joined()
    }
}

extension TerminalStream {
    /// Writes a report in one of the formats `ofTables`.
    ///
    /// - Parameters:
    ///   - tables: what the report says, for people.
    ///   - document: the same, for programs, whose keys are sorted.
    package func print(_ tables: [ReportTable], document: some Encodable, as format: OutputFormat) throws {
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            write(document: String(decoding: try encoder.encode(document), as: UTF8.self) + "\n")
        case .text, .sarif, .github, .env, .html:
            for (index, table) in tables.enumerated() {
                if index > 0 { print("") }
                if let title = table.title { print([StyledText(title, .bold)]) }
                print(table.table)
            }
        case .markdown:
            for (index, table) in tables.enumerated() {
                if index > 0 { print("") }
                if let title = table.title { write(document: "## \(title.asMarkdownText)\n\n") }
                write(document: table.markdown)
            }
        }
    }
}
