import Plan
import Terminal

extension PlanCommand {
    /// What it understands.
    ///
    /// - Parameter connection: the options that name an environment, and how it is reached.
    public static func syntax(connection: [CommandSyntax.Option]) -> CommandSyntax {
        CommandSyntax(
            "plan", summary: "Says what a deployment, or any other change of templates, would do.",
            positionals: [
                .init(
                    "FILE",
                    "two CloudFormation templates in JSON, the old one and the new one; those that they nest are followed",
                    isRequired: false, isRepeated: true)
            ],
            options: connection + [
                .value("against", "REV", "compare with the templates that a git revision has committed"),
                .value(
                    "parameters", "FILE",
                    "decide by these values: an environment's file, or one that the AWS CLI takes"),
                .value("old-parameters", "FILE", "the values of the old templates, where they are others"),
            ] + PlanDisplay.options,
            examples: [
                .init("plan --env prod", "what a deployment would change of what is deployed"),
                .init("plan --env prod --against main", "what this branch would change in prod; nobody is asked"),
                .init("plan old.json new.json", "any two templates"),
                .init("plan --against main --format markdown", "for a comment on a pull request"),
                .init("plan --against main --format html > plan.html", "the changes in a picture of the architecture"),
                .init("plan --against main --exit-code", "for a script: 0 without changes, 3 with some"),
                .init("plan --env prod --against main --budget 150", "ends with 4 where prod may cost more a month"),
            ],
            notes: [
                """
                Two templates, or those of a revision, are compared without AWS or a network. Parameters without a value
                have their default. What the templates cannot tell is said to be open, with what decides it.
                """,
                """
                What AWS is sure to refuse, such as another type under the same logical ID or a storage that shrinks, is an
                error: the plan is shown, and the command ends with 1.
                """,
                """
                Costs are US dollars a month of 730 hours, on demand, in the environment's region or that of --region. They
                come from --prices, the app's description and the tables that come with this tool; nobody is asked. What
                scales is a range; ≈ marks what goes by prices of other regions. What depends on use is in no sum.
                """,
            ])
    }

    /// Whether a command line compares with what is at hand, and not with what is deployed, which has its own values.
    public static func isOffline(_ arguments: Arguments) -> Bool {
        arguments.value("env") == nil || !arguments.positionals.isEmpty
            || ["against", "parameters", "old-parameters"].contains { arguments.value($0) != nil }
    }
}
