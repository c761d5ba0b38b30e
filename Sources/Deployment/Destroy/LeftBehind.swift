import AWSAccess
import Diagnostics
import Environments

/// What a deletion that failed before is told to leave where it is. AWS CloudFormation API Reference, "DeleteStack".
struct LeftBehind: Sendable {
    /// Resources as in `Data/Database`.
    var names: Set<String> = []
    /// Whether everything that cannot be deleted is left.
    var isForced = false

    var isEmpty: Bool { names.isEmpty && !isForced }

    /// Why nothing may be left behind of a stack; nil where it may.
    func problem(of stack: StackDescription) -> CommandError? {
        guard !isEmpty, !["DELETE_FAILED", "DELETE_IN_PROGRESS"].contains(stack.stackStatus) else { return nil }
        return CommandError(
            "stack-state",
            "\(stack.stackName) is \(stack.stackStatus): AWS leaves behind only what a deletion failed at",
            hints: [
                "run the same command without --retain and --force first; what cannot be deleted stops it, and is named"
            ])
    }

    /// What of it a stack holds, by the stacks that hold it, the innermost first.
    func resources(of expected: DeletionForecast) -> [(stack: String, path: String, logicalIDs: [String])] {
        let named = expected.entries.map(\.resource).filter {
            names.contains($0.name) && $0.status != "DELETE_COMPLETE"
        }
        return Dictionary(grouping: named, by: \.stack).map { stack, resources in
            let path = resources[0].name.split(separator: "/").dropLast().joined(separator: "/")
            return (stack, path, resources.map(\.logicalID).sorted())
        }
        .sorted { ($0.path.split(separator: "/").count, $0.path) > ($1.path.split(separator: "/").count, $1.path) }
    }

    /// Names of which nothing can be left: what somebody wanted to keep would be deleted.
    func unknown(in expected: DeletionForecast) -> [Diagnostic] {
        let held = expected.entries.map(\.resource).filter { $0.status != "DELETE_COMPLETE" }.map(\.name)
        return names.subtracting(held).sorted().map { name in
            Diagnostic(
                "missing-resource",
                "--retain \(name) leaves nothing: \(Suggestion.question(for: name, in: held))what is left is \(held.isEmpty ? "nothing" : held.joined(separator: ", "))"
            )
        }
    }
}
