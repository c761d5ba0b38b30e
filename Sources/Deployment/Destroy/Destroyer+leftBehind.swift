import AWSAccess
import Environments
import Terminal

extension Destroyer {
    /// The deletions that take a stack down, in their order: of itself, and before it of nested stacks that leave
    /// something behind, since AWS retains by name only what a stack holds itself.
    func deletions(
        of stack: StackDescription, _ expected: DeletionForecast, _ leftBehind: LeftBehind
    ) async throws -> [StackDeletion] {
        let unknown = leftBehind.unknown(in: expected)
        guard unknown.isEmpty else { throw CommandError(unknown, hints: ["nothing was deleted"]) }
        var own = StackDeletion(
            stack: stack, templates: templates, aws: aws, terminal: terminal, roleARN: environment.roleARN)
        if leftBehind.isForced {
            own.leniency = .force
            return [own]
        }
        var deletions: [StackDeletion] = []
        for (holder, path, logicalIDs) in leftBehind.resources(of: expected) {
            if path.isEmpty {
                own.leniency = .retaining(logicalIDs)
            } else if let nested = try await aws.stack(holder) {
                deletions.append(
                    StackDeletion(
                        stack: nested, templates: templates.seen(from: path), aws: aws, terminal: terminal,
                        roleARN: environment.roleARN, leniency: .retaining(logicalIDs)))
            }
        }
        return deletions + [own]
    }
}
