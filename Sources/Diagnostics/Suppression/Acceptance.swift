/// Problems of any sort, separated into what stands and what suppressions accept.
package struct Acceptance<Problem> {
    package typealias Pair = (problem: Problem, suppression: Suppression)

    package private(set) var standing: [Problem] = []
    package private(set) var accepted: [Pair] = []
    /// Suppressions of errors, which stand all the same.
    package private(set) var refused: [Pair] = []
    package let expired: [Suppression]
    /// Suppressions that no problem needs.
    package let unused: [Suppression]

    /// - Parameters:
    ///   - suppressions: in the order in which they are asked.
    ///   - today: an expired suppression accepts nothing.
    package init(
        _ problems: [Problem], by suppressions: [Suppression], on today: Day,
        severity: (Problem) -> Diagnostic.Severity, matches: (Suppression, Problem) -> Bool
    ) {
        let valid = suppressions.filter { !$0.isExpired(on: today) }
        var used: Set<Suppression> = []
        for problem in problems {
            let fitting = valid.filter { matches($0, problem) }
            used.formUnion(fitting)
            if let suppression = fitting.first, severity(problem) < .error {
                accepted.append((problem, suppression))
            } else {
                standing.append(problem)
                refused += fitting.map { (problem, $0) }
            }
        }
        expired = suppressions.filter { $0.isExpired(on: today) }
        unused = valid.filter { !used.contains($0) }
    }
}
