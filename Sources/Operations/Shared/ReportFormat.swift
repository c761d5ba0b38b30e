import Diagnostics
import Foundation
import Terminal

/// How a tool writes what it found.
enum ReportFormat: String, Sendable, CaseIterable {
    /// Aligned columns, for people at a terminal.
    case table
    /// One JSON document, keys sorted, for programs.
    case json
    /// Tables of Markdown, for issues and pull requests.
    case markdown

    /// The option, for a `CommandSyntax`.
    static let option = CommandSyntax.Option.value("format", "FORMAT", "table (the default), json or markdown")

    /// The format that a command line asks for.
    ///
    /// - Throws: `UsageError` for one that there is not.
    init(_ arguments: Arguments) throws {
        let name = try arguments.choice("format", from: Self.allCases.map(\.rawValue), default: Self.table.rawValue)
        self = ReportFormat(rawValue: name) ?? .table
    }
}

/// Rows under headings, written as a table or as Markdown.
struct ReportTable: Sendable {
    let title: String?
    private let columns: [(heading: String, alignment: Table.Alignment)]
    private var rows: [[StyledText]] = []

    init(_ title: String? = nil, columns: [(heading: String, alignment: Table.Alignment)]) {
        self.title = title
        self.columns = columns
    }

    mutating func add(_ cells: [StyledText]) { rows.append(cells) }

    /// The headings and the rows, for a format of a tool's own.
    var headings: [(text: String, isNumber: Bool)] { columns.map { ($0.heading, $0.alignment == .right) } }
    var cells: [[StyledText]] { rows }

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
    /// Writes a report in a format.
    ///
    /// - Parameters:
    ///   - tables: what the report says, for people.
    ///   - document: the same, for programs.
    func print(_ tables: [ReportTable], document: some Encodable, as format: ReportFormat) throws {
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            write(document: String(decoding: try encoder.encode(document), as: UTF8.self) + "\n")
        case .table:
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
