import PermissionFacts
import Template

extension NeedFinder {
    private static let role = "AWS::IAM::Role"
    private static let profile = "AWS::IAM::InstanceProfile"
    /// What an instance has its role from.
    private static let instanceRoleWay = [
        "AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::LaunchTemplate", profile,
    ]

    /// The roles that a resource is given, to be passed to the services that may assume them, and to no other.
    func passedRoles(by app: AppResource) -> [Scope] {
        if app.type == Template.Resource.stackType {
            // CloudFormation makes a nested stack as the same role.
            return [
                Scope(
                    resource: RoleNames.arn(place.roles.execution),
                    conditions: Self.passed(to: ["cloudformation.amazonaws.com"]), extent: .named)
            ]
        }
        let values = roleValues(of: app, depth: 0)
        if let values { return values.flatMap(passedRoles) }
        return [
            Scope(resource: Self.anyRole, extent: .kind("nothing in the template says which role \(app.path) passes"))
        ]
    }

    /// What stands where roles are given; nil where nobody can tell.
    private func roleValues(of app: AppResource, depth: Int) -> [EvaluatedValue]? {
        let given = app.facts.references[Self.role]?.flatMap { app.resource.values(at: $0) }
        guard app.facts.passesInstanceRoles, depth < 4 else { return given }
        // By a launch template and the instance profile in it, or directly.
        var found = given ?? []
        for type in Self.instanceRoleWay {
            for value in (app.facts.references[type] ?? []).flatMap({ app.resource.values(at: $0) }) {
                guard case .unknown(let reasons) = value else { return nil }
                for reason in reasons {
                    guard case .afterCreation(let path) = reason, let next = resources[path],
                        next.facts.passesInstanceRoles || next.type == Self.profile,
                        let values = roleValues(of: next, depth: depth + 1)
                    else { return nil }
                    found += values
                }
            }
        }
        return found
    }

    private func passedRoles(_ value: EvaluatedValue) -> [Scope] {
        switch value {
        case .text(let text):
            if text.hasPrefix("arn:") { return [Scope(resource: text, extent: .named)] }
            let names = catalogue.facts(of: Self.role)?.names
            return names.map { AppResource.patterns($0, named: text).map { Scope(resource: $0, extent: .named) } } ?? []
        case .unknown(let reasons):
            return reasons.flatMap { reason -> [Scope] in
                guard case .afterCreation(let path) = reason, let role = resources[path], role.type == Self.role else {
                    return [Scope(resource: Self.anyRole, extent: .kind(reason.description))]
                }
                let services = Self.services(thatAssume: role.resource)
                return role.patterns.map {
                    Scope(
                        resource: $0, conditions: services.isEmpty ? .none : Self.passed(to: services), extent: .named)
                }
            }
        case .list, .object, .null: return []
        }
    }

    /// A role of a service that the resource needs, which the first one in an account makes.
    func serviceLinkedRole(of app: AppResource) -> Scope {
        let roles = ARNText.regionless + "iam::\(ARNText.account):role/aws-service-role/"
        guard let service = app.facts.serviceLinkedRole else {
            return Scope(
                resource: roles + "*", extent: .kind("which service's role \(app.path) needs is not written down"))
        }
        return Scope(
            resource: "\(roles)\(service)/*",
            conditions: PolicyConditions("StringEquals", "iam:AWSServiceName", [service]), extent: .named)
    }

    private static let anyRole = ARNText.regionless + "iam::\(ARNText.account):role/*"

    private static func passed(to services: [String]) -> PolicyConditions {
        PolicyConditions("StringEquals", "iam:PassedToService", services)
    }

    /// The services that a role's trust policy names; none where one of them is not known.
    private static func services(thatAssume role: EvaluatedResource) -> [String] {
        let values = [
            "AssumeRolePolicyDocument/Statement/*/Principal/Service",
            "AssumeRolePolicyDocument/Statement/Principal/Service",
        ]
        .flatMap { role.values(at: $0) }
        let texts = values.compactMap(\.text)
        return texts.count == values.count ? texts : []
    }
}
