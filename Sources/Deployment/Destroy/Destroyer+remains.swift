import AWSAccess
import Diagnostics
import Terminal

/// What comes after the deletion of the stack: finding, naming and, when told, deleting what it left.
extension Destroyer {
    func finder(uploads: UploadedTemplates?) -> RemainsFinder {
        RemainsFinder(environment: environment, templates: templates, aws: aws, uploads: uploads)
    }

    /// Names what is left, or deletes it.
    ///
    /// - Parameters:
    ///   - stack: the stack that this run deleted, which the user has agreed to; nil where there was none.
    ///   - earlier: what was read of earlier deletions.
    func clear(_ stack: String?, after earlier: StackHistory = StackHistory(), _ options: Options) async throws {
        var left: Remains?
        let finder = finder(uploads: UploadedTemplates(environment: environment, aws: aws))
        do {
            terminal.errors.print("looking for what is left of \(stackName)")
            let history = try await StackHistory.read(name: stackName, deleted: stack, after: earlier, with: aws)
            let found = try await finder.find(history)
            left = found
            if stack == nil, found == Remains() {
                return terminal.errors.print("nothing is left of \(stackName): nothing to destroy")
            }
            guard options.deletesRetained else { return report(found, wasDeployed: stack != nil, options) }
            if stack == nil, !found.deletable.isEmpty {
                var table = Table(["What happens", "Resource", "Type", "Name"])
                for remain in found.things { table.add(row(remain, options)) }
                terminal.output.print(table)
                try await untilConfirmed { try await confirm(options) }
            }
            var deleted: [Remain] = []
            let failures = try await delete(found.deletable) { gone in
                deleted.append(gone)
                left?.things.removeAll { $0 == gone }
            }
            var now = found.deletable.isEmpty ? found : try await finder.find(history)
            now.things.removeAll { thing in thing.lingers && deleted.contains { $0.id == thing.id } }
            left = now
            try conclude(now, failures, options)
        } catch is CancellationError {
            throw Interrupted(description: standing(left, wasDeployed: stack != nil, options))
        } catch let error as AWSError {
            throw CommandError(error, hints: [standing(left, wasDeployed: stack != nil, options)])
        }
    }

    /// Why a thing stays.
    private struct Failure {
        let thing: Remain
        let reasons: [Diagnostic]
    }

    /// Deletes what it can, and gives why the rest stays. One thing that stays does not keep the others.
    private func delete(_ things: [Remain], _ done: (Remain) -> Void) async throws -> [Failure] {
        let deletion = RemainsDeletion(aws: aws, terminal: terminal)
        var failures: [Failure] = []
        for thing in things {
            do {
                try await deletion.delete(thing)
                done(thing)
            } catch let error as CommandError {
                failures.append(Failure(thing: thing, reasons: error.diagnostics))
            } catch let error as AWSError where error.isAboutOneCall {
                let reason = Diagnostic("not-deleted", "\(thing.title) is not deleted: \(error)")
                failures.append(Failure(thing: thing, reasons: [reason]))
            }
        }
        return failures
    }

    /// Says how it ended, from what is still there.
    private func conclude(_ left: Remains, _ failures: [Failure], _ options: Options) throws {
        let doubts = left.things.compactMap { thing in
            thing.doubt.map { "whether \(thing.title) is still there, and in no stack, is not known: \($0)" }
        }
        let silent = left.deletable.filter { thing in !failures.contains { $0.thing.id == thing.id } }
        let unknown = left.unknown.map { "whether anything is left is not known: \($0)" }
        let problems =
            failures.flatMap(\.reasons) + doubts.map { Diagnostic("unknown-outcome", $0) }
            + silent.map { Diagnostic("not-deleted", "\($0.title) is still there") }
            + unknown.map { Diagnostic("unknown-outcome", $0) }
        guard problems.isEmpty else {
            name(left.things.filter { $0.obstacle != nil })
            throw CommandError(problems, hints: ["\(stackName) itself is gone; to go on:  \(command(options))"])
        }
        sayDestroyed()
        name(left.things)
    }

    private func sayDestroyed() {
        terminal.errors.print([StyledText("destroyed", .good), StyledText(" \(stackName)")])
    }

    /// Names what is left, when nothing of it was to be deleted.
    private func report(_ left: Remains, wasDeployed: Bool, _ options: Options) {
        if wasDeployed { sayDestroyed() }
        name(left.things)
        for unknown in left.unknown { terminal.reportWarning("what else is left is not known: \(unknown)") }
        guard !left.deletable.isEmpty else { return }
        terminal.errors.print("to delete what is left too:  \(command(options)) --delete-retained")
    }

    private func name(_ things: [Remain]) {
        for thing in things { terminal.errors.print(line(thing)) }
    }

    private func line(_ thing: Remain) -> String {
        let how =
            (thing.obstacle ?? thing.doubt.map { "whether it is still there is not known: \($0)" }).map { "; " + $0 }
            ?? ""
        let command = thing.isDeletable ? nil : thing.command(aws.connection)
        return "left: \(thing.title) (\(thing.type)): \(thing.reason)\(how)"
            + (command.map { "; to delete it: \($0)" } ?? "")
    }

    /// How things stand when what comes after the deletion is stopped.
    private func standing(_ left: Remains?, wasDeployed: Bool, _ options: Options) -> String {
        let gone = "\(stackName) \(wasDeployed ? "is deleted" : "is not deployed")"
        guard let left else { return "\(gone); what it left was not looked for yet\n  to go on:  \(command(options))" }
        let lines = left.things.map { "  " + line($0) } + left.unknown.map { "  not known: \($0)" }
        return
            ([gone + (lines.isEmpty ? "" : "; of what it left, this is still there:")] + lines + [
                "  to go on:  \(command(options))"
            ])
            .joined(separator: "\n")
    }
}
