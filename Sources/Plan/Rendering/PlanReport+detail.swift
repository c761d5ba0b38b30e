import Archives
import Diagnostics
import Template

extension PlanReport.Detail {
    init(_ change: PropertyChange, of resource: PlannedChange, _ context: ReportContext) {
        path = change.name(in: resource, context)
        let isText = [change.before, change.after].allSatisfy { $0?.isLongText == true }
        if change.cause == nil, isText, let old = change.before, let new = change.after {
            lines = LineDiff(from: old.lines, to: new.lines, context: 1).lines
        } else {
            lines = []
        }
        let isSame = change.cause != nil && change.before == change.after
        before = change.before.flatMap { isSame ? $0.planned.ifShort : $0.planned.shortened }
        after = change.after.flatMap { isSame ? $0.planned.ifShort : $0.planned.shortened }
        let news = change.isHidden ? "another value" : change.isOrderOnly ? "in another order" : nil
        note = [news, change.causeWords(context), change.deciderWords, change.effectWords].compactMap(\.self).joined(
            separator: "; ")
        isDangerous = change.effect != .update && resource.holdsData
    }

    init(_ change: ExportChange) {
        path = "export \(change.name ?? "of \((change.stack + [change.output]).joined(separator: "/"))")"
        (before, after) = (nil, nil)
        note = "\(change.fate.words): the stacks that import it have to let go of it first"
        isDangerous = false
        lines = []
    }

    init(_ change: DeclarationChange) {
        path = "\(change.kind.rawValue) " + (change.stack + [change.name]).joined(separator: "/")
        before = change.before?.planned.shortened
        after = change.after?.planned.shortened
        note = change.before == change.after ? "another value" : ""
        isDangerous = false
        lines = []
    }
}

extension PropertyChange {
    /// Where it is, with elements of lists by their names.
    fileprivate func name(in resource: PlannedChange, _ context: ReportContext) -> String {
        let sides = context.sides(of: resource.path).map { side in
            let whole = path.begins(in: side.properties) ? side.properties : side.attributes
            return Template.Expression.object(whole)
        }
        // An element in the place of another one has no name that both have.
        let names = (after == nil ? sides.reversed() : sides).map { path.planned(in: [$0]) }
        let isExchange = before != nil && after != nil && path.steps.last?.isIndex == true
        guard isExchange, let first = names.first, names.contains(where: { $0 != first }) else {
            return names.first ?? path.planned(in: [])
        }
        return Template.Path(path.steps.dropLast()).planned(in: sides) + "[\(path.steps.last?.description ?? "")]"
    }

    /// What of it replaces the resource.
    func reason(of resource: PlannedChange, _ context: ReportContext) -> String {
        let name = name(in: resource, context)
        guard let cause else { return name }
        return switch cause {
        case .newSecret(let parameter): "\(name), since \(parameter) is given another value"
        case .possibleReplacement(let path): "\(name), if \(path) is replaced"
        case .replacement(let path), .update(let path), .possibleUpdate(let path):
            "\(name), since \(path) \(context.fate(of: path))"
        }
    }

    fileprivate var effectWords: String? {
        switch effect {
        case .update: nil
        case .refuse(let refusal): "AWS refuses it: \(refusal.reason)"
        case .replace(nil): "replaces it"
        case .replace(let reason?): "replaces it: \(reason)"
        case .mayReplace(let reason): "may replace it: \(reason)"
        }
    }

    fileprivate func causeWords(_ context: ReportContext) -> String? {
        switch cause {
        case nil: nil
        case .replacement(let path): "another value, since \(path) is replaced"
        case .possibleReplacement(let path): "another value, if \(path) is replaced"
        case .update(let path): "another value, since \(path) \(context.fate(of: path))"
        case .possibleUpdate(let path): "maybe another value: \(path) \(context.fate(of: path))"
        case .newSecret(let parameter): "another value, since \(parameter) is given a new one"
        }
    }

    /// Nil where its effect says it.
    fileprivate var deciderWords: String? {
        guard let decider, effect != .mayReplace(decider) else { return nil }
        return "depends on \(decider)"
    }
}

extension [PropertyChange] {
    /// With an element of a list that goes and the one that comes in its place as one: what it does is said once.
    var pairingElements: [PropertyChange] {
        var paired: [PropertyChange] = []
        var gone: [Template.Path: Int] = [:]
        for change in self {
            guard change.cause == nil, change.path.steps.last?.isIndex == true, let index = gone[change.path],
                change.before == nil, paired[index].effect == change.effect
            else {
                if change.cause == nil, change.after == nil { gone[change.path] = paired.count }
                paired.append(change)
                continue
            }
            gone[change.path] = nil
            paired[index].after = change.after
        }
        return paired
    }
}

extension Template.Path {
    fileprivate func begins(in object: Template.Object) -> Bool {
        if case .key(let key)? = steps.first { object.index(of: key) != nil } else { false }
    }
}

extension Template.Path.Step {
    var isIndex: Bool { if case .index = self { true } else { false } }
}

extension String {
    /// More than this nobody reads in one line.
    private static var mostCharacters: Int { 400 }

    /// The beginning of a long value. Programs get all of it.
    fileprivate var shortened: String {
        let text = withShortHashes
        return text.utf8.count <= Self.mostCharacters ? text : text.prefix(Self.mostCharacters) + "…"
    }

    /// With the first twelve digits in the place of each SHA-256: as many tell one file from another, and those of old and
    /// new stand below each other.
    private var withShortHashes: String {
        guard utf8.count >= 64 else { return self }
        var text = Array(utf8)
        for digest in SHA256.digests(in: text).reversed() {
            text.replaceSubrange(digest.lowerBound + 12..<digest.upperBound, with: "…".utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for what is long: where only something in it changes, the note says what.
    fileprivate var ifShort: String? { utf8.count <= 100 ? self : nil }
}

extension Template.Expression {
    /// Whether it is a text of several lines.
    fileprivate var isLongText: Bool {
        switch self {
        case .string(let text): text.contains("\n")
        case .sub(let substitution): substitution.text.contains("\n")
        default: false
        }
    }

    /// As it is, for a comparison line by line.
    fileprivate var lines: String {
        if case .string(let text) = self { text } else { planned }
    }
}
