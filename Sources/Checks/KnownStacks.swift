import Diagnostics
import Template

/// All stacks that root templates make with what is given to their parameters.
struct KnownStacks: Sendable {
    /// By the template's file. A template that no stack is made of is not among them.
    private(set) var stacks: [String: [KnownStack]] = [:]
    /// What nobody could decide.
    private(set) var diagnostics: [Diagnostic] = []
    let given: GivenValues?
    /// Whether templates are left that are looked at without values.
    private(set) var isIncomplete = false

    /// As many as CloudFormation works on at once ("Understand CloudFormation quotas").
    private static let mostStacks = 2500

    /// Nil where nothing is given.
    ///
    /// - Parameter namingUndecided: whether somebody asks for what nobody could decide.
    init?(_ templates: [CheckedTemplate], given: GivenValues?, region: String?, namingUndecided: Bool) {
        guard given != nil || region != nil else { return nil }
        self.given = given
        let files = Dictionary(templates.map { ($0.file, $0.template) }) { first, _ in first }
        let nested = templates.nestedFiles
        let inner = Set(nested.values.joined())
        for root in templates where !inner.contains(root.file) {
            // One that nests another twice, which nests another twice, and so on, never ends.
            guard Self.mayCount(root.file, nested) else {
                isIncomplete = true
                report(
                    "nothing could be decided by values: the template makes more than \(Self.mostStacks) stacks", root,
                    fix: "check a part of it")
                continue
            }
            guard let tree = TemplateTree(root: root.file, in: files) else { continue }
            let known = KnownStack(EvaluatedTemplate(tree, given: given, region: region))
            let all = known.all(file: root.file)
            for (file, stack) in all { stacks[file, default: []].append(stack) }
            if given != nil, namingUndecided { reportUndecided(all.map(\.stack), in: root) }
        }
    }

    /// Templates as values make them, for what is asked of several together; as they stand where several stacks differ.
    func decided(_ templates: [CheckedTemplate]) -> [CheckedTemplate] {
        templates.map { subject in
            guard let own = stacks[subject.file], let first = own.first?.template,
                own.dropFirst().allSatisfy({ $0.template == first })
            else { return subject }
            return subject.with(first)
        }
    }

    /// Whether a template makes no more stacks than anybody looks at.
    ///
    /// - Parameter nested: the files that each file nests.
    static func mayCount(_ root: String, _ nested: [String: [String]]) -> Bool {
        count(of: root, nested) <= mostStacks
    }

    /// How many stacks a template makes, itself among them; one more than is allowed for more.
    private static func count(of root: String, _ nested: [String: [String]]) -> Int {
        var count = 0
        var open = [(file: root, around: Set<String>())]
        while let (file, around) = open.popLast(), count <= mostStacks {
            count += 1
            guard !around.contains(file) else { continue }
            open += (nested[file] ?? []).map { ($0, around.union([file])) }
        }
        return count
    }

    // MARK: - What stays undecided

    /// Names what would decide it, once for all of a root's stacks.
    private mutating func reportUndecided(_ stacks: [KnownStack], in root: CheckedTemplate) {
        var conditions = 0
        var properties = 0
        var deciding: [String] = []
        for stack in stacks {
            for (_, verdict) in stack.evaluated.conditions.sorted(by: { $0.key < $1.key }) {
                guard case .undecided(let reasons) = verdict else { continue }
                let names = reasons.compactMap(\.deciding)
                if !names.isEmpty { conditions += 1 }
                deciding += names
            }
            for resource in stack.evaluated.resources {
                for (_, value) in resource.properties.sorted(by: { $0.key < $1.key }) {
                    let names = value.allUnknown.compactMap(\.deciding)
                    if !names.isEmpty { properties += 1 }
                    deciding += names
                }
            }
        }
        guard !deciding.isEmpty else { return }
        var seen: Set<String> = []
        let names = deciding.filter { seen.insert($0).inserted }
        let counts = [(conditions, "condition"), (properties, "property")].compactMap(Self.words)
        report(
            "\(counts.joined(separator: " and ")) could not be decided without \(names.joined(separator: ", "))", root,
            fix: "give a value to what is named, where that is no secret")
    }

    private static func words(_ count: Int, of what: String) -> String? {
        guard count > 0 else { return nil }
        guard count > 1 else { return "1 \(what)" }
        return "\(count) " + (what.hasSuffix("y") ? "\(what.dropLast())ies" : what + "s")
    }

    private mutating func report(_ message: String, _ root: CheckedTemplate, fix: String? = nil) {
        diagnostics.append(
            Diagnostic(
                "undecided", message, severity: .info,
                at: root.template.origin(of: Template.Path())?.place ?? .file(FilePosition(path: root.file)),
                path: root.path, fix: fix))
    }
}

extension Unknown {
    /// What somebody could tell; nil for what only a deployment shows.
    fileprivate var deciding: String? {
        switch self {
        case .parameter(let name): "the parameter \(name)"
        case .systemsManager(let name): "what \(name) holds in Systems Manager"
        default: nil
        }
    }
}
