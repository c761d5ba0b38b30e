import Diagnostics
import Template

extension Examination {
    /// Where the value at a path is given, such as in an environment's file, with the parameter's name; nil for what
    /// stands in a template.
    func givenValue(at path: Template.Path) -> (parameter: String, place: Diagnostic.Place)? {
        guard let name = known?.evaluated.rootParameter(at: path) else { return nil }
        return given?.values[name]?.place.map { (name, $0) }
    }

    /// Whose values the value at a path is made of, where that is not just one that is given.
    func notesOfComputation(at path: Template.Path) -> [Diagnostic.Note] {
        guard let known, given != nil, let value = known.evaluated.computedValue(at: path) else { return [] }
        return value.names.sorted().compactMap { name in
            guard known.evaluated.template.parameters[name] != nil else { return nil }
            let root = known.evaluated.rootParameter(of: .ref(name))
            if let root, let value = given?.values[root] {
                return value.place.map { Diagnostic.Note("\(root) is given here", at: $0) }
            }
            return note("\(name) has its default here", at: Template.Path(.parameters, name))
        }
    }
}
