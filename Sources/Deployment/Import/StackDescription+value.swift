import Environments
import Template

extension StackDescription {
    /// The value that a property of one of its resources has: a literal, a parameter's, what another resource is called.
    ///
    /// - Parameter physicalIDs: those of its resources, by logical ID.
    /// - Returns: nil for what is computed in another way, and for secrets.
    func value(of property: Template.Expression, physicalIDs: [String: String]) -> String? {
        guard case .ref(let name) = property else { return property.scalarText }
        guard let parameter = parameters?.first(where: { $0.parameterKey == name }) else { return physicalIDs[name] }
        return parameter.knownValue
    }
}
