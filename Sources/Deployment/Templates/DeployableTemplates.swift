import CloudFormation
import Diagnostics
import Template

/// What synthesis hands to deployment: every template of one application, and what its messages need to know about
/// their Swift source.
public struct DeployableTemplates: Sendable {
    /// The root template first, then the nested ones.
    public let templates: [DeployableTemplate]
    /// What synthesis found.
    let diagnostics: [Diagnostic]
    /// What the stacks accept of it.
    let suppressions: [Suppression]

    public init(
        templates: [DeployableTemplate], diagnostics: [Diagnostic] = [], suppressions: [Suppression] = []
    ) {
        self.templates = templates
        self.diagnostics = diagnostics
        self.suppressions = suppressions
    }

    /// What synthesis found, sorted into what stands and what is accepted, in the stacks or in a file.
    func report(suppressions others: [Suppression]) -> DiagnosticReport {
        DiagnosticReport(diagnostics, suppressions: suppressions + others, on: .today)
    }

    /// The template that is deployed; the others hang on it.
    var root: DeployableTemplate? { templates.first }

    /// The root's template with those nested in it; nil without a root.
    var tree: TemplateTree? {
        let files = templates.compactMap { file in
            (try? Template(parsing: file.contents, file: file.fileName)).map { (file.fileName, $0) }
        }
        return root.flatMap { TemplateTree(root: $0.fileName, in: Dictionary(files) { first, _ in first }) }
    }

    /// The template that a nested stack of another one is made from.
    func template(nestedBy resource: DeployableResource) -> DeployableTemplate? {
        guard let fileName = resource.nestedTemplate else { return nil }
        return templates.first { $0.fileName == fileName }
    }
}

/// One synthesized template.
public struct DeployableTemplate: Sendable {
    /// The names of the stacks from the root down to this one, such as `["Shop", "Network"]`.
    public let stackPath: [String]
    /// The name of its file, which the template that nests it refers to as `./name`.
    public let fileName: String
    /// The template's JSON.
    public let contents: [UInt8]
    /// What its `Parameters` section declares.
    public let parameters: [ParameterDeclaration]
    /// What must hold of those parameters together.
    public let constraints: [ParameterConstraint]
    /// What its `Resources` section declares.
    public let resources: [DeployableResource]

    public init(
        stackPath: [String], fileName: String, contents: [UInt8],
        parameters: [ParameterDeclaration], constraints: [ParameterConstraint] = [], resources: [DeployableResource]
    ) {
        self.stackPath = stackPath
        self.fileName = fileName
        self.contents = contents
        self.parameters = parameters
        self.constraints = constraints
        self.resources = resources
    }

    func resource(_ logicalID: String) -> DeployableResource? {
        resources.first { $0.logicalID == logicalID }
    }
}

/// One resource of a template, and where it comes from.
public struct DeployableResource: Sendable {
    /// Its key in the template's `Resources`.
    public let logicalID: String
    /// Its CloudFormation type, such as `AWS::EC2::VPC`.
    public let type: String
    /// Its construct path, such as `Shop/Network/VPC`.
    public let path: String
    /// The line of Swift that made it, such as `Stacks/NetworkStack.swift:42`.
    public let location: SourceLocation
    /// Its `DeletionPolicy`, nil when the template has none.
    public let deletionPolicy: String?
    /// For a nested stack, the ``DeployableTemplate/fileName`` of its template.
    public let nestedTemplate: String?

    public init(
        logicalID: String, type: String, path: String, location: SourceLocation, deletionPolicy: String? = nil,
        nestedTemplate: String? = nil
    ) {
        self.logicalID = logicalID
        self.type = type
        self.path = path
        self.location = location
        self.deletionPolicy = deletionPolicy
        self.nestedTemplate = nestedTemplate
    }
}
