extension ToolPermissions {
    /// The page of the manual with what all tools call, in Markdown.
    public static var manual: String {
        """
        # What the tools may do

        Written by `make docs` of the lists in `Sources/Operations/Permissions`, which a test holds against the calls that the tools
        make. `--permissions` prints one as a policy for an environment: `swift run daily-scheduler status --env dev --permissions`.

        """ + all.map(\.section).joined()
    }

    private var section: String {
        "\n## \(tool)\n\n| action | on | |\n|---|---|---|\n"
            + calls.map { "| `\($0.action)` | \($0.target.words) | \($0.occasion ?? "") |\n" }.joined()
    }
}

extension ToolPermissions.Target {
    fileprivate var words: String {
        switch self {
        case .everything: "everything"
        case .stacks: "the environment's stacks"
        case .dataLake: "the data lake, by how CloudFormation calls the stack's buckets"
        case .files: "what is below the prefix in it"
        case .buckets: "buckets"
        case .databases: "databases, by how CloudFormation calls those of the stack"
        case .snapshots: "snapshots of databases in the region"
        case .copies: "snapshots of databases in any region"
        case .keys: "keys of the account"
        case .taggedGroups: "Auto Scaling groups with the tags `Project` and `Environment`"
        case .taggedInstances: "instances with the tags `Project` and `Environment`"
        case .taggedDatabases: "databases with the tags `Project` and `Environment`"
        case .artifactBucket: "the artifact bucket"
        case .artifacts: "what the stack has in it"
        }
    }
}
