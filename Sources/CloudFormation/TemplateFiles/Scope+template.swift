extension Scope {
    /// Nests a CloudFormation template in JSON as it is, as a stack of its own.
    ///
    ///     let legacy = stack.nestedStack(
    ///         "Legacy", template: "Stacks/Legacy/queue.json", parameters: ["Vpc": .init(vpc.vpcId), "Days": 14])
    ///     stack.output("Queue", legacy.output("QueueArn", as: ARN<SQS.Queue>.self))
    ///
    /// Synthesis copies the file byte for byte beside its own templates, where it is reviewed and deployed from. What
    /// is given is checked against the parameters that the file declares.
    ///
    /// Files that it nests itself, by a `TemplateURL` that counts from its own folder, are copied too. The address is
    /// all that changes in the copy, since the files are called after their stacks there.
    ///
    /// - Parameters:
    ///   - id: names the copy after the stack around it, and the resource that stands for the stack.
    ///   - template: a path from the project's folder, or a ``TemplateFile`` that was read already.
    ///   - parameters: what the file's section Parameters asks for; those with a default may be left out.
    public func nestedStack(
        _ id: String, template: TemplateFile, parameters: KeyValuePairs<String, TemplateArgument> = [:],
        condition: Condition? = nil, dependsOn: [any Dependable] = [], deletionPolicy: DeletionPolicy? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> TemplateStack {
        let location = SourceLocation(fileID: fileID, line: line)
        let stackPath = ConstructPath(parent: path, id: id, location: location, isStack: true)
        let report = TemplateFileReport(file: template.path, path: stackPath, location: location)
        var reader = TemplateFileReader(location: location)
        var interface: TemplateInterface?
        do throws(TemplateFileProblem) {
            let read = try reader.read(template, as: stackPath)
            interface = read.interface
            declarations.diagnostics += report.problems(of: parameters, for: read.interface.parameters)
            declarations.templateFiles.append(read.record)
        } catch {
            declarations.diagnostics.append(report.diagnostic(of: error))
        }
        declarations.diagnostics += reader.problems
        var properties = Properties()
        if !parameters.isEmpty {
            let given = parameters.sorted { $0.key < $1.key }.map { Expression.Entry($0.key, $0.value.text) }
            properties.set("Parameters", .object(given))
        }
        properties.set("TemplateURL", .string("./" + stackPath.templateFileName))
        let resource = add(
            id, NestedTemplateResource(properties: properties), condition: condition, dependsOn: dependsOn,
            deletionPolicy: deletionPolicy, fileID: fileID, line: line)
        return TemplateStack(
            resource: Resource(record: resource.record), declarations: declarations, path: stackPath,
            file: template.path, outputs: interface?.outputs)
    }
}

/// What stands for a stack whose template is a file.
private struct NestedTemplateResource: ResourceType {
    static let typeName = Stack.typeName
    static let tagging = Tagging.list("Tags")
    let properties: Properties
}

extension TemplateArgument {
    /// As a nested stack takes it: parameters are text, and a list in it has commas.
    fileprivate var text: Expression {
        expression.parameterText.map(Expression.string) ?? (isList ? expression.joinedByCommas : expression)
    }
}
