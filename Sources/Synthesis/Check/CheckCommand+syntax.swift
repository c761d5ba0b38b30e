import Checks
import CloudFormation
import Diagnostics
import Terminal

extension CheckCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "check", summary: "Says what AWS would refuse in templates, or somebody would regret.",
        positionals: [
            .init(
                "FILE", "a CloudFormation template in JSON; without one, what the stacks compile to",
                isRequired: false, isRepeated: true)
        ],
        options: Surrounding.options + [
            .value(
                "fail-on", "SEVERITY",
                "exit status 1 when a problem is at least this bad: error (the default), warning or note"),
            .value(
                "pack", "NAME",
                "ask a pack of security rules too: \(SecurityPack.allCases.map(\.rawValue).joined(separator: " or "))"),
            .flag("fix", "mend what can be mended mechanically, after asking, and check again"),
            .flag("yes", "do not ask"),
            .flag("watch", "check again whenever a file is saved; a FILE may be a folder of templates then"),
            OutputFormat.option(.ofDiagnostics, of: "problems"),
            SuppressionFile.option,
        ],
        examples: [
            .init("check", "the app's own templates"),
            .init("check --env prod", "the same with the values of parameters/prod.json"),
            .init("check template.json", "any template, and those that it nests"),
            .init("check template.json --parameters values.json", "with values, as the AWS CLI takes them"),
            .init("check template.json --fix", "show what would mend it, ask, write it, check again"),
            .init("check --watch", "while working on the stacks"),
            .init("check --fail-on warning --format github template.json", "what CI runs"),
            .init("check --pack aws-solutions", "what a security review would ask"),
            .init("check --explain unknown-property", "what a code means"),
        ],
        notes: [
            """
            Without values, what depends on parameters is passed over, and both branches of a condition count; what is
            wrong in a file as its defaults make it is a warning. With --env or --parameters, conditions are decided and
            values are held against what their properties allow; what stays open is named.
            """,
            """
            In JSON, problems have the severities that the audit has too: error, high, medium (a warning), low and info
            (a note).
            """,
        ])

    /// The packs that a command line names.
    static func packs(_ arguments: Arguments) throws(UsageError) -> Set<SecurityPack> {
        var packs: Set<SecurityPack> = []
        for name in arguments.values("pack") {
            guard let pack = SecurityPack(rawValue: name) else {
                let known = SecurityPack.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("--pack is '\(name)'; allowed: \(known)")
            }
            packs.insert(pack)
        }
        return packs
    }
}
