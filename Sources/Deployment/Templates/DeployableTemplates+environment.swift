import Diagnostics
import Environments
import Template

extension DeployableTemplates {
    /// What is wrong with the templates in an environment only, as far as its values decide.
    func diagnostics(in environment: EnvironmentFile, region: String) -> [Diagnostic] {
        let values = environment.parameters.map { name, text in
            (name, GivenValues.Value(text, at: .file(environment.position(ofValue: name))))
        }
        let given = GivenValues(Dictionary(values) { first, _ in first })
        let known = Set(diagnostics)
        // That values are missing is said of the parameters.
        return templates.diagnostics(given: given, region: region)
            .filter { $0.code != "undecided" && !known.contains($0) }.inSourceOrder
    }
}
