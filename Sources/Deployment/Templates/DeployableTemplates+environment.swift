import Diagnostics
import Environments
import Template

extension DeployableTemplates {
    /// What is wrong with the templates in an environment only, as far as its values decide.
    func diagnostics(in environment: EnvironmentFile, region: String) -> [Diagnostic] {
        let known = Set(diagnostics)
        // That values are missing is said of the parameters.
        return templates.diagnostics(given: environment.givenValues, region: region)
            .filter { $0.code != "undecided" && !known.contains($0) }.inSourceOrder
    }
}

extension EnvironmentFile {
    /// What the file gives to the parameters, with the places where it does.
    var givenValues: GivenValues {
        let values = parameters.map { name, text in
            (name, GivenValues.Value(text, at: .file(position(ofValue: name))))
        }
        return GivenValues(Dictionary(values) { first, _ in first })
    }

    /// With what a deployment gives by itself, which no file has.
    func givenValues(adding supplied: [String: String]) -> GivenValues {
        GivenValues(givenValues.values.merging(supplied.mapValues { GivenValues.Value($0) }) { $1 })
    }
}
