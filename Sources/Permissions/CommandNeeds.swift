/// What a command calls, and on what: of a tool that has a list of it, and no templates.
public struct CommandNeeds: Sendable {
    /// One call.
    public struct Call: Sendable {
        /// As in `rds:StopDBInstance`.
        public let action: String
        /// With `${AWS::Region}` and the like for what the place says; `*` for everything.
        public let resources: [String]
        /// The tags that the resource has to have.
        public let tags: [String: String]

        /// - Parameters:
        ///   - action: as policies name it.
        ///   - resources: with pseudo parameters; `*` for everything.
        ///   - tags: those that the resource has to have.
        public init(_ action: String, on resources: [String], tagged tags: [String: String] = [:]) {
            self.action = action
            self.resources = resources
            self.tags = tags
        }
    }

    /// The policy that allows the calls.
    public let policy: PolicyDocument

    /// - Parameter calls: in any order; the same one may be among them twice.
    public init(_ calls: [Call]) {
        let needs = calls.flatMap { call in
            let tests = call.tags.map { key, value in
                (PolicyConditions.Test(operator: "StringEquals", key: "aws:ResourceTag/\(key)"), Set([value]))
            }
            return call.resources.map { resource in
                PermissionNeed(
                    action: call.action, resource: resource, format: nil,
                    conditions: PolicyConditions(Dictionary(tests) { first, _ in first }), extent: .named, wants: [])
            }
        }
        policy = PolicyDocument(statements: StatementMerge(needs).statements)
    }
}
