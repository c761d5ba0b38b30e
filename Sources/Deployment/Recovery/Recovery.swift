import AWSAccess
import Diagnostics
import Environments
import Terminal

/// Leads a stack out of a state in which nothing else can be done with it: says how it got there, what leads out, what
/// that leaves and what is lost by it, and does it once somebody agrees.
struct Recovery {
    let stack: StackDescription
    let deployer: Deployer
    let options: Deployer.Options

    init(of stack: StackDescription, for deployer: Deployer, _ options: Deployer.Options) {
        self.stack = stack
        self.deployer = deployer
        self.options = options
    }

    var name: String { stack.stackName }
    var environment: EnvironmentFile { deployer.environment }
    var aws: AWSCLI { deployer.aws }
    var terminal: Terminal { deployer.terminal }

    /// Goes a way out, and gives the stack afterwards; nil when it is gone.
    ///
    /// - Throws: ``CommandError`` where it may not or cannot be gone; ``Interrupted``; `Prompt.Unanswerable`.
    func perform(_ wayOut: WayOut) async throws -> StackDescription? {
        switch wayOut {
        case .recreate: return try await delete()
        case .continueRollback: return try await continueRollback()
        case .rollBack: return try await rollBack()
        case .closed: throw closed
        case .none, .create, .follow, .unknown:
            throw CommandError(
                "stack-state",
                "\(name) is \(stack.stackStatus), a state that this version does not know, so that nothing is done to it; see what the CloudFormation console says of it"
            )
        }
    }

    /// How it got there, as in "web-dev is UPDATE_FAILED: its update failed, and what it had done was kept (reason)".
    var story: String {
        let story = WayOut.obstacles[stack.stackStatus].map { ": \($0.story)" } ?? ""
        let reason = stack.stackStatusReason.flatMap { $0.isEmpty ? nil : " (\($0.onOneLine))" } ?? ""
        return "\(name) is \(stack.stackStatus)\(story)\(reason)"
    }

    /// AWS CloudFormation API Reference, "ContinueUpdateRollback" and "RollbackStack": neither takes this state.
    private var closed: CommandError {
        CommandError(
            "stack-state", "\(story); AWS has no call that leads out of it but a deletion",
            hints: [
                "'\(environment.commandLine("destroy", through: aws.connection))' lists what would go and what would stay; what was imported with the deletion policy Retain stays",
                "AWS Support can set such a stack to rights",
            ])
    }

    /// Says what leads out. A dry run ends there, since no change set can be made before it is done.
    func offer(_ plan: [String]) throws {
        terminal.reportWarning(story)
        for line in plan { terminal.errors.print("  \(line)") }
        guard options.changesNothing else { return }
        throw CommandError(
            "stack-state",
            "\(name) is \(stack.stackStatus): no change set can be made before that is done, and neither --dry-run nor --prepare does; run without them"
        )
    }

    /// Asks for something that takes nothing away which is not shown: in a protected environment, too, `--yes` is
    /// enough.
    func confirm(_ question: String) async throws {
        if options.assumesYes { return }
        try await untilConfirmed { guard try await Prompt(question).answer(on: terminal) else { throw declined } }
    }

    var declined: CommandError {
        CommandError("not-confirmed", "not confirmed: nothing was done to \(name)")
    }

    /// Runs what changes nothing.
    func untilConfirmed<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch is CancellationError {
            throw Interrupted(description: "nothing was done to \(name)")
        }
    }
}
