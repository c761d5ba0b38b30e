import Diagnostics

extension DriftReport {
    /// The report for programs, ending in a newline. Values are as AWS gives them.
    ///
    /// - Parameter source: how a place is written.
    func json(source: (Diagnostic.Place) -> String) -> String {
        RenderedJSON.object([
            ("summary", .text(summary)),
            ("resources", .list(resources.map { $0.json(source: source) })),
            ("failures", failures.isEmpty ? nil : .list(failures.map { .text($0) })),
        ]).document
    }

    /// The report as a comment or a page.
    ///
    /// - Parameters:
    ///   - title: what it is of.
    ///   - source: how a place is written.
    func markdown(title: String, source: (Diagnostic.Place) -> String) -> String {
        var page = "### \(title.asMarkdownText)\n\n**\(summary.asMarkdownText)**\n"
        let shown = drifted + respelled + unknown.map(\.resource)
        if !shown.isEmpty {
            page += "\n| | Resource | Type | | Property | Template | Actual |\n|---|---|---|---|---|---|---|\n"
            for resource in shown { page += resource.rows(source: source) }
        }
        for (type, paths) in uncomparedTypes {
            page += "\n- not compared by AWS: \(type.asMarkdownText) (\(paths.joined(separator: ", ").asMarkdownText))"
        }
        for failure in failures { page += "\n- not compared in full: \(failure.asMarkdownText)" }
        return uncompared.isEmpty && failures.isEmpty ? page : page + "\n"
    }
}

extension ResourceDrift {
    fileprivate func json(source: (Diagnostic.Place) -> String) -> RenderedJSON {
        var (status, reason): (String, String?)
        switch verdict {
        case .inSync: (status, reason) = ("inSync", nil)
        case .modified: (status, reason) = ("modified", nil)
        case .deleted: (status, reason) = ("deleted", nil)
        case .left: (status, reason) = ("left", nil)
        case .uncompared: (status, reason) = ("uncompared", nil)
        case .unknown(let why): (status, reason) = ("unknown", why)
        }
        return .object([
            ("path", .text(path)), ("type", .text(type)), ("physicalId", .text(physicalID)), ("status", .text(status)),
            ("reason", reason.map { .text($0) }), ("place", place.map { .text(source($0)) }),
            ("differences", differences.isEmpty ? nil : .list(differences.map(\.json))),
        ])
    }

    fileprivate func rows(source: (Diagnostic.Place) -> String) -> String {
        let origin = place.map { " (\(source($0)))" } ?? ""
        let head = "| `\(symbol)` | \(path.asMarkdownText)\(origin.asMarkdownText) | \(type.asMarkdownText) | "
        guard !differences.isEmpty else { return head + "\(headline.asMarkdownText) | | | |\n" }
        return differences.enumerated().map { index, difference in
            (index == 0 ? head + headline.asMarkdownText : "| | | | ") + " | " + difference.cells
        }.joined()
    }
}

extension ResourceDrift.Difference {
    fileprivate var json: RenderedJSON {
        .object([
            ("property", .text(path)), ("expected", expected.map { .text($0) }), ("actual", actual.map { .text($0) }),
            ("note", note.isEmpty ? nil : .text(note)),
        ])
    }

    fileprivate var cells: String {
        let remark = note.isEmpty ? "" : " (\(note))"
        return
            "\((path + remark).asMarkdownText) | \((expected ?? "").asMarkdownText) | \((actual ?? "").asMarkdownText) |\n"
    }
}
