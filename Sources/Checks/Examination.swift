import Diagnostics
import Template

/// One template while it is checked: what the checks ask, and what they found.
///
/// Each check is a method in a file of its own: it asks one question and reports under the codes of the catalogue.
struct Examination {
    let subject: CheckedTemplate
    /// What is looked at: first the template as it stands, then, where values are given, as they make it.
    private(set) var template: Template
    /// Every use of a name in the template as it stands.
    private(set) var references: [Template.Reference] = []
    /// The templates of nested stacks that are at hand, by logical ID.
    private let nested: [String: Template?]
    /// The stack that is looked at, once values are given.
    private(set) var known: KnownStack?
    private(set) var given: GivenValues?
    /// The conditions under which the stack exists, which mean in it what they mean around it.
    let assumed: [String]
    let actions: KnownActions
    /// What is wired to what, in this template and those nested together with it.
    let wiring: Wiring
    /// Those of ``wiring`` that are made of this template.
    let ownStacks: [Int]
    /// Whether macros make more of the template than stands in it. CloudFormation's own language extensions are none.
    let hasMacros: Bool
    /// Whether they may change what stands in it too: the transform of serverless applications adds to it, and changes
    /// its own types only.
    let isRewritten: Bool
    /// What stands in the properties of resources, and is not written out.
    var uses: [SchemaUse] = []
    /// What stacks around this one and those within it are asked for.
    var handovers = Handovers()
    private(set) var diagnostics: [Diagnostic] = []
    /// What was reported of wired resources, by path and code.
    private var reported: Set<[String]> = []
    /// What is known of conditions everywhere in the template.
    private(set) var conditionFacts: ConditionFacts<String>

    init(
        of subject: CheckedTemplate, nested: [String: Template?], assumed: [String],
        _ actions: KnownActions, wiring: Wiring, ownStacks: [Int]
    ) {
        self.subject = subject
        self.actions = actions
        template = subject.template
        self.nested = nested
        self.assumed = assumed
        self.wiring = wiring
        self.ownStacks = ownStacks
        hasMacros = subject.template.hasMacros
        isRewritten = subject.template.isRewritten
        conditionFacts = Self.conditionFacts(of: subject.template, assumed)
    }

    private static func conditionFacts(of template: Template, _ assumed: [String]) -> ConditionFacts<String> {
        var facts = ConditionFacts(template.conditions, template.parameters)
        for condition in assumed { facts.assume(condition, is: true) }
        return facts
    }

    /// Whether somebody wrote it: of what Swift makes, the app itself is asked for some things.
    var isOfFile: Bool { template.origin(of: Template.Path())?.isOfFile == true }

    func nestedTemplate(_ logicalID: String) -> Template? {
        if let known { known.stacks[logicalID]?.template } else { nested[logicalID] ?? nil }
    }

    /// - Parameter known: nil where no values are given.
    mutating func run(_ tracer: ValueTracer, _ known: KnownStacks?) {
        checkLanguage()
        decided(by: known) { $0.checkMeaning(tracer) }
    }

    /// Looks at each stack that is made of the template as values make it; at the template as it stands without any.
    mutating func decided(by known: KnownStacks?, _ check: (inout Examination) -> Void) {
        let stacks = known?.stacks[subject.file] ?? []
        // A stack that is not made cannot be wrong.
        if stacks.isEmpty, known?.isIncomplete != false { return check(&self) }
        given = known?.given
        for stack in stacks {
            self.known = stack
            template = stack.template
            conditionFacts = Self.conditionFacts(of: template, assumed)
            check(&self)
        }
        // What several stacks of the template have in common is told once.
        var seen: Set<Diagnostic> = []
        diagnostics = diagnostics.filter { seen.insert($0).inserted }
    }

    /// What counts whatever the values are: names, functions, references.
    private mutating func checkLanguage() {
        var literals = LiteralSubstitutions()
        references = template.references { value, path in
            check(value, at: path)
            checkFunction(value, at: path)
            checkKeys(value, at: path)
            checkLoops(in: value, at: path)
            checkDynamicReferences(in: value, at: path)
            checkLiterals(in: value, at: path, &literals)
        }
        checkLimits()
        checkHeader()
        checkNames()
        checkKeys()
        checkResources()
        checkTags()
        checkParameters()
        checkParameterTypes()
        checkMappings()
        checkOutputs()
        checkCompleteness()
        checkUse()
        checkConditionCycles()
        checkRules()
        checkReferences()
        checkSecrets()
        checkNestedParameters()
        checkCycles()
        checkDependencies()
    }

    /// What values mean, and what is made under which conditions.
    private mutating func checkMeaning(_ tracer: ValueTracer) {
        let schemas = tracer.schemas
        checkEntanglement()
        checkConditionalReferences()
        checkSchemas(schemas)
        checkIdentifiers(schemas)
        checkAttributes(schemas)
        checkUses(tracer)
        checkListsInTexts()
        checkSubscriptions(tracer)
        checkTaskResources(tracer)
        checkAddresses()
        checkZones()
        checkGateways()
        checkRouteTables()
        checkNetworks()
        checkSecurityRules()
        checkEndpoints()
        checkMountTargets()
        checkBalancerPorts()
        checkDatabasePorts()
        checkListeners()
        checkTargets()
        checkContainers()
        checkContainerServices()
        checkServerGroups()
        checkCapacities()
        checkHealthChecks()
        checkPolicyDocuments()
        checkPermissions()
        checkDocuments()
        checkLaunchTemplates()
        checkClusterMembers()
        checkDatabaseStorage()
        checkPasswords()
        checkWindows()
        checkParameterGroups()
        checkCaches()
        checkTables()
        checkQueues()
        checkBuckets()
        checkLifecycles()
        checkDistributions()
        checkRecords()
        checkCertificates()
        checkGatewayDeployments()
        checkIntegrations()
        checkOrder()
    }
}

// MARK: - What is said

extension Examination {
    /// Reports a problem with what stands at a path.
    ///
    /// - Parameters:
    ///   - path: empty for the template as a whole.
    ///   - origin: of what stands there, where that is not the first one with the path.
    ///   - fix: what to do in Swift.
    ///   - fixOfFile: what to do in a template of a file, where that is something else.
    ///   - mend: what to write there, where that is mechanical.
    mutating func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, at path: Template.Path,
        origin given: Template.Origin? = nil, notes: [Diagnostic.Note] = [], fix: String, fixOfFile: String? = nil,
        mend: Mend? = nil, isConfidential: Bool = false
    ) {
        let origin = given ?? template.origin(of: path)
        let member = path.member.flatMap { name in path.section.flatMap { template.origin(of: .init($0, name)) } }
        // What was declared elsewhere, such as a tag of the stack, is no property of this resource in the source.
        let isOwn = given != nil || origin?.path == member?.path
        var notes = notes
        if given == nil, let construct = origin?.constructLocation {
            notes.append(Diagnostic.Note("added here by the construct", at: construct))
        }
        let givenValue = givenValue(at: path)
        if let givenValue {
            let user = origin.map { Diagnostic.Note("the value of \(givenValue.parameter) is used here", at: $0.place) }
            notes += [user].compactMap(\.self)
        } else {
            notes += notesOfComputation(at: path)
        }
        let property = path.steps.dropFirst(2)
        diagnostics.append(
            Diagnostic(
                code, message, severity: severity,
                at: givenValue?.place ?? origin?.place ?? .file(FilePosition(path: subject.file)),
                logicalID: isOwn ? path.member : nil,
                property: isOwn && !property.isEmpty ? Template.Path(Array(property)).dotted : nil,
                path: origin?.path ?? filePath(of: path), notes: notes,
                fix: origin?.isOfFile == true ? fixOfFile ?? fix : fix,
                edits: givenValue == nil
                    ? mend?.edits(of: subject.template, at: path, declaredAt: origin?.place) ?? [] : [],
                isConfidential: isConfidential))
    }

    /// Whether nothing was reported with the code at the path when this was asked before.
    mutating func isFirstReport(_ code: String, at path: Template.Path) -> Bool {
        reported.insert([code, path.description]).inserted
    }

    /// What a path leads to, in the words of whoever declared it: `Shop/Network/VPC`, `Database.Endpoint.Address`.
    func name(of path: Template.Path, attribute: String? = nil) -> String {
        let origin = template.origin(of: path)
        if let source = origin?.source { return source }
        return (origin?.path ?? filePath(of: path) ?? path.description) + (attribute.map { "." + $0 } ?? "")
    }

    /// Of a reference's target that is declared here.
    func name(of reference: Template.Reference) -> String {
        switch reference.target {
        case .resource(let name): self.name(of: Template.Path(.resources, name), attribute: reference.attribute)
        case .parameter(let name): self.name(of: Template.Path(.parameters, name))
        case .condition(let name): self.name(of: Template.Path(.conditions, name))
        case .mapping(let name): self.name(of: Template.Path(.mappings, name))
        case .pseudoParameter(let name), .undeclared(let name): name
        }
    }

    /// In a file's template there are no constructs: the logical ID takes their place.
    private func filePath(of path: Template.Path) -> String? {
        guard let member = path.member else { return subject.path }
        return subject.path.map { $0 + "/" + member } ?? member
    }

    /// A note that leads to what stands at a path; nil where nobody knows.
    func note(_ message: String, at path: Template.Path) -> Diagnostic.Note? {
        template.origin(of: path).map { Diagnostic.Note(message, at: $0.place) }
    }
}

extension Template {
    /// Whether macros, of the whole template or of a part that is more than a value, make what does not stand here.
    var hasMacros: Bool { isRewritten || transforms.contains(Self.serverlessTransform) }

    /// The same of macros that may change what stands here ("Transforms reference" in the CloudFormation template
    /// reference: what AWS's own do).
    fileprivate var isRewritten: Bool {
        let own = [
            "AWS::LanguageExtensions", Self.serverlessTransform, "AWS::CodeDeployBlueGreen",
            "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16",
        ]
        return transforms.contains { !own.contains($0) } || object.hasTransform
            || object.entries.contains { $0.value.hasTransform }
            || resources.object.entries.contains { entry in
                entry.value.hasTransform || entry.value["Properties"]?.hasTransform == true
            }
    }
}

extension Template {
    static let serverlessTransform = "AWS::Serverless-2016-10-31"

    /// The logical IDs of what the transform of serverless applications makes something else of.
    var serverlessResources: [String] {
        resources.compactMap { $1.isServerless ? $0 : nil }
    }
}

extension Template.Resource {
    var isServerless: Bool { type.hasPrefix("AWS::Serverless::") }
}

extension Template.Expression {
    fileprivate var hasTransform: Bool {
        if case .call(.transform, _) = self { true } else { object?.hasTransform == true }
    }
}

extension Template.Object {
    fileprivate var hasTransform: Bool { self[Template.Function.transform.rawValue] != nil }
}

extension Template.Origin {
    var isOfFile: Bool { if case .file = place { true } else { false } }
}

extension Template.Path {
    /// As properties are written: `Properties.Tags.0.Key`.
    fileprivate var dotted: String { steps.map(\.description).joined(separator: ".") }
}
