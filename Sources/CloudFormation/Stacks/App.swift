/// Everything that is synthesized together: one or more root stacks with their nested stacks.
public final class App {
    var stacks: [StackDeclarations] = []
    /// What is said of resources in all of its stacks.
    var aspects: [AspectRecord] = []

    /// The environment variables that give secret parameters, such as `ADMIN_PASSWORD`. Known without synthesis, so that
    /// a command can withhold them from the programs that it starts whether or not the app has errors.
    public var secretVariables: [String] {
        stacks.flatMap { $0.parameters.compactMap(\.declaration.environmentVariable) }
    }

    let location: SourceLocation

    public init(fileID: String = #fileID, line: Int = #line) {
        location = SourceLocation(fileID: fileID, line: line)
    }

    /// Adds a root stack: what is deployed as one.
    ///
    /// - Parameter id: names the template file and begins every path in diagnostics.
    public func stack(
        _ id: String, description: String? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Stack {
        let path = ConstructPath(
            parent: nil, id: id, location: SourceLocation(fileID: fileID, line: line), isStack: true)
        let declarations = StackDeclarations(path: path, stackElement: nil, description: description)
        stacks.append(declarations)
        return Stack(path: path, declarations: declarations)
    }
}
