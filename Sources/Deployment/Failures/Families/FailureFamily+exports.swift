extension FailureFamily {
    /// Exports, which stacks outside of the tree import. AWS CloudFormation User Guide, "Get exported outputs from a
    /// deployed CloudFormation stack".
    static let exportInUse = FailureFamily("export") { failure in
        if let match = failure.reason.text.firstMatch(
            of: #/Export (?<name>\S+) cannot be (?<what>deleted|updated) as it is in use by (?<users>[^\n]*)/#)
        {
            return FailureExplanation(
                reason:
                    "the export \(match.name) is imported by another stack (\(match.users)), and AWS lets nobody change it until then",
                fix:
                    "deploy \(match.users) without the import first (give it the value as a parameter), then run this again; or keep the output \(match.name) as it is"
            )
        }
        if let match = failure.reason.text.firstMatch(of: #/No export named (?<name>\S+) found/#) {
            return FailureExplanation(
                reason: "no stack of this account and region exports \(match.name)",
                fix:
                    "deploy the stack that exports \(match.name) first, in this region; 'aws cloudformation list-exports' names those there are"
            )
        }
        if let match = failure.reason.text.firstMatch(
            of: #/Export with name (?<name>\S+) is already exported by stack (?<stack>[^\s.]+)/#)
        {
            return FailureExplanation(
                reason:
                    "the stack \(match.stack) exports the name \(match.name) already; a name is exported once in an account and region",
                fix: "export under a name that has the environment's in it")
        }
        return nil
    }
}
