import Template

extension Examination {
    /// The role of a function allows what code in the template does to what its environment names ("Defining Lambda
    /// function permissions with an execution role" in the AWS Lambda developer guide).
    mutating func checkInlineCode(
        of function: Template.Resource, _ logicalID: String, _ stack: Int, _ role: WiredResource?, _ access: AccessIndex
    ) {
        guard let role, let code = function.properties["Code"]?["ZipFile"],
            let runtime = function.properties["Runtime"].flatMap({ wiring.onlyText(of: $0, in: stack) }),
            let text = wiring.text(WiredValue(expression: code, stack: stack)),
            let program = InlineCode(text, runtime: runtime)
        else { return }
        let path = Template.Path(.resources, logicalID).appending("Properties").appending("Code").appending("ZipFile")
        for use in program.uses {
            let values = function.values(at: "Environment.Variables.\(use.variable)", of: logicalID)
            guard values.count == 1, let target = wiring.onlyResource(of: values[0].value, in: stack),
                use.service.type == target.resource.type
            else { continue }
            requireOfProgram(use.action, on: target, of: role, access, at: path, because: "the code")
        }
    }
}
