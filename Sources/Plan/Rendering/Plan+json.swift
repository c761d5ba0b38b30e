import Diagnostics
import Template

extension Plan {
    /// The plan for programs, ending in a newline. Values are as a template has them; the names in references lead
    /// through the nested stacks, as in `{"Ref": "Data/Database"}`.
    ///
    /// - Parameter source: how a place is written.
    public func json(source: (Diagnostic.Place) -> String) -> String { json(budget: nil, source: source) }

    /// - Parameters:
    ///   - budget: what it may cost.
    ///   - source: how a place is written.
    package func json(budget: Budget?, source: (Diagnostic.Place) -> String) -> String {
        RenderedJSON.object([
            ("summary", .text(summary)),
            ("resources", .list(resources.map { $0.json(source: source) })),
            ("access", .list(access.map(\.json))), ("declarations", .list(declarations.map(\.json))),
            ("exports", .list(exports.map(\.json))),
            ("permissions", permissions?.json),
            ("costs", prices.flatMap { prices in costs?.json(at: prices, budget) }),
        ]).document
    }
}

extension PlannedChange {
    fileprivate func json(source: (Diagnostic.Place) -> String) -> RenderedJSON {
        .object([
            ("path", .text(path.description)), ("type", .text(type)), ("action", .text(actionName)),
            ("reason", reason.map { .text($0) }),
            (
                "refusals",
                refusals.isEmpty
                    ? nil
                    : .list(refusals.map { .object([("reason", .text($0.reason)), ("fix", .text($0.fix))]) })
            ),
            ("holdsData", holdsData ? .boolean(true) : nil),
            ("losesData", losesData ? .boolean(true) : nil), ("keeps", keeps.map { .text($0.rawValue) }),
            ("isUncertain", isUncertain ? .boolean(true) : nil), ("condition", condition.map { .text($0) }),
            ("decidedBySecrets", deciders.isEmpty ? nil : .list(deciders.map { .text($0) })),
            ("movedFrom", origin.map { .text($0.description) }),
            ("sameAs", twin.map { .text($0.description) }), ("place", place.map { .text(source($0)) }),
            ("properties", properties.isEmpty ? nil : .list(properties.map(\.json))),
            ("attributes", attributes.isEmpty ? nil : .list(attributes.map(\.json))),
            ("notes", notes.isEmpty ? nil : .list(notes.map { .text($0) })),
        ])
    }

    private var actionName: String {
        switch action {
        case .add: "add"
        case .remove: "remove"
        case .update where isUntouched: origin == nil ? "none" : "move"
        case .update: "update"
        case .replace: "replace"
        case .mayReplace: "mayReplace"
        case .refuse: "refuse"
        }
    }

    private var reason: String? { if case .refuse(let refusal) = action { refusal.reason } else { nil } }
}

extension PropertyChange {
    fileprivate var json: RenderedJSON {
        var (effect, reason): (String, String?) = ("update", nil)
        switch self.effect {
        case .update: break
        case .refuse(let refusal): (effect, reason) = ("refuse", refusal.reason)
        case .replace(let why): (effect, reason) = ("replace", why)
        case .mayReplace(let why): (effect, reason) = ("mayReplace", why)
        }
        return .object([
            ("path", .text(path.description)), ("before", before?.json), ("after", after?.json),
            ("effect", .text(effect)), ("reason", reason.map { .text($0) }),
            ("isHidden", isHidden ? .boolean(true) : nil),
            ("decidedBy", decider.map { .text($0) }),
            (
                "cause",
                cause.map {
                    .object([($0.kind, .text($0.source)), ("isPossible", .boolean($0.isPossible))])
                }
            ),
        ])
    }
}

extension ChangeCause {
    fileprivate var kind: String {
        switch self {
        case .replacement, .update, .possibleReplacement, .possibleUpdate: "resource"
        case .newSecret: "parameter"
        }
    }
}

extension AccessChange {
    fileprivate var json: RenderedJSON {
        .object([
            ("owner", .text(owner)), ("grant", .text(grant)), ("isAdded", .boolean(isAdded)),
            ("isBroader", .boolean(isBroader)),
        ])
    }
}

extension DeclarationChange {
    fileprivate var json: RenderedJSON {
        .object([
            ("kind", .text(kind.rawValue)), ("path", .text((stack + [name]).joined(separator: "/"))),
            ("before", before?.json), ("after", after?.json),
        ])
    }
}

extension Template.Expression {
    /// As a template has it.
    fileprivate var json: RenderedJSON {
        switch self {
        case .null: .text("")
        case .boolean(let flag): .boolean(flag)
        case .number(let number): .text(number.text)
        case .string(let text): .text(text)
        case .list(let elements): .list(elements.map(\.json))
        case .object(let object): .object(object.entries.map { ($0.key, $0.value.json) })
        case .ref, .getAtt, .sub, .call, .malformed:
            intrinsic.map { .object([($0.function.rawValue, $0.argument.json)]) } ?? .text("")
        }
    }
}

extension ExportChange {
    fileprivate var json: RenderedJSON {
        .object([
            ("name", name.map { .text($0) }), ("output", .text((stack + [output]).joined(separator: "/"))),
            ("change", .text(fate.words)),
        ])
    }
}
