/// What a root stack and those nested in it share: whatever a deployment gives, it gives to the root.
final class RootDeclarations {
    /// Of the root stack.
    let path: ConstructPath
    /// The parameters of the root stack.
    let parameters = ParameterList()
    /// In the order of their declarations.
    var assets: [AssetRecord] = []
    /// What was read, so that one that is named twice is read once.
    var contents: [AssetSource: AssetContent] = [:]

    init(path: ConstructPath) {
        self.path = path
    }

    /// The parameter for something that a deployment gives, which is declared once.
    func supplied(
        _ supply: ParameterSupply, _ name: String, description: String, at location: SourceLocation
    ) -> Element {
        if let known = parameters.records.first(where: { $0.declaration.supply == supply }) { return known.element }
        let element = Element(
            kind: .parameter, index: parameters.records.count, id: name, in: path, at: location)
        let declaration = ParameterDeclaration(
            name: name, type: "String", supply: supply, description: description, at: .source(location))
        parameters.records.append(
            ParameterRecord(
                element: element, declaration: declaration, group: nil, label: nil, hasComputedValues: false))
        return element
    }
}

/// The parameters of one stack.
final class ParameterList {
    var records: [ParameterRecord] = []
}
