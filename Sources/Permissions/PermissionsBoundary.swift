import Diagnostics
import PermissionFacts
import Template

/// The policy that every role of the app has to have as its permissions boundary: the execution role makes and changes no role
/// without it, and takes it from none.
///
/// "Delegating responsibility to others using permissions boundaries" in the IAM User Guide; the actions are those that IAM's
/// service authorization reference has with the condition key.
package struct PermissionsBoundary {
    let policy: String

    /// What has a boundary.
    package static let types: Set = ["AWS::IAM::Role", "AWS::IAM::User"]
    private static let key = "iam:PermissionsBoundary"
    private static let bound: Set = [
        "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreateRole", "iam:CreateUser", "iam:DeleteRolePolicy",
        "iam:DeleteUserPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy", "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy", "iam:PutUserPermissionsBoundary", "iam:PutUserPolicy",
    ]
    private static let lifting: Set = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"]

    /// Whether whoever is bound to a boundary may use an action only on roles and users that have it.
    package static func isAsked(by action: String) -> Bool { bound.contains(action) }

    /// When an action is allowed only.
    func conditions(of action: String) -> PolicyConditions {
        Self.bound.contains(action) ? PolicyConditions("StringEquals", Self.key, [policy]) : .none
    }

    /// Why nobody needs an action; nil for others.
    func reasonToSpare(_ action: String) -> String? {
        Self.lifting.contains(action) ? "the environment's permissions boundary stays on every role" : nil
    }

    /// What is wrong with a resource; nil where nothing is, and for what is no role.
    func problem(of entry: AppResources.Entry) -> Diagnostic? {
        guard Self.types.contains(entry.type), let resource = entry.evaluated else { return nil }
        let given = resource.properties["PermissionsBoundary"]
        guard given?.text != policy else { return nil }
        let what =
            switch given {
            case nil: "has no permissions boundary"
            case .text(let text)?: "has the permissions boundary '\(text)'"
            default: "has a permissions boundary that is not known before a deployment"
            }
        return Diagnostic(
            "missing-boundary",
            "\(resource.path) \(what), and the execution role makes roles with \(policy) only", severity: .warning,
            at: entry.stack.template.origin(of: Template.Path(.resources, resource.logicalID))?.place,
            logicalID: resource.logicalID, path: resource.path,
            fix: "give it PermissionsBoundary \(policy); an aspect on IAM.Role does so for all of an app")
    }
}
