import Diagnostics
import Plan

extension Architecture {
    /// A page with the picture, a search, and what is known of everything in it, down to the line that makes it. It needs
    /// nothing else: no network, no font.
    ///
    /// - Parameter source: how a place is written.
    public func html(source: @escaping (Diagnostic.Place) -> String) -> String {
        PageWriter(self, marks: PictureMarks(), changes: nil, source: source).page
    }
}

/// Writes a page around a picture.
struct PageWriter {
    private let architecture: Architecture
    private let picture: PictureWriter
    private let marks: PictureMarks
    private let changes: Changes?
    private let source: (Diagnostic.Place) -> String

    /// What a plan says; nil where nothing is compared.
    struct Changes {
        /// As in "1 to add, 1 to replace".
        let summary: String
        /// All of it, for below the picture.
        let markup: String
    }

    init(
        _ architecture: Architecture, marks: PictureMarks, changes: Changes?,
        source: @escaping (Diagnostic.Place) -> String
    ) {
        self.architecture = architecture
        self.marks = marks
        self.changes = changes
        self.source = source
        picture = PictureWriter(architecture, marks: marks, isFile: false)
    }

    /// All of it.
    var page: String {
        var page = Markup()
        page.write(raw: "<!doctype html>\n")
        page.element("html", [("lang", "en")]) { html in
            html.element("head") { head in
                head.write(
                    raw: """
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">

                        """)
                head.element("title", [], architecture.title)
                head.element("style") {
                    $0.write(raw: "\n" + Theme.variables(of: ":root") + Theme.picture + PageStyle.sheet)
                }
            }
            html.element("body") { body in
                body.write(raw: "\n")
                writeHeader(&body)
                body.element("main") { main in
                    main.write(raw: "\n")
                    main.element("div") { column in
                        column.element(
                            "p", [("class", "hint")], "The picture is wider than this window: scroll it sideways.")
                        column.element(
                            "div", [("class", "picture"), ("tabindex", "0"), ("aria-label", "The picture")]
                        ) { picture.write(to: &$0) }
                    }
                    writePanel(&main)
                }
                if let changes {
                    body.element("section", [("class", "changes"), ("id", "changes")]) { $0.write(raw: changes.markup) }
                }
                writeList(&body)
                writeAbsent(&body)
                body.element("script") { $0.write(raw: "\n" + PageScript.text) }
            }
        }
        return page.text
    }

    // MARK: - Above

    private func writeHeader(_ body: inout Markup) {
        body.element("header") { header in
            header.element(
                "h1", [], ([architecture.title, architecture.region].compactMap(\.self)).joined(separator: " · "))
            header.empty(
                "input",
                [
                    ("type", "search"), ("id", "search"), ("placeholder", "Search: a name, a type, a property, a file"),
                    ("aria-label", "Search"), ("autocomplete", "off"), ("spellcheck", "false"),
                ])
            header.element("output", [("id", "found"), ("for", "search")], "")
            header.element("button", [("id", "zoom"), ("type", "button")], "Actual size")
        }
    }

    // MARK: - Beside

    private func writePanel(_ main: inout Markup) {
        main.element("aside", [("id", "panel"), ("aria-live", "polite")]) { aside in
            aside.write(raw: "\n")
            writeOverview(&aside)
            for card in architecture.cards { write(card, &aside) }
            for network in architecture.networks {
                if let resource = network.resource { write(network, resource, &aside) }
                for subnet in network.subnets {
                    if let resource = subnet.resource { write(resource, "subnet", &aside) }
                }
            }
            for stack in architecture.stacks { if let resource = stack.resource { write(resource, "stack", &aside) } }
        }
    }

    private func writeOverview(_ aside: inout Markup) {
        aside.element("article", [("id", "overview")]) { article in
            article.element("h2", [], "What this shows")
            let words = architecture.stacks.count > 1 ? " in \(architecture.stacks.count - 1) nested stacks" : ""
            article.element(
                "p", [],
                "\(architecture.resourceCount) resources\(words). Choose one to see what it is, what it talks to, and the line that makes it."
            )
            if let changes { article.element("p", [("class", "summary")]) { $0.element("b", [], changes.summary) } }
            if let marks = legend { article.write(raw: marks) }
            article.element("ul", [("class", "families")]) { list in
                for family in CardKind.Family.allCases {
                    let count = architecture.cards.filter { $0.kind.family == family && !$0.isOutside }.reduce(0) {
                        $0 + $1.resources.count
                    }
                    guard count > 0 else { continue }
                    list.element("li") { item in
                        item.element("i", [("style", "background:var(--\(Theme.colour(of: family)))")], "")
                        item.write(" \(family.words): \(count)")
                    }
                }
            }
            if architecture.undrawnCount > 0 {
                article.element(
                    "p", [], "\(architecture.undrawnCount) more connections have no room in the picture.")
            }
        }
    }

    /// What the marks mean that there are.
    private var legend: String? {
        guard changes != nil else { return nil }
        let shown = marks.shown(in: architecture)
        var list = Markup()
        list.element("ul", [("class", "marks")]) { list in
            for mark in ChangeMark.allCases where shown.contains(mark) {
                list.element("li") { item in
                    item.element("b", [("class", mark.style)], String(mark.rawValue))
                    // A box has the mark of what it shows, or of a part of that.
                    item.write(mark == .changed ? " changed, or something that serves it" : " \(mark.meaning)")
                }
            }
        }
        return list.text
    }

    // MARK: - Articles

    private func article(
        _ id: String, _ name: String, _ words: String, _ aside: inout Markup, _ body: (inout Markup) -> Void
    ) {
        aside.element("article", [("data-of", id), ("hidden", "")]) { article in
            article.element("h2", [], name)
            if !words.isEmpty { article.element("p", [("class", "words")], words) }
            body(&article)
        }
    }

    private func write(_ card: Card, _ aside: inout Markup) {
        article(card.id, card.name, ([card.words] + card.facts).filter { !$0.isEmpty }.joined(separator: " · "), &aside)
        {
            article in
            if card.isOutside { article.element("p", [], "No template here makes it.") }
            for resource in card.resources { write(resource, &article, isOpen: card.resources.count == 1) }
            writeConnections(of: card, &article)
            if !card.remarks.isEmpty {
                article.element("h3", [], "Also known")
                article.element("ul") { list in for remark in card.remarks { list.element("li", [], remark) } }
            }
            writeParts(card.parts, &article)
        }
    }

    private func write(_ network: Network, _ resource: ShownResource, _ aside: inout Markup) {
        article(network.id, network.name, (["Network"] + network.facts).joined(separator: " · "), &aside) { article in
            write(resource, &article, isOpen: true)
            writeParts(network.parts, &article)
        }
    }

    private func write(_ resource: ShownResource, _ words: String, _ aside: inout Markup) {
        article(resource.path, resource.path, words, &aside) { write(resource, &$0, isOpen: true) }
    }

    /// A resource with its type, its line and its properties.
    private func write(_ resource: ShownResource, _ article: inout Markup, isOpen: Bool) {
        article.element("div", [("class", "resource"), ("data-resource", resource.path)]) { div in
            div.element("p") { line in
                line.element("b", [], resource.path)
                line.write(" ")
                line.element("span", [("class", "type")], resource.type)
                if resource.isUncertain { line.element("span", [("class", "maybe")], " depends on a condition") }
            }
            if let place = resource.place {
                div.element("p") { $0.element("code", [("class", "source")], source(place)) }
            }
            guard !resource.properties.isEmpty else { return }
            let attributes = isOpen ? [("open", "")] : []
            div.element("details", attributes) { details in
                details.element("summary", [], "\(resource.properties.count) properties")
                details.element("dl") { list in
                    for property in resource.properties {
                        list.element("dt", [], property.name)
                        list.element("dd", [], property.value)
                    }
                }
            }
        }
    }

    private func writeConnections(of card: Card, _ article: inout Markup) {
        let all = architecture.connections.filter { $0.from == card.id || $0.to == card.id }
        guard !all.isEmpty else { return }
        article.element("h3", [], "Connections")
        article.element("ul", [("class", "connections")]) { list in
            for connection in all {
                let isOut = connection.from == card.id
                let other = isOut ? connection.to : connection.from
                list.element("li") { item in
                    item.write(isOut ? "→ " : "← ")
                    item.element("a", [("href", "#"), ("data-go", other)], architecture.card(other)?.name ?? other)
                    if !connection.label.isEmpty { item.element("b", [], " " + connection.label) }
                    if !connection.isCertain { item.element("span", [("class", "maybe")], " depends on a condition") }
                    item.element("ul") { reasons in
                        for reason in connection.reasons { reasons.element("li", [], reason.detail) }
                    }
                }
            }
        }
    }

    private func writeParts(_ parts: [ShownResource], _ article: inout Markup) {
        guard !parts.isEmpty else { return }
        article.element("h3", [], "\(parts.count) part\(parts.count == 1 ? "" : "s")")
        for part in parts { write(part, &article, isOpen: false) }
    }

    // MARK: - Below

    private func writeList(_ body: inout Markup) {
        body.element("section", [("id", "all")]) { section in
            section.element("h2", [], "Every resource")
            section.element("table") { table in
                table.element("thead") { head in
                    head.element("tr") { row in
                        for title in ["Resource", "Type", "In the picture", "Where it is declared"] {
                            row.element("th", [("scope", "col")], title)
                        }
                    }
                }
                table.element("tbody") { rows in writeRows(&rows) }
            }
        }
    }

    private func writeRows(_ rows: inout Markup) {
        for network in architecture.networks {
            for resource in network.resources { write(resource, in: resource.path, resource.path, &rows) }
            for part in network.parts { write(part, in: network.id, network.name, &rows) }
        }
        for card in architecture.cards {
            for resource in card.resources { write(resource, in: card.id, card.name, &rows) }
            for part in card.parts { write(part, in: card.id, card.name, &rows) }
        }
        for stack in architecture.stacks {
            if let resource = stack.resource { write(resource, in: resource.path, resource.path, &rows) }
        }
    }

    private func write(_ resource: ShownResource, in node: String, _ name: String, _ rows: inout Markup) {
        rows.element("tr", [("data-row", resource.path)]) { row in
            row.element("td", [], resource.path)
            row.element("td", [("class", "type")], resource.type)
            row.element("td") { $0.element("a", [("href", "#"), ("data-go", node)], name) }
            row.element("td") { cell in
                if let place = resource.place { cell.element("code", [("class", "source")], source(place)) }
            }
        }
    }

    private func writeAbsent(_ body: inout Markup) {
        guard !architecture.absent.isEmpty else { return }
        body.element("section", [("id", "absent")]) { section in
            section.element("details") { details in
                details.element(
                    "summary", [], "\(architecture.absent.count) more that their conditions leave out with these values"
                )
                details.element("p", [], architecture.absent.joined(separator: ", "))
            }
        }
    }
}

extension CardKind.Family {
    /// What they are for.
    fileprivate var words: String {
        switch self {
        case .outside: "Other"
        case .compute: "Compute"
        case .data: "Databases"
        case .storage: "Storage"
        case .messaging: "Messages and events"
        case .network: "Network"
        case .security: "Identity and secrets"
        case .operation: "Operation"
        }
    }
}
