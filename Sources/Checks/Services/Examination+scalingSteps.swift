import Template

extension Examination {
    /// The steps of a policy follow each other without a gap ("Step and simple scaling policies" in the Amazon EC2 Auto
    /// Scaling user guide, and the same in that of Application Auto Scaling).
    mutating func checkScalingSteps() {
        for (type, path) in Self.stepLists {
            for (policy, wiring) in cases(of: type) {
                let keys = path.map(Template.Path.Step.key)
                guard let list = wiring.value(path, of: policy), let steps = ScalingStep.all(in: list, wiring) else {
                    continue
                }
                if let problem = ScalingStep.problem(of: steps) {
                    report(
                        "scaling-steps", problem.message, at: policy, steps: keys + [.index(problem.index)],
                        fix:
                            "let each begin where the one before it ends; the first of those below 0 and the last of those above have no end"
                    )
                }
            }
        }
    }

    private static let stepLists = [
        ("AWS::AutoScaling::ScalingPolicy", ["StepAdjustments"]),
        ("AWS::ApplicationAutoScaling::ScalingPolicy", ["StepScalingPolicyConfiguration", "StepAdjustments"]),
    ]
}

/// How far a metric is from an alarm's threshold where a step is made.
private struct ScalingStep {
    /// Among the elements of the list.
    let index: Int
    let lower: Double
    let upper: Double

    /// Nil where one of them is not known.
    static func all(in list: WiredValue, _ wiring: Wiring) -> [ScalingStep]? {
        guard let elements = wiring.placedElements(of: list) else { return nil }
        let steps = elements.compactMap { index, element -> ScalingStep? in
            guard element.expression.object != nil,
                let lower = wiring.number(
                    wiring.member("MetricIntervalLowerBound", of: element), otherwise: -.infinity),
                let upper = wiring.number(wiring.member("MetricIntervalUpperBound", of: element), otherwise: .infinity)
            else { return nil }
            return ScalingStep(index: index, lower: lower, upper: upper)
        }
        return steps.count == elements.count ? steps : nil
    }

    /// The first thing that is wrong with them, at the step that it is about.
    static func problem(of steps: [ScalingStep]) -> (message: String, index: Int)? {
        for step in steps {
            if step.lower == -.infinity, step.upper == .infinity {
                return ("the step has neither a lower nor an upper bound", step.index)
            }
            if step.lower >= step.upper { return ("the step ends before it begins", step.index) }
        }
        let sorted = steps.sorted { $0.lower < $1.lower }
        for (step, next) in zip(sorted, sorted.dropFirst()) where step.upper != next.lower {
            let isGap = step.upper < next.lower
            let (from, to) = isGap ? (step.upper, next.lower) : (next.lower, min(step.upper, next.upper))
            return (
                "\(isGap ? "no step" : "another step too") is about what is between \(from.bound) and \(to.bound)",
                next.index
            )
        }
        if let first = sorted.first, first.lower < 0, first.lower > -.infinity {
            return ("no step is about what is below \(first.lower.words)", first.index)
        }
        if let last = sorted.last, last.upper > 0, last.upper < .infinity {
            return ("no step is about what is above \(last.upper.words)", last.index)
        }
        return nil
    }
}

extension Double {
    /// A number, or that there is no end.
    fileprivate var bound: String { isFinite ? words : "any number" }
}
