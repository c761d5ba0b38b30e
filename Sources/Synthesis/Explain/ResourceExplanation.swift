import CloudFormation
import Diagnostics
import Template

/// What is known of a resource beyond its template: where it and its properties come from, and what it has to do with
/// others.
struct ResourceExplanation {
    /// Where something in the resource comes from.
    struct Property {
        /// As in `VersioningConfiguration.Status` and `Tags.Environment`.
        let name: String
        let kind: Template.Origin.Kind
        /// What an aspect or an override said; nil for everything else.
        let setting: PropertySetting?
        /// The construct path of the scope that a tag is of.
        let scope: String?
        /// Nil where nobody wrote it.
        let place: Diagnostic.Place?
    }

    /// A reference from the resource or to it.
    struct Use: Hashable {
        enum Kind: String {
            case resource, parameter, condition, mapping, output
        }

        /// What is at the other end.
        let kind: Kind
        /// As in `Network/VPC`.
        let name: String
        /// What is used of the one that is referred to; nil for its `Ref`.
        let attribute: String?
        /// Where the reference stands in the one that refers: `VpcId`, `DependsOn`; nil for an output.
        let property: String?
        /// Of what is at the other end.
        let place: Diagnostic.Place?
    }

    let name: String
    let type: String
    let logicalID: String
    let constructPath: String
    let templateFile: String
    /// Where it begins in the template's file, counted from 1.
    let templateLine: Int?
    /// The user's line.
    let place: Diagnostic.Place?
    /// The line of the construct that adds it, where `place` is the one that asks for the construct.
    let constructLocation: SourceLocation?
    /// The innermost first.
    let scopes: [EnclosingScope]
    private(set) var properties: [Property] = []
    /// What aspects and overrides said that does not count, or that took something out.
    let otherSettings: [PropertySetting]
    private(set) var refersTo: [Use] = []
    private(set) var referredToBy: [Use] = []

    init(of named: NamedResource, in assembly: Assembly) {
        let template = assembly.templates[named.template]
        let resource = named.resource
        let path = Template.Path(.resources, resource.logicalID)
        let origin = template.template.origin(of: path)
        let content = template.template.resources[resource.logicalID]
        name = named.planPath
        type = content?.type ?? ""
        logicalID = resource.logicalID
        constructPath = resource.path
        templateFile = template.fileName
        place = origin?.place
        // The copy of a file has the file's lines.
        templateLine =
            if case .file(let position)? = origin?.place { position.line } else {
                template.line(of: resource.logicalID)
            }
        constructLocation = origin?.constructLocation
        scopes = resource.scopes
        otherSettings = resource.settings.filter { $0.outcome != .stands || $0.kind == .removal }
        properties = PropertyOrigins(resource, in: template.template).properties(of: content)
        collectUses(of: named, in: assembly.templates)
    }

    // MARK: - References

    private mutating func collectUses(of named: NamedResource, in templates: [SynthesizedTemplate]) {
        let tracer = ReferenceTracer(templates)
        let names = ResourceNames(templates)
        // What nested stacks hand on is theirs, where they are asked about, and otherwise of those who give and take it.
        let isStack = named.resource.nestedTemplate != nil
        for (index, references) in tracer.references.enumerated() {
            for reference in references where isStack || !tracer.isHandover(reference, in: index) {
                let isOwn = index == named.template && reference.path.resource == logicalID
                let targets =
                    isStack
                    ? tracer.target(of: reference, in: index).map { [$0] } ?? []
                    : tracer.targets(of: reference, in: index)
                for target in targets {
                    if isOwn, let use = names.use(of: target, by: reference) { refersTo.append(use) }
                    guard case .resource(logicalID, in: named.template, let attribute) = target, !isOwn else {
                        continue
                    }
                    if let use = names.use(by: reference, in: index, attribute) { referredToBy.append(use) }
                }
            }
        }
        refersTo = refersTo.withoutRepetitions
        referredToBy = referredToBy.withoutRepetitions
    }
}

/// What resources and declarations are called, as plans call them.
private struct ResourceNames {
    private let templates: [SynthesizedTemplate]
    private let names: [Int: [String: String]]

    init(_ templates: [SynthesizedTemplate]) {
        self.templates = templates
        let all = NamedResource.all(in: templates)
        let severalRoots = Set(all.map(\.root)).count > 1
        names = Dictionary(grouping: all, by: \.template).mapValues { resources in
            Dictionary(
                resources.map { ($0.resource.logicalID, severalRoots ? "\($0.root)/\($0.planPath)" : $0.planPath) }
            ) { first, _ in first }
        }
    }

    func use(of target: ReferenceTracer.Target, by reference: Template.Reference) -> ResourceExplanation.Use? {
        let property = reference.path.property
        switch target {
        case .resource(let name, in: let index, let attribute):
            return use(.resource, name, attribute, property, in: index, .resources)
        case .parameter(let name, in: let index): return use(.parameter, name, nil, property, in: index, .parameters)
        case .condition(let name, in: let index): return use(.condition, name, nil, property, in: index, .conditions)
        case .mapping(let name, in: let index): return use(.mapping, name, nil, property, in: index, .mappings)
        }
    }

    /// Nil for what has no name, such as the metadata of a template.
    func use(by reference: Template.Reference, in index: Int, _ attribute: String?) -> ResourceExplanation.Use? {
        guard let member = reference.path.member else { return nil }
        if reference.path.isIn(.resources) {
            return use(.resource, member, attribute, reference.path.property, in: index, .resources)
        }
        return reference.path.isIn(.outputs) ? use(.output, member, attribute, nil, in: index, .outputs) : nil
    }

    private func use(
        _ kind: ResourceExplanation.Use.Kind, _ name: String, _ attribute: String?, _ property: String?,
        in index: Int, _ section: Template.SectionName
    ) -> ResourceExplanation.Use {
        ResourceExplanation.Use(
            kind: kind, name: section == .resources ? names[index]?[name] ?? name : name, attribute: attribute,
            property: property, place: templates[index].template.origin(of: Template.Path(section, name))?.place)
    }
}

extension Template.Path {
    /// Where in a resource something stands, without the functions around it: `Tags.0.Value`, `DependsOn`.
    fileprivate var property: String {
        let within = steps.dropFirst(2)
        // Which of those that it waits for.
        guard within.first != .key("DependsOn") else { return "DependsOn" }
        return within.dropFirst(within.first == .key("Properties") ? 1 : 0).prefix { step in
            if case .key(let key) = step { !key.isFunctionKey && key != "Ref" } else { true }
        }.map(\.description).joined(separator: ".")
    }
}

extension [ResourceExplanation.Use] {
    fileprivate var withoutRepetitions: Self {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension SynthesizedTemplate {
    /// The line of its file on which a resource begins, counted from 1, as synthesis writes files.
    fileprivate func line(of logicalID: String) -> Int? {
        let lines = String(decoding: contents, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard let section = lines.firstIndex(where: { $0.hasPrefix("  \"Resources\": ") }) else { return nil }
        return lines[section...].firstIndex { $0.hasPrefix("    \"\(logicalID)\": {") }.map { $0 + 1 }
    }
}
