internal import AWSResourceCatalogue
import Checks
import Diagnostics
import Template

/// What synthesis produces: the templates of an app, root stacks before the stacks nested in them, and what was found.
public struct Assembly: Sendable {
    public let templates: [SynthesizedTemplate]
    /// All that was found, in the order of the source lines. With an error among them the templates must not be
    /// deployed.
    public let diagnostics: [Diagnostic]
    /// The files and folders that the stacks name, in the order of their declarations.
    public let assets: [SynthesizedAsset]
    /// What the stacks accept of it, and of what an audit finds.
    public let suppressions: [Suppression]
    /// What the checks were told of an environment.
    let given: GivenValues?
    let region: String?

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// What was found, sorted into what stands and what is accepted. Suppressions of what only
    /// audits, deployments and packs find are left to them.
    ///
    /// - Parameters:
    ///   - others: what is accepted elsewhere, such as in a file.
    ///   - more: what was found elsewhere, such as in values that are given.
    ///   - packs: whose rules are asked too.
    public func report(
        suppressions others: [Suppression] = [], with more: [Diagnostic] = [], on today: Day = .today,
        packs: Set<SecurityPack> = []
    ) -> DiagnosticReport {
        DiagnosticReport(
            (diagnostics + more + diagnostics(of: packs)).inSourceOrder, suppressions: suppressions + others, on: today,
            elsewhere: packs.foundElsewhere)
    }

    private func diagnostics(of packs: Set<SecurityPack>) -> [Diagnostic] {
        guard !packs.isEmpty else { return [] }
        return TemplateChecker(templates.map(CheckedTemplate.init), catalogue: .aws, given: given, region: region)
            .diagnostics(of: packs)
    }
}

extension Assembly {
    /// The resource that the logical IDs of the nested stacks and its own lead to, as in `Compute/WebGroup`; nil where
    /// there is none, and where the path leads to one in each of several root stacks.
    public func resource(at path: String) -> SynthesizedResource? {
        let found = templates.filter { $0.stackPath.count == 1 }.compactMap { templates.resource(at: path, from: $0) }
        return found.count == 1 ? found[0] : nil
    }
}

extension [SynthesizedTemplate] {
    /// The template that a nested stack of another one is made from.
    public func nested(by resource: SynthesizedResource) -> SynthesizedTemplate? {
        resource.nestedTemplate.flatMap { name in first { $0.fileName == name } }
    }

    /// The resource that logical IDs lead to from a template, as in `Compute/WebGroup`; nil where there is none.
    public func resource(at path: String, from root: SynthesizedTemplate) -> SynthesizedResource? {
        var template: SynthesizedTemplate? = root
        var found: SynthesizedResource?
        for logicalID in path.split(separator: "/") {
            found = template?.resource(String(logicalID))
            guard let resource = found else { return nil }
            template = nested(by: resource)
        }
        return found
    }

    /// What `formerly` says of the resources of a template and of those nested in it: where each is now, as in
    /// `Data/Database`, and where it was, the nearest declaration of one first.
    public func formerPaths(from root: SynthesizedTemplate) -> [(now: String, former: FormerPath)] {
        var found: [(now: String, former: FormerPath)] = []
        var open = [(template: root, prefix: "")]
        while let (template, prefix) = open.popLast() {
            for resource in template.resources {
                found += resource.formerPaths.map { (prefix + resource.logicalID, $0) }
                if let nested = nested(by: resource) { open.append((nested, prefix + resource.logicalID + "/")) }
            }
        }
        return found
    }

    /// A template with those nested in it.
    public func tree(of root: SynthesizedTemplate) -> TemplateTree {
        let files = Dictionary(map { ($0.fileName, $0.template) }) { first, _ in first }
        return TemplateTree(root: root.fileName, in: files) ?? TemplateTree(root.template)
    }
}

/// One template, with what commands need to know of it.
public struct SynthesizedTemplate: Sendable {
    /// The identifiers of the stacks from the root down: `["Shop", "Network"]`.
    public let stackPath: [String]
    /// As in `Shop.Network.template.json`.
    public let fileName: String
    public let template: Template
    /// The template as JSON in UTF-8 with a newline at the end: what reviewers read, and what is uploaded.
    public let contents: [UInt8]
    /// The parameters that a deployment gives. Those that only pass values between stacks are not among them.
    public let parameters: [ParameterDeclaration]
    /// What must hold of those parameters together, for a root stack.
    public let constraints: [ParameterConstraint]
    public let resources: [SynthesizedResource]

    /// Nil where there is none of that logical ID.
    public func resource(_ logicalID: String) -> SynthesizedResource? {
        resources.first { $0.logicalID == logicalID }
    }
}

/// A resource of a template: what connects its logical ID with the source.
public struct SynthesizedResource: Sendable {
    public let logicalID: String
    let element: Element
    /// The file name of the nested template, when this resource is a stack.
    public let nestedTemplate: String?
    /// Where it was before, as `formerly` says, the nearest declaration first; nothing of it is in the template.
    public internal(set) var formerPaths: [FormerPath] = []
    /// What aspects and overrides said of its properties, in the order in which they were applied.
    public internal(set) var settings: [PropertySetting] = []

    /// As in `Shop/Network/VPC`.
    public var path: String { element.path }
    /// The user's line.
    public var location: SourceLocation { element.userLocation }
    /// What gave a part of the resource; nil for what was written with it, or is put together of several.
    ///
    /// - Parameter path: its keys and indices, from the resource in: `Properties`, `DelaySeconds`.
    public func setting(of path: [String]) -> PropertySetting? { settings.setting(at: path[...]) }
    /// The scopes and stacks around it, the innermost first.
    public var scopes: [EnclosingScope] {
        sequence(first: element.scopePath, next: \.parent).map(EnclosingScope.init)
    }
}

/// A scope or a stack that something is in.
public struct EnclosingScope: Sendable, Hashable {
    /// The construct path, as in `Shop/Network`.
    public let path: String
    public let isStack: Bool
    /// The line that opened it.
    public let location: SourceLocation

    init(_ path: ConstructPath) {
        self.path = path.description
        isStack = path.isStack
        location = path.location
    }
}

/// A file or a folder that a deployment brings to the artifact bucket.
public struct SynthesizedAsset: Sendable {
    /// Where the bytes come from.
    package enum Origin: Sendable {
        /// They stand in the repository, and templates name them by their hash.
        ///
        /// - Parameter name: of the object in the stack's folder of the bucket.
        case repository(name: String, AssetContent)
        /// They are built, and the object's key is the value of a parameter.
        ///
        /// - Parameter name: what the object is called, before its hash.
        case build(name: String, parameter: String, AssetSource)
    }

    /// From the project's folder.
    public let path: String
    /// The line that names it.
    public let location: SourceLocation
    package let origin: Origin
    /// The resources that are made of it.
    package let users: [AssetUser]

    /// The name by which templates know the object in the stack's folder of the bucket; nil for what is built.
    package var objectName: String? { if case .repository(let name, _) = origin { name } else { nil } }

    /// - Returns: nil for one that could not be read, which is an error of its own.
    init?(_ record: AssetRecord, users: [AssetUser]) {
        self.users = users
        path = record.source.path
        location = record.location
        switch record.origin {
        case .repository(let content):
            guard let content, let name = record.objectName else { return nil }
            origin = .repository(name: name, content)
        case .build(let parameter):
            origin = .build(name: record.name, parameter: parameter.logicalID, record.source)
        }
    }
}
