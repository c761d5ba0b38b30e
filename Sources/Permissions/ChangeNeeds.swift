import Diagnostics
import PermissionFacts
import ResourceSchemas
import Template

/// What exactly one change needs CloudFormation to be allowed, and what of it is new.
///
/// A role that was made for what is deployed has the rest. Whether the role that there is has it, only AWS can say:
/// ``answered(by:_:)``.
public struct ChangeNeeds: Sendable {
    /// What a role has of what a change needs, as AWS says.
    public struct RoleVerdict: Sendable {
        /// The role's ARN.
        public let role: String
        /// What it may not do.
        public let missing: [PermissionNeed]
        /// What nobody knows of, with the reasons.
        public let unknown: [(need: PermissionNeed, reason: String)]
    }

    /// Where the app is deployed.
    public let place: DeploymentPlace
    /// All that it needs.
    public let needs: [PermissionNeed]
    /// What a role that was made for what is deployed does not have; nil where nothing is deployed.
    public let more: [PermissionNeed]?
    /// What the execution role has; nil where nobody asked.
    public private(set) var verdict: RoleVerdict?
    /// The types of which nobody has written down what CloudFormation calls for them.
    public let problems: [Diagnostic]
    private let deployed: GrantedPermissions

    /// - Parameters:
    ///   - uses: both sides of the change, with what becomes of their resources.
    ///   - deployed: what is there now; nil where nothing is.
    ///   - place: where it is.
    ///   - actions: of IAM's reference.
    public init(
        of uses: [TemplateUse], since deployed: [TemplateUse]?, at place: DeploymentPlace,
        actions: ActionCatalogue, catalogue: HandlerCatalogue = .aws
    ) {
        let lookup = HandlerLookup(catalogue, ActionLookup(actions))
        func finders(_ uses: [TemplateUse]) -> [(TemplateUse, NeedFinder)] {
            uses.map { ($0, NeedFinder($0.template, at: place, catalogue: lookup)) }
        }
        let change = ExecutionNeeds(finders(uses), at: place)
        self.place = place
        needs = change.needs
        problems = change.problems
        let standing = deployed.map { Self.granted(change.needs, by: finders($0), at: place) }
        self.deployed = standing ?? GrantedPermissions()
        more = standing.map { standing in change.needs.filter { !standing.allows($0) } }
    }

    /// What a role has of some needs that was made for what is deployed.
    private static func granted(
        _ needs: [PermissionNeed], by deployed: [(TemplateUse, NeedFinder)], at place: DeploymentPlace
    ) -> GrantedPermissions {
        // What changes needed most of it before; all others are worked out for what is left of it only.
        let changed = Set(needs.flatMap { $0.wants.map(\.name) })
        let before = deployed.map { use, finder in
            (TemplateUse(use.template) { changed.contains($0) ? use.handlers($0) : [] }, finder)
        }
        let granted = GrantedPermissions(ExecutionNeeds(before, at: place).needs)
        let wanted = Set(needs.filter { !granted.allows($0) }.map(\.action))
        guard !wanted.isEmpty else { return granted }
        return granted.allowing(ExecutionNeeds(deployed, at: place, wanted: wanted).needs)
    }

    /// Whether one of the actions that this change needs is needed by nothing that is deployed.
    public func isNew(_ action: String) -> Bool { !deployed.allows(action) }

    /// A resource's ARN as it is in this place.
    public func resource(of need: PermissionNeed) -> String { ARNText.resolved(need.resource, in: place) }

    /// The calls that a role is to be asked about.
    public var calls: [SimulatedCall] { Set(needs.flatMap { $0.calls(in: place) }).sorted() }

    /// The same with what a role has of it.
    ///
    /// - Parameters:
    ///   - role: its ARN.
    ///   - answers: of calls that somebody asked about; what is not among them is unknown.
    ///   - reason: why something is not among them.
    public func answered(
        by role: String, _ answers: [SimulatedCall: SimulatedCall.Answer], otherwise reason: String
    ) -> ChangeNeeds {
        var missing: [PermissionNeed] = []
        var unknown: [(PermissionNeed, String)] = []
        for need in needs {
            let calls = need.calls(in: place)
            let reasons = calls.compactMap { call -> String? in
                switch answers[call] {
                case .allowed?, .denied?: nil
                case .unknown(let reason)?: reason
                case nil: reason
                }
            }
            if calls.contains(where: { answers[$0] == .denied }) {
                missing.append(need)
            } else if let first = reasons.first {
                unknown.append((need, first))
            }
        }
        var answered = self
        answered.verdict = RoleVerdict(role: role, missing: missing, unknown: unknown)
        return answered
    }
}
