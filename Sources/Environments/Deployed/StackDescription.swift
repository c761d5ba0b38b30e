/// A deployed stack, as `aws cloudformation describe-stacks` shows it.
package struct StackDescription: Decodable, Sendable, Equatable {
    package struct Output: Decodable, Sendable, Equatable {
        package let outputKey: String
        package let outputValue: String
        package let description: String?
    }

    package struct Parameter: Decodable, Sendable, Equatable {
        package let parameterKey: String
        /// Asterisks for a secret.
        package let parameterValue: String?
        /// What Systems Manager held under the value when the stack was deployed, where the value is a name there.
        package let resolvedValue: String?

        /// What it stands for; nil for a secret.
        package var knownValue: String? {
            let value = resolvedValue ?? parameterValue
            return value?.allSatisfy { $0 == "*" } == true ? nil : value
        }
    }

    package struct Tag: Decodable, Sendable, Equatable {
        package let key: String
        package let value: String
    }

    package let stackId: String
    package let stackName: String
    package let stackStatus: StackStatus
    package let stackStatusReason: String?
    /// The change set that the stack was last created or updated with.
    package let changeSetId: String?
    package let enableTerminationProtection: Bool?
    package let outputs: [Output]?
    package let parameters: [Parameter]?
    package let tags: [Tag]?
    package let creationTime: String
    package let lastUpdatedTime: String?

    /// The number of the account that has it; nil where its ARN does not tell.
    package var account: String? {
        let parts = stackId.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[4].utf8.count == 12 else { return nil }
        return String(parts[4])
    }
}
