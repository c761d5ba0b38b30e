import Diagnostics
import Template

extension TemplateChecker {
    /// The same as ``diagnostics()``, and what is wrong only for some of the values that parameters may have: for one of
    /// those that a parameter allows and the template asks about, as the parameters' defaults make the stacks, and as
    /// stacks make those within them by what they give to them.
    ///
    /// Where defaults may have to do with it, that is no error: somebody may give other values.
    public func diagnosticsWithDefaults() -> [Diagnostic] {
        let lookups = lookups()
        let standing = diagnostics(lookingUpIn: lookups)
        guard given == nil else { return standing }
        let ofChoices = diagnosticsOfChoices(beside: standing, lookups)
        return standing + ofChoices + diagnosticsOfDefaults(beside: standing + ofChoices, lookups)
    }

    private func diagnosticsOfDefaults(beside told: [Diagnostic], _ lookups: [CatalogueLookups]) -> [Diagnostic] {
        let inner = Set(templates.nestedFiles.values.joined())
        let haveDefaults = templates.contains { subject in
            !inner.contains(subject.file) && subject.template.parameters.contains { $1.defaultValue != nil }
        }
        guard haveDefaults || !inner.isEmpty else { return [] }
        let told = Set(told.map { Finding($0) })
        return with(GivenValues([:])).findings(beside: told, lookups).map { found in
            guard haveDefaults else { return found }
            return found.noting(
                [Diagnostic.Note("the defaults of parameters make it so")], severity: min(found.severity, .warning))
        }
    }

    /// What is wrong where a parameter has one of the values that it allows, whatever others are: somebody who allows a
    /// value means to give it.
    private func diagnosticsOfChoices(beside standing: [Diagnostic], _ lookups: [CatalogueLookups]) -> [Diagnostic] {
        let told = Set(standing.map { Finding($0) })
        var order: [Finding] = []
        var found: [Finding: (diagnostic: Diagnostic, parameter: String, values: [String])] = [:]
        for (parameter, value) in templates.choices.prefix(Self.mostLooks) {
            let given = GivenValues([parameter: .init(value)], haveDefaults: false)
            for diagnostic in with(given).findings(beside: told, lookups) {
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

    /// Environments are few. Each is one more look at everything, beside that without values and that with defaults.
    private static var mostLooks: Int { 14 }

    /// What is found with the values that are given, and was not told before.
    private func findings(beside told: Set<Finding>, _ lookups: [CatalogueLookups]) -> [Diagnostic] {
        diagnostics(lookingUpIn: lookups).filter { found in
            // Of some values it is told without them, at the parameter's use.
            found.severity > .info && !told.contains(Finding(found))
                && !told.contains(Finding(found, as: "parameter-type-use"))
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
