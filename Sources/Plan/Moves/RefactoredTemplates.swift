import Diagnostics
import Template

/// The templates that CloudFormation's stack refactoring is given for declared moves: those that are deployed, with the
/// resources under their new names and in their new stacks, what refers to them put right, and nothing else.
///
/// What a reference came to in the old stack it has to come to in the new one: by a parameter that the stack has
/// already, since a refactoring adds none, or by the value itself. The change set after it writes what the templates say.
public struct RefactoredTemplates: Sendable {
    /// By the stack's logical IDs from the root down.
    public let templates: [[String]: Template.Object]

    /// - Parameters:
    ///   - moves: those of the plan from one side to the other.
    ///   - values: of what is deployed; the physical IDs of resources that move, and what their stacks hand out.
    /// - Throws: ``DiagnosticError`` with everything that CloudFormation could not do.
    public init(
        of moves: [PlannedMove], from deployed: PlannedTemplates, to wanted: PlannedTemplates, values: DeployedValues
    ) throws(DiagnosticError) {
        let root = StackScope(deployed.evaluated)
        let scopes = Dictionary(root.stacks.map { ($0.evaluated.path, $0) }, uniquingKeysWith: { first, _ in first })
        var refusals = moves.compactMap { move in Self.refusal(of: move, in: scopes) }
        let stacks = Set(moves.flatMap { [$0.source.stack, $0.destination.stack] })
        if stacks.count > StackRefactoring.mostStacks, let first = moves.first {
            refusals.append(
                .refusal(
                    first,
                    "\(stacks.count) stacks have resources that move, and CloudFormation takes "
                        + "\(StackRefactoring.mostStacks) at once",
                    fix: "deploy some of the moves first, and the others after them"))
        }
        guard refusals.isEmpty else { throw DiagnosticError(refusals) }
        let known = KnownValues(values, in: root)
        let added = Self.outputs(of: moves, from: wanted)
        var templates: [[String]: Template.Object] = [:]
        for stack in stacks {
            guard let scope = scopes[stack] else { continue }
            var writer = RefactoredTemplate(of: scope, moves: moves, scopes: scopes, known: known)
            let sections = writer.sections(adding: added[stack] ?? [])
            refusals += writer.refusals
            if deployed.hasLoops(in: stack), let move = moves.first(where: { $0.concerns(stack) }) {
                refusals.append(
                    .refusal(
                        move, "the deployed template of \(stack.shown) has loops, which cannot be taken apart",
                        fix: "keep the name with keepLogicalID"))
            }
            if sections["Resources"]?.object?.isEmpty == true,
                let move = moves.first(where: { $0.source.stack == stack })
            {
                refusals.append(
                    .refusal(
                        move, "nothing would be left in \(stack.shown), and CloudFormation has no empty stacks",
                        fix: "move the stack itself with `formerly` on the nested stack, or leave a resource in it"))
            }
            templates[stack] = sections
        }
        guard refusals.isEmpty else { throw DiagnosticError(refusals.inSourceOrder) }
        self.templates = templates
    }

    /// What stands against a move, whatever else moves.
    private static func refusal(of move: PlannedMove, in scopes: [[String]: StackScope]) -> Diagnostic? {
        if !StackRefactoring.moves(move.type) {
            return .refusal(
                move, "CloudFormation moves no \(move.type)",
                fix: move.changesStack
                    ? "leave it in \(move.source.stack.shown), or let it be made anew by taking the line out"
                    : "keep its name instead: stack.keepLogicalID(\"\(move.source.logicalID)\", "
                        + "insteadOf: \"\(move.new.logicalID)\")")
        }
        if scopes[move.destination.stack] == nil {
            return .refusal(
                move,
                "\(move.new.stack.shown) is not deployed, and CloudFormation moves nothing to a nested stack "
                    + "that is not there",
                fix: "deploy the new stack first with something else in it, and move this into it then")
        }
        return nil
    }

    /// The outputs that the wanted templates have of what moves to another stack: with them what it yields is known
    /// there from the beginning.
    private static func outputs(
        of moves: [PlannedMove], from wanted: PlannedTemplates
    ) -> [[String]: [Template.Object.Entry]] {
        let scopes = StackScope(wanted.evaluated).stacks
        var found: [[String]: [Template.Object.Entry]] = [:]
        for move in moves where move.changesStack {
            guard let scope = scopes.first(where: { $0.evaluated.path == move.new.stack }) else { continue }
            for (name, output) in scope.evaluated.template.outputs {
                switch output.outputValue {
                case .ref(move.new.logicalID)?, .getAtt(move.new.logicalID, .string)?:
                    guard let value = output.outputValue else { continue }
                    found[move.destination.stack, default: []].append(.init(name, ["Value": value]))
                default: continue
                }
            }
        }
        return found
    }
}

extension PlannedMove {
    fileprivate func concerns(_ stack: [String]) -> Bool { source.stack == stack || destination.stack == stack }
}

extension [String] {
    /// A stack's path for people.
    var shown: String { isEmpty ? "the root stack" : joined(separator: "/") }
}

extension Diagnostic {
    /// Why CloudFormation cannot do a move.
    static func refusal(_ move: PlannedMove, _ reason: String, fix: String) -> Diagnostic {
        Diagnostic(
            "move-refused", "\(move.source) cannot be moved to \(move.new): \(reason)", at: move.place, fix: fix)
    }
}
