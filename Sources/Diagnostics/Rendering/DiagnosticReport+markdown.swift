extension DiagnosticReport {
    func markdown(_ sources: SourceFiles) -> String {
        var page = (summary ?? "nothing was found") + "\n"
        if !standing.isEmpty {
            page += "\n" + Self.row(["Severity", "Code", "Where", "What", "Fix"]) + "|---|---|---|---|---|\n"
            for one in standing {
                page += Self.row([
                    one.severity.rawValue, one.code,
                    one.place.map { "\(sources.position(of: $0))" } ?? one.subject ?? "",
                    one.message, one.fix ?? "",
                ])
            }
        }
        if !accepted.isEmpty {
            page += "\n" + Self.row(["Suppressed", "Resource", "Reason", "Until"]) + "|---|---|---|---|\n"
            for one in accepted {
                page += Self.row([
                    one.diagnostic.code, one.diagnostic.subject ?? one.suppression.resource, one.suppression.reason,
                    one.suppression.expires?.description ?? "",
                ])
            }
        }
        return page
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map(\.asMarkdownText).joined(separator: " | ") + " |\n"
    }
}
