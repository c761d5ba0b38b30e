extension DiagnosticFamily {
    static let deployment = DiagnosticFamily(
        title: "Deployment",
        summary: "Found when a stack is deployed, or checked for a region, with the line of Swift behind the resource.",
        kinds: [
            DiagnosticKind(
                "project-name", "A project's name fits no bucket",
                because: "the templates are uploaded to a bucket that is named after the project"),
            DiagnosticKind(
                "not-in-region", "A type or a value is not offered in the region",
                because: "CloudFormation cannot make the resource there"),
            DiagnosticKind(
                "missing-template", "A nested template is not there",
                because: "its parent could not be deployed without it"),
            DiagnosticKind(
                "template-address", "A parent does not name its nested template",
                because: "the address in the bucket is filled in where the stack's TemplateURL has the file's name"),
            DiagnosticKind(
                "change-refused", "AWS takes no such change of what is deployed",
                because:
                    "the update would fail half-way and be rolled back; what is there stays, or something else takes its place",
                bad: "let data = stack.add(\"Data\", EC2.Volume(size: 20))   // 100 before",
                good: "let data = stack.add(\"SmallData\", EC2.Volume(size: 20))"),
            DiagnosticKind(
                "change-set-refused", "AWS refuses a change set",
                because: "its early validation found what would fail; nothing was changed"),
            DiagnosticKind(
                "over-budget", "A plan costs more than its budget, or may",
                because:
                    "whoever gave the budget wants to know before the bill comes; what nobody can tell is not taken for nothing",
                bad: "swift run plan --env dev --budget 100",
                good: "swift run plan --env dev --budget 150 --prices our-prices.json"),
            DiagnosticKind(
                "change-set-warning", "AWS warns of what a change set would do", .warning,
                because: "its validation found what would fail while it is done, unless somebody puts it right before"),
            DiagnosticKind(
                "export-in-use", "An export goes or changes that another stack imports",
                because: "CloudFormation refuses it half-way through the update, and rolls all of it back"),
            DiagnosticKind(
                "not-importable", "Something cannot be imported",
                because:
                    "CloudFormation takes over only what it can read and is told to keep, and changes nothing else in the same step"
            ),
            DiagnosticKind(
                "unknown-former-path", "What something is said to have been was never deployed",
                because: "there is nothing to move, and a resource would be made anew where one was to be kept",
                bad: "data.add(\"Orders\", SQS.Queue()).formerly(\"Data/OrdersQueue\")",
                good: "data.add(\"Orders\", SQS.Queue()).formerly(\"Data/OrderQueue\")"),
            DiagnosticKind(
                "move-refused", "A resource cannot be moved to its new name or stack",
                because:
                    "CloudFormation's stack refactoring does not move some types, nor what a stack could not express "
                    + "without other parameters"),
            DiagnosticKind(
                "unknown-permissions", "What deploying something needs is not known", .warning,
                because:
                    "CloudFormation publishes no list of what it calls for it, so that a role with the computed policies may be denied",
                bad: "swift run deploy-role template.json   # with an AWS::Serverless::Function in it",
                good: "swift run deploy-role processed.json"),
            DiagnosticKind(
                "insufficient-role", "The execution role lacks what a change needs", .warning,
                because: "CloudFormation would be denied half-way, and roll back"),
            DiagnosticKind(
                "missing-boundary", "A role has no permissions boundary, and the environment asks for one", .warning,
                because: "the execution role may make no role without it, so that the deployment would fail",
                bad:
                    "\"permissionsBoundary\": \"arn:aws:iam::123456789012:policy/boundary\"   // in parameters/prod.json alone",
                good:
                    "IAM.Role(assumeRolePolicyDocument: trust, permissionsBoundary: \"arn:aws:iam::123456789012:policy/boundary\")"
            ),
            DiagnosticKind(
                "deployment-failed", "A resource failed",
                because: "AWS could not make, change or delete it, and the stack goes back to where it was"),
        ])
}
