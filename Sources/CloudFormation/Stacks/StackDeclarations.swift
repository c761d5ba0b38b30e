import Template

/// What was declared in one stack: the input of the pipeline. Scopes write to it, and nothing else does.
final class StackDeclarations {
    let path: ConstructPath
    let description: String?
    /// The resource in the stack around this one that stands for it; nil for a root stack.
    let stackElement: Element?
    var children: [StackDeclarations] = []
    /// The stacks nested in this one whose templates are files that somebody wrote.
    var templateFiles: [TemplateFileRecord] = []

    /// What it shares with the other stacks of its root.
    let root: RootDeclarations
    private let parameterList: ParameterList
    var parameters: [ParameterRecord] {
        get { parameterList.records }
        _modify { yield &parameterList.records }
    }
    var mappings: [MappingRecord] = []
    var conditions: [ConditionRecord] = []
    var rules: [RuleRecord] = []
    var requirements: [RequirementRecord] = []
    var resources: [ResourceRecord] = []
    var outputs: [OutputRecord] = []
    var tags: [TagRecord] = []
    var aspects: [AspectRecord] = []
    var metadata: [Expression.Entry] = []
    var transforms: [TransformRecord] = []
    /// Sections that have no form of their own.
    var sections: [Expression.Entry] = []
    /// Members of sections that have no form of their own.
    var members: [RawMember] = []
    var keptLogicalIDs: [KeptLogicalID] = []
    /// Where scopes of this stack, or the stack itself, were before.
    var formerPaths: [ScopedFormerPath] = []
    var suppressions: [SuppressionRecord] = []
    /// Problems that constructs reported.
    var diagnostics: [Diagnostic] = []

    /// - Parameter root: nil for a root stack.
    init(path: ConstructPath, stackElement: Element?, description: String?, root: RootDeclarations? = nil) {
        self.path = path
        self.root = root ?? RootDeclarations(path: path)
        parameterList = root == nil ? self.root.parameters : ParameterList()
        self.stackElement = stackElement
        self.description = description
    }
}

/// A nested stack whose template is a file: what synthesis passes on as it is.
struct TemplateFileRecord {
    let path: ConstructPath
    let template: Template
    let contents: [UInt8]
    /// The files that it nests itself, under the logical IDs that are the last parts of their paths.
    let nested: [TemplateFileRecord]

    var withNested: [TemplateFileRecord] { [self] + nested.flatMap(\.withNested) }
}

struct ParameterRecord {
    let element: Element
    let declaration: ParameterDeclaration
    let group: String?
    let label: String?
    /// Whether the default or an allowed value is an expression, which a parameter cannot have.
    let hasComputedValues: Bool
    var giver = ParameterGiver.deployment

    /// Whether a deployment gives it.
    var isOfDeployment: Bool { if case .deployment = giver { true } else { false } }
}

/// A macro that runs over the whole template.
struct TransformRecord {
    let name: String
    let parameters: Expression?
}

/// A member of a section as a template has it.
struct RawMember {
    let section: Stack.Section
    let entry: Expression.Entry
}

struct MappingRecord {
    let element: Element
    /// Top-level keys with their second-level keys and values.
    let entries: [(String, [Expression.Entry])]
}

struct ConditionRecord {
    let element: Element
    let expression: Expression
}

struct RuleRecord {
    let name: String
    let condition: Expression?
    let assertions: [Rule.Assertion]
    let location: SourceLocation
}

struct RequirementRecord {
    enum Subject {
        case comparison(ParameterComparison)
        case condition(Expression)
    }

    let subject: Subject
    /// When it must hold; nil for always.
    let condition: Expression?
    let message: String
    let scope: ConstructPath
    let location: SourceLocation

    /// The conditions in it.
    var conditions: [Expression] {
        let own: Expression? = if case .condition(let expression) = subject { expression } else { nil }
        return [own, condition].compactMap { $0 }
    }
}

struct OutputRecord {
    let element: Element
    let value: Expression
    let isList: Bool
    let description: String?
    let exportName: Expression?
    let condition: Condition?

    var name: String { element.logicalID }
}

/// A tag that applies to everything taggable below a point.
struct TagRecord {
    let scope: ConstructPath
    let key: String
    let value: Expression
    let location: SourceLocation
}

struct KeptLogicalID {
    let old: String
    let new: String
    let location: SourceLocation
}
