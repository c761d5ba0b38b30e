import CloudFormation
import Diagnostics
import Template

/// What synthesis hands to deployment: the templates of an app that can be deployed.
public struct DeployableTemplates: Sendable {
    /// The root template first, then the nested ones.
    public let templates: [SynthesizedTemplate]
    /// What synthesis found.
    let diagnostics: [Diagnostic]
    /// What the stacks accept of it.
    let suppressions: [Suppression]
    /// The files and folders that the templates name.
    let assets: [SynthesizedAsset]
    /// The files of the repository that are others than the templates which were reviewed name: nothing is deployed with
    /// one.
    public var unreviewed: [Diagnostic] = []

    /// - Parameters:
    ///   - templates: the root template first, then the nested ones.
    ///   - diagnostics: what synthesis found, which a deployment shows before it begins.
    ///   - suppressions: what the stacks accept of it.
    ///   - assets: the files and folders that the templates name.
    public init(
        templates: [SynthesizedTemplate], diagnostics: [Diagnostic] = [], suppressions: [Suppression] = [],
        assets: [SynthesizedAsset] = []
    ) {
        self.templates = templates
        self.diagnostics = diagnostics
        self.suppressions = suppressions
        self.assets = assets
    }

    /// What synthesis found, and what region and values lead to, sorted into what stands and what is accepted, in the
    /// stacks or in a file.
    func report(_ decided: [Diagnostic], suppressions others: [Suppression]) -> DiagnosticReport {
        DiagnosticReport(diagnostics + decided, suppressions: suppressions + others, on: .today)
    }

    /// The template that is deployed; the others hang on it.
    var root: SynthesizedTemplate? { templates.first }

    /// The root's template with those nested in it; nil without a root.
    var tree: TemplateTree? { root.map(templates.tree) }

    /// The resource that the logical IDs of the nested stacks and its own lead to, as in `Data/Database`.
    func resource(at path: String) -> SynthesizedResource? { root.flatMap { templates.resource(at: path, from: $0) } }

    /// The same, seen from a nested stack such as `Data`.
    func seen(from path: String) -> DeployableTemplates {
        guard !path.isEmpty, let stack = resource(at: path), let nested = template(nestedBy: stack) else { return self }
        return DeployableTemplates(templates: [nested] + templates.filter { $0.fileName != nested.fileName })
    }

    /// The template that a nested stack of another one is made from.
    func template(nestedBy resource: SynthesizedResource) -> SynthesizedTemplate? { templates.nested(by: resource) }
}
