/// The third stage: what CloudFormation would refuse, or a user would regret.
enum Check {
    typealias Function = (ResolvedApp, inout [Diagnostic]) -> Void

    static var all: [Function] {
        [
            declarations, names, limits, parameters, constraints, conditions, borrowedConditions, mappings, tags,
            policies,
            outputs, literals, cycles,
        ]
    }
}
