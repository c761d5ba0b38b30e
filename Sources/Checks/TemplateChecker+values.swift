import Diagnostics
import Dispatch
import Template

extension TemplateChecker {
    /// The same as ``diagnostics()``, and what is wrong only for some of the values that parameters may have: for one of
    /// those that a parameter allows and the template asks about, as the parameters' defaults make the stacks, and as
    /// stacks make those within them by what they give to them.
    ///
    /// Where defaults may have to do with it, that is no error: somebody may give other values.
    public func diagnosticsWithDefaults() -> [Diagnostic] {
        let lookups = lookups(for: templates.count)
        let standing = look(lookingUpIn: lookups)
        guard given == nil else { return standing.findings }
        let choices = templates.choices.prefix(Self.mostLooks)
        var values = choices.map { GivenValues([$0.parameter: .init($0.value)], haveDefaults: false) }
        let inner = Set(templates.nestedFiles.values.joined())
        let haveDefaults = templates.contains { subject in
            !inner.contains(subject.file) && subject.template.parameters.contains { $1.defaultValue != nil }
        }
        if haveDefaults || !inner.isEmpty { values.append(GivenValues([:])) }
        let found = findings(with: values, behind: standing, lookups)

        let ofChoices = diagnostics(of: Array(choices), found, beside: Told(standing.findings))
        let before = standing.findings + ofChoices
        guard found.count > choices.count, let ofDefaults = found.last else { return before }
        let told = Told(before)
        return before
            + ofDefaults.filter { !told.has($0) }.map { found in
                guard haveDefaults else { return found }
                return found.noting(
                    [Diagnostic.Note("the defaults of parameters make it so")], severity: min(found.severity, .warning))
            }
    }

    /// What is wrong where a parameter has one of the values that it allows, whatever others are: somebody who allows a
    /// value means to give it.
    ///
    /// - Parameter findings: with each of the choices.
    private func diagnostics(
        of choices: [(parameter: String, value: String)], _ findings: [[Diagnostic]], beside told: Told
    ) -> [Diagnostic] {
        var order: [Finding] = []
        var found: [Finding: (diagnostic: Diagnostic, parameter: String, values: [String])] = [:]
        for ((parameter, value), findings) in zip(choices, findings) {
            for diagnostic in findings where !told.has(diagnostic) {
                let finding = Finding(diagnostic)
                if found[finding] == nil { order.append(finding) }
                var entry = found[finding] ?? (diagnostic, parameter, [])
                if entry.parameter == parameter, entry.values.last != value { entry.values.append(value) }
                found[finding] = entry
            }
        }
        return order.compactMap { finding in
            found[finding].map { diagnostic, parameter, values in
                diagnostic.noting([Diagnostic.Note("where \(parameter) is \(values.joined(separator: " or "))")])
            }
        }
    }

    /// What more than hints is found with each of several values. A single look is shared by all workers; of several, each
    /// is one worker's.
    ///
    /// - Parameters:
    ///   - standing: the look without values.
    ///   - lookups: those of that look.
    private func findings(
        with values: [GivenValues], behind standing: Look, _ lookups: [CatalogueLookups]
    ) -> [[Diagnostic]] {
        if values.count == 1 { return [with(values[0]).findings(behind: standing, lookups)] }
        let more = self.lookups(for: values.count, looks: values.count).dropFirst(lookups.count)
        // Each is asked by one thread at a time.
        nonisolated(unsafe) let workers = lookups + more
        let queue = WorkQueue(sizes: values.map { _ in 1 })
        var found = [[Diagnostic]](repeating: [], count: values.count)
        found.withUnsafeMutableBufferPointer { found in
            // Each element is written by one worker.
            nonisolated(unsafe) let found = found
            DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
                while let index = queue.next() {
                    found[index] = with(values[index]).findings(behind: standing, [workers[worker]])
                }
            }
        }
        return found
    }

    private func findings(behind standing: Look, _ lookups: [CatalogueLookups]) -> [Diagnostic] {
        look(lookingUpIn: lookups, behind: standing).findings.filter { $0.severity > .info }
    }

    /// Environments are few. Each is one more look at everything, beside that without values and that with defaults.
    private static var mostLooks: Int { 14 }

    /// What was told before.
    private struct Told {
        private let findings: Set<Finding>

        init(_ diagnostics: [Diagnostic]) {
            findings = Set(diagnostics.map { Finding($0) })
        }

        func has(_ found: Diagnostic) -> Bool {
            // Of some values it is told without them, at the parameter's use.
            findings.contains(Finding(found)) || findings.contains(Finding(found, as: "parameter-type-use"))
        }
    }

    /// What a problem is, however it is worded.
    private struct Finding: Hashable {
        let code: String
        let logicalID: String?
        let property: String?

        /// - Parameter code: the diagnostic's own without another one.
        init(_ diagnostic: Diagnostic, as code: String? = nil) {
            self.code = code ?? diagnostic.code
            logicalID = diagnostic.logicalID
            property = diagnostic.property
        }
    }
}
