import Diagnostics
import Template

/// One template while it is checked: what the checks ask, and what they found.
///
/// Each check is a method in a file of its own: it asks one question and reports under the codes of the catalogue.
struct Examination {
    let subject: CheckedTemplate
    /// What is looked at: first the template as it stands, then, where values are given, as they make it.
    private(set) var template: Template {
        didSet { resources = DeclaredResources(of: template) }
    }
    /// Those of ``template``.
    private(set) var resources: DeclaredResources
    /// Every use of a name in the template as it stands.
    private(set) var references: [Template.Reference] = []
    /// The calls of `Fn::Select` and `Fn::FindInMap` in the template that is looked at, but those in metadata.
    private(set) var selections: [PlacedCall] = []
    private(set) var lookups: [PlacedCall] = []
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
    /// The resources of this template.
    let wiredCases: WiredCases
    /// Whether macros make more of the template than stands in it. CloudFormation's own language extensions are none.
    let hasMacros: Bool
    /// Whether they may change what stands in it too: the transform of serverless applications adds to it, and changes
    /// its own types only.
    let isRewritten: Bool
    /// Whether somebody wrote it: of what Swift makes, the app itself is asked for some things.
    let isOfFile: Bool
    /// What stands in the properties of resources, and is not written out.
    var uses: [SchemaUse] = []
    /// Templates that stand in this one as texts.
    var bodies: [(path: Template.Path, template: Template)] = []
    /// What stacks around this one and those within it are asked for.
    var handovers = Handovers()
    var diagnostics: [Diagnostic] = []
    /// What was reported of wired resources, by path and code.
    var reported: Set<[String]> = []
    /// What was reported of the bodies of loops.
    var loopFindings = LoopFindings()
    /// What is known of conditions everywhere in the template.
    private(set) var conditionFacts: ConditionFacts<String>
    /// What the language was found to be, once it was checked.
    private(set) var language: Language?

    /// What checks of the language leave for those behind them. It is the same whatever the values are.
    struct Language {
        fileprivate let references: [Template.Reference]
        fileprivate let selections: [PlacedCall]
        fileprivate let lookups: [PlacedCall]
        fileprivate let reported: Set<[String]>
        fileprivate let loopFindings: LoopFindings
    }

    /// - Parameter facts: what is known of the template's conditions as it stands, where somebody else has that too.
    init(
        of subject: CheckedTemplate, nested: [String: Template?], assumed: [String], _ facts: ConditionFacts<String>?,
        _ actions: KnownActions, wiring: Wiring, ownStacks: [Int]
    ) {
        self.subject = subject
        self.actions = actions
        template = subject.template
        resources = DeclaredResources(of: subject.template)
        self.nested = nested
        self.assumed = assumed
        self.wiring = wiring
        self.ownStacks = ownStacks
        wiredCases = WiredCases(in: ownStacks, wiring)
        hasMacros = subject.hasMacros
        isRewritten = subject.isRewritten
        isOfFile = subject.template.origin(of: Template.Path())?.isOfFile == true
        conditionFacts = facts ?? Self.conditionFacts(of: subject.template, assumed)
    }

    private static func conditionFacts(of template: Template, _ assumed: [String]) -> ConditionFacts<String> {
        var facts = ConditionFacts(template.conditions, template.parameters, template.mappings)
        for condition in assumed { facts.assume(condition, is: true) }
        return facts
    }

    /// What was found, once everything is looked at.
    var findings: [Diagnostic] { subject.loops == nil ? diagnostics : diagnostics.map(loopFindings.completed) }

    func nestedTemplate(_ logicalID: String) -> Template? {
        if let known { known.stacks[logicalID]?.template } else { nested[logicalID] ?? nil }
    }

    /// - Parameters:
    ///   - known: nil where no values are given.
    ///   - language: of the same template, of which nothing is told again then; nil where it was not looked at before.
    mutating func run(_ tracer: ValueTracer, _ known: KnownStacks?, _ language: Language?) {
        if let language { resume(behind: language) } else { checkLanguage() }
        decided(by: known) {
            $0.checkMeaning(tracer)
        } together: {
            $0.checkTogether(tracer.schemas)
        }
    }

    /// Looks at each stack that is made of the template as values make it; at the template as it stands without any.
    ///
    /// - Parameter together: what looks at all of its stacks by itself, and is asked once.
    mutating func decided(
        by known: KnownStacks?, _ check: (inout Examination) -> Void,
        together: (inout Examination) -> Void = { _ in }
    ) {
        let stacks = known?.stacks[subject.file] ?? []
        // A stack that is not made cannot be wrong.
        if stacks.isEmpty, known?.isIncomplete != false {
            check(&self)
            return together(&self)
        }
        given = known?.given
        for (index, stack) in stacks.enumerated() {
            self.known = stack
            template = stack.template
            findCalls()
            conditionFacts = Self.conditionFacts(of: template, assumed)
            check(&self)
            if index == 0 { together(&self) }
        }
        // What several stacks of the template have in common is told once.
        var seen: Set<Diagnostic> = []
        diagnostics = diagnostics.filter { seen.insert($0).inserted }
    }

    private mutating func resume(behind language: Language) {
        references = language.references
        selections = language.selections
        lookups = language.lookups
        reported = language.reported
        loopFindings = language.loopFindings
    }

    private mutating func findCalls() {
        (selections, lookups) = ([], [])
        template.visit { addCall($0, at: $1) }
    }

    private mutating func addCall(_ value: Template.Expression, at path: Template.Path) {
        guard case .call(let function, let arguments) = value, function == .select || function == .findInMap,
            !path.isInMetadata
        else { return }
        let call = PlacedCall(arguments: arguments, path: path)
        if function == .select { selections.append(call) } else { lookups.append(call) }
    }

    /// What counts whatever the values are: names, functions, references.
    private mutating func checkLanguage() {
        var literals = LiteralSubstitutions()
        var loops: [PlacedLoop] = []
        references = template.references { value, path in
            // Each asks something of some kinds of values only, and there are very many values.
            switch value {
            case .null, .boolean, .number, .list, .ref, .getAtt: break
            case .string:
                checkDynamicReferences(in: value, at: path)
                checkLiterals(in: value, at: path, &literals)
            case .object:
                check(value, at: path)
                PlacedLoop.add(value, at: path, to: &loops)
            case .sub, .call, .malformed:
                check(value, at: path)
                checkFunction(value, at: path)
                checkKeyLookup(value, at: path)
                checkDynamicReferences(in: value, at: path)
                checkLiterals(in: value, at: path, &literals)
                addCall(value, at: path)
            }
        }
        references += referencesOfCollections
        check(loops)
        checkLimits()
        checkHeader()
        checkNames()
        checkKnownKeys()
        checkResources()
        checkTags()
        checkSignalTimes()
        checkParameters()
        checkParameterTypes()
        checkMappings()
        checkOutputs()
        checkCompleteness()
        checkUse()
        checkConditionCycles()
        checkComparisons()
        checkRules()
        checkReferences()
        checkSecrets()
        checkNestedParameters()
        checkCycles()
        checkDependencies()
        language = Language(
            references: references, selections: selections, lookups: lookups, reported: reported,
            loopFindings: loopFindings)
    }

    /// What values mean, and what is made under which conditions.
    private mutating func checkMeaning(_ tracer: ValueTracer) {
        let schemas = tracer.schemas
        checkEntanglement()
        checkConditionalReferences()
        checkConditionalOutputs()
        checkSchemas(schemas)
        checkIdentifiers(schemas)
        checkAttributes(schemas)
        checkSelections(tracer)
        checkMappedKeys()
        checkNestedValues()
        // What a protocol asks for comes first: it is one of those that are taken at all.
        checkSubscribedEndpoints(tracer)
        checkUses(tracer)
        checkListsInTexts(tracer)
        checkActionNames(tracer)
        checkTaskResources(tracer)
        checkLogGroups(tracer)
        checkNamesOfLogGroups()
        checkPermissionActions()
        checkIdentities()
        checkTextForms()
        checkPolicyDocuments()
        checkDocuments()
    }

    /// What resources say together, in all stacks that are made of the template.
    private mutating func checkTogether(_ schemas: TypeSchemas) {
        checkSharedNames(schemas)
        checkExports()
        checkAddresses()
        checkZones()
        checkPlacements()
        checkGateways()
        checkTransitGateways()
        checkFunctionNetworks()
        checkFargateProfiles()
        checkAttachments()
        checkRouteTables()
        checkOwnAddresses()
        checkNetworks()
        checkSharedNetworks()
        checkAccessLists()
        checkSecurityRules()
        checkEndpoints()
        checkMountTargets()
        checkBalancerPorts()
        checkDatabasePorts()
        checkListeners()
        checkListenerRules()
        checkTargetGroups()
        checkContainers()
        checkContainerOrder()
        checkCapacityStrategies()
        checkNodeGroups()
        checkContainerServices()
        checkServerGroups()
        checkServerScripts()
        checkSignals()
        checkCapacities()
        checkConcurrency()
        checkScalingSteps()
        checkHealthChecks()
        checkPermissions()
        checkLaunchTemplates()
        checkVolumes()
        checkDeploymentGroups()
        checkClusterMembers()
        checkDatabaseStorage()
        checkReplicas()
        checkPasswords()
        checkWindows()
        checkParameterGroups()
        checkCaches()
        checkTables()
        checkQueues()
        checkSourceOptions()
        checkRuleTargets()
        checkInputTransformers()
        checkBuckets()
        checkBucketEvents()
        checkLogGroupARNs()
        checkLogClasses()
        checkLifecycles()
        checkDistributions()
        checkEdgeFunctions()
        checkHandlers()
        checkRecords()
        checkCertificates()
        checkGatewayDeployments()
        checkGatewayRoutes()
        checkPathVariables()
        checkIntegrations()
        checkBalancerKinds()
        checkProxies()
        checkBackupPlans()
        checkDataSources()
        checkDescriptions()
        checkAuthorizers()
        checkRolePaths()
        checkPipelines()
        checkPipelineSources()
        checkArtifacts()
        checkWebACLs()
        checkScalableTargets()
        checkUserPoolClients()
        checkSecretTargets()
        checkBrokers()
        checkMethodMappings()
        checkGraphQLSchemas()
        checkResolvers()
        checkSystemsManager()
        checkOrder()
    }
}
