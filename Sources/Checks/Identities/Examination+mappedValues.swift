import Diagnostics
import Template

extension Examination {
    /// What a mapping may yield is what the property takes that it stands in.
    ///
    /// Only where it is used whatever conditions say, as of parameters, unless the keys are written out.
    mutating func checkMappedValues(of use: SchemaUse, _ tracer: ValueTracer) {
        guard case .call(.findInMap, let arguments) = use.value,
            arguments.dropFirst().prefix(2).allSatisfy({ $0.scalarText != nil }) || !isConditional(use.path),
            let values = possibleValues(of: use.value)
        else { return }
        let wrong = values.compactMap { possible in
            problem(possible.value, use, tracer, isCertain: possible.cause.isAsked).map {
                (possible: possible, problem: $0)
            }
        }
        guard let first = wrong.first(where: \.possible.cause.isAsked) ?? wrong.first,
            // Several rules may ask for the value.
            isFirstReport("find-in-map", at: use.path)
        else { return }
        let isCertain = first.possible.cause.isAsked || wrong.count == values.count
        var severity = first.problem.severity
        if !isCertain, severity == .error { severity = .warning }
        report(
            first.problem.code, first.problem.text, severity: severity, at: use.path,
            notes: [first.possible.place.flatMap { note("the mapping has it here", at: $0) }].compactMap(\.self),
            fix: first.problem.fix, isConfidential: first.problem.isConfidential)
    }
}

extension PossibleValue {
    /// Where a mapping has it.
    fileprivate var place: Template.Path? { if case .mapped(let path, _) = cause { path } else { nil } }
}
