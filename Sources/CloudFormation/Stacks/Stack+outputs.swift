extension Stack {
    /// The value of an output of a nested stack as the stack around has it, by the output's name.
    ///
    /// Values pass out of a nested stack by being used, and one that is there under a condition is read under that condition,
    /// too. This is for who decides by a condition of their own, as templates do that were there before: CloudFormation
    /// refuses to read an output that does not exist.
    ///
    /// - Parameter name: as the nested stack declares it with `output`.
    public func readOutput<V: TemplateValue>(
        _ name: String, as type: V.Type = V.self, fileID: String = #fileID, line: Int = #line
    ) -> V {
        guard let resource else {
            declarations.diagnostics.append(
                Diagnostic(
                    "unknown-output", "there is no stack around \(id) that could read its output \(name)",
                    at: SourceLocation(fileID: fileID, line: line), path: path.description,
                    fix: "use the value itself"))
            return V(expression: .string(""))
        }
        let value: Value<String> = resource.attribute("Outputs.\(name)")
        return V(expression: V.isList ? value.split(separator: ",").expression : value.expression)
    }
}
