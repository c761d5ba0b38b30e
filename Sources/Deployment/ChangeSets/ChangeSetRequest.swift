import Foundation

/// What a change set is made of, as `aws cloudformation create-change-set` takes it.
///
/// Parameters and tags are JSON, so that they may be of any text, an equals sign included.
struct ChangeSetRequest {
    struct Parameter: Encodable {
        let ParameterKey: String
        var ParameterValue: String?
        var UsePreviousValue: Bool?
    }

    struct Tag: Encodable {
        let Key: String
        let Value: String
    }

    /// Where CloudFormation takes the root template from.
    enum TemplateSource: Sendable, Equatable {
        /// An address in Amazon S3.
        case address(String)
        /// The stack, which was deployed from it.
        case deployed

        fileprivate var arguments: [String] {
            switch self {
            case .address(let address): ["--template-url", address]
            case .deployed: ["--use-previous-template"]
            }
        }
    }

    let stackName: String
    let changeSetName: String
    let createsStack: Bool
    let template: TemplateSource
    let parameters: [Parameter]
    let tags: [Tag]
    let includesNestedStacks: Bool
    /// For whoever looks at it later.
    let description: String?
    /// The role that CloudFormation acts as, in this and in later operations on the stack; nil for the one that the stack has,
    /// or else who asks. AWS CloudFormation API Reference, "CreateChangeSet".
    var roleARN: String?
    /// Whether what drifted is brought back. AWS CloudFormation User Guide, "Using drift-aware change sets".
    var revertsDrift = false
    /// Whether CloudFormation is done once everything is configured. Rollbacks stay on, whatever the mode's default is: a
    /// deployment that fails leaves what was there. AWS CloudFormation API Reference, "DeploymentConfig".
    var isExpress = false

    /// The command. It reads the parameters from standard input: there may be secrets among them, and everybody on the
    /// machine can list arguments, while a file could outlive a kill.
    func arguments() throws -> [String] {
        [
            "cloudformation", "create-change-set", "--stack-name", stackName, "--change-set-name", changeSetName,
            // The AWS CLI repeats a call whose answer was lost. AWS CloudFormation API Reference, "CreateChangeSet".
            "--client-token", "\(changeSetName)-\(includesNestedStacks ? "nested" : "root")",
            "--change-set-type", createsStack ? "CREATE" : "UPDATE",
            includesNestedStacks ? "--include-nested-stacks" : "--no-include-nested-stacks",
            "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
        ]
            + template.arguments
            + (description.map { ["--description", $0] } ?? [])
            + (roleARN.map { ["--role-arn", $0] } ?? [])
            + (revertsDrift ? ["--deployment-mode", "REVERT_DRIFT"] : [])
            + (isExpress ? ["--deployment-config", "Mode=EXPRESS,DisableRollback=false"] : [])
            + (parameters.isEmpty ? [] : ["--parameters", "file:///dev/stdin"])
            + (tags.isEmpty ? [] : ["--tags", String(decoding: try ASCIIJSON.data(of: tags), as: UTF8.self)])
    }

    /// The parameters, for standard input.
    func input() throws -> Data? { parameters.isEmpty ? nil : try ASCIIJSON.data(of: parameters) }
}
