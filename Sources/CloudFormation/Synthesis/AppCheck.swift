/// What templates do not show of an app, and CloudFormation would refuse or a user would regret: what was declared and
/// is in no template, and what several templates do together. What they show is asked of them (``TemplateChecker``).
enum AppCheck {
    typealias Function = (ResolvedApp, inout [Diagnostic]) -> Void

    static var all: [Function] {
        [names, parameters, constraints, borrowedConditions, tags, snapshots, exports]
    }
}
