/// A nested stack whose template is a file: its outputs as values.
public struct TemplateStack: Dependable {
    /// The resource that stands for the stack.
    public let resource: Resource<Stack>
    let declarations: StackDeclarations
    let path: ConstructPath
    /// The file, as the user named it.
    let file: String
    /// What the template declares; nil where there is no telling.
    let outputs: [String]?

    public var dependencies: [Element] { resource.dependencies }

    /// An output of the template.
    ///
    ///     let arn = legacy.output("QueueArn", as: ARN<SQS.Queue>.self)
    ///
    /// - Parameters:
    ///   - name: as the template's section Outputs has it.
    ///   - kind: what the output is; text when not given. Nothing can check that.
    public func output<Kind>(
        _ name: String, as kind: Kind.Type = String.self, fileID: String = #fileID, line: Int = #line
    ) -> Value<Kind> {
        if let outputs, !outputs.contains(name) {
            declarations.diagnostics.append(
                Diagnostic(
                    "unknown-output", "\(file) has no output \(name)", at: SourceLocation(fileID: fileID, line: line),
                    path: path.description,
                    fix: outputs.isEmpty
                        ? "declare it in the file's section Outputs"
                        : "choose one of \(outputs.sorted().joined(separator: ", "))"))
        }
        return resource.attribute("Outputs.\(name)")
    }
}
