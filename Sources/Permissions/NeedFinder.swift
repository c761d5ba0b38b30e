import Diagnostics
import PermissionFacts
import ResourceSchemas
import Template

/// Goes through the resources of an app and finds what CloudFormation calls for each, and on what.
struct NeedFinder {
    let place: DeploymentPlace
    let catalogue: HandlerLookup
    private let root: EvaluatedTemplate
    let resources: AppResources
    let scopeLookup = ScopeLookup()

    private(set) var spared: [ExecutionNeeds.Spared] = []
    /// In the order of the resources that want them first.
    private(set) var found: [PermissionNeed] = []
    private var positions: [PermissionNeed.Key: Int] = [:]
    /// The paths of resources by their types, of which nothing is known.
    private var unknown: [String: [String]] = [:]
    private var withoutTemplate: [String] = []
    private var unbounded: [Diagnostic] = []
    private let boundary: PermissionsBoundary?

    /// What an action is allowed on.
    struct Scope {
        let resource: String
        /// The reference's format of the ARN; nil for everything.
        var format: String?
        var conditions = PolicyConditions.none
        let extent: PermissionNeed.Extent
    }

    init(_ template: EvaluatedTemplate, at place: DeploymentPlace, catalogue: HandlerLookup) {
        self.place = place
        boundary = place.permissionsBoundary.map(PermissionsBoundary.init)
        self.catalogue = catalogue
        root = template
        resources = AppResources(template, at: place, catalogue: catalogue)
    }

    // MARK: - What was found

    var problems: [Diagnostic] {
        unknown.sorted { $0.key < $1.key }.map { type, paths in UnknownType(type, paths.sorted()).diagnostic }
            + rewritten(root).map { name in
                Diagnostic(
                    "unknown-permissions",
                    "what macros make of \(name) is not known: the permissions are those of what is written there",
                    severity: .warning, fix: UnknownType.ofProcessed)
            }
            + withoutTemplate.sorted().map { path in
                Diagnostic(
                    "unknown-permissions",
                    "the template of the nested stack \(path) is not at hand, so that what its resources need is not among the permissions",
                    severity: .warning, fix: "name the template by a path from the one around it")
            } + unbounded
    }

    /// The stacks that macros may make anything of.
    private func rewritten(_ stack: EvaluatedTemplate) -> [String] {
        let name = stack.path.isEmpty ? "the template" : stack.path.joined(separator: "/")
        return (stack.template.isRewritten ? [name] : [])
            + stack.stacks.sorted { $0.key < $1.key }.flatMap { rewritten($0.value) }
    }

    /// Whether a resource's handlers may call one of some actions.
    func calls(_ actions: Set<String>, for resource: AppResources.Entry) -> Bool {
        resources.facts(of: resource)?.actions.values.contains { called in
            called.contains { actions.contains($0) || $0.hasSuffix("*") }
        } ?? false
    }

    // MARK: - Finding

    /// - Parameter only: the actions of which somebody wants to know, beside patterns; nil for all.
    mutating func add(
        _ resource: AppResources.Entry, _ handlers: Set<HandlerFacts.Handler>, only: Set<String>? = nil
    ) {
        guard !handlers.isEmpty else { return }
        if resource.type == Template.Resource.stackType, resource.stack.stacks[resource.logicalID] == nil {
            withoutTemplate.append(resource.path)
        }
        if handlers.contains(.create), let problem = boundary?.problem(of: resource) { unbounded.append(problem) }
        guard let app = resources[resource.path] else {
            unknown[resource.type, default: []].append(resource.path)
            return
        }
        for call in catalogue.calls(of: app.type, by: handlers) {
            let action = call.action.name
            guard only?.contains(action) ?? true || call.action.isPattern else { continue }
            if let reason = reasonToSpare(action, app) {
                spared.append(ExecutionNeeds.Spared(resource: app.path, action: action, reason: reason))
                continue
            }
            let want = PermissionNeed.Want(name: app.path, type: app.type, handlers: call.handlers)
            for scope in scopes(of: call.action, app) { add(action, scope, want) }
        }
    }

    private func reasonToSpare(_ action: String, _ app: AppResource) -> String? {
        if let reason = boundary?.reasonToSpare(action) { return reason }
        return app.facts.dependences.first { dependence in
            dependence.actions.contains { $0 == action || $0.hasSuffix(":*") && action.hasPrefix($0.dropLast()) }
                && dependence.with.allSatisfy { app.resource.values(at: $0).isEmpty }
        }?.because
    }

    private mutating func add(_ action: String, _ scope: Scope, _ want: PermissionNeed.Want) {
        let conditions = boundary.map { scope.conditions.and($0.conditions(of: action)) } ?? scope.conditions
        let key = PermissionNeed.Key(action: action, resource: scope.resource, conditions: conditions)
        if let position = positions[key] {
            found[position].wants.append(want)
        } else {
            positions[key] = found.count
            found.append(
                PermissionNeed(
                    action: action, resource: scope.resource, format: scope.format, conditions: conditions,
                    extent: scope.extent, wants: [want]))
        }
    }
}

/// A type of which nobody has written down what CloudFormation calls for it.
private struct UnknownType {
    private let type: String
    private let paths: [String]

    init(_ type: String, _ paths: [String]) {
        self.type = type
        self.paths = paths
    }

    var diagnostic: Diagnostic {
        let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
        let name = type.isEmpty ? "what a macro makes of it" : type
        return Diagnostic(
            "unknown-permissions",
            "what CloudFormation calls for \(name) is not known, so that what \(shown) needs is not among the permissions",
            severity: .warning, fix: fix)
    }

    static let ofProcessed =
        "ask for the permissions of the template that CloudFormation makes of it (`aws cloudformation get-template --template-stage Processed`)"

    private var fix: String {
        if Template.Resource(type: type).isServerless || type.isModule || type.isEmpty { return Self.ofProcessed }
        guard type.hasPrefix("AWS::") else {
            return
                "an extension acts as the role that it was registered with; give that its permissions (`aws cloudformation describe-type --type RESOURCE --type-name \(type)` shows them)"
        }
        return
            "CloudFormation publishes no list for it: attach a policy of your own to the execution role, with the operations of the service that make, read, change and delete it"
    }
}
