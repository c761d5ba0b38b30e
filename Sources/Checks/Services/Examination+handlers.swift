import Diagnostics
import Template

extension Examination {
    /// The function that Lambda is to call stands in the code beside it ("Define Lambda function handler in Python" and
    /// "in Node.js" in the AWS Lambda developer guide; "AWS::Lambda::Function Code" in the template reference: what
    /// ZipFile holds is the file index).
    mutating func checkHandlers() {
        guard !isRewritten, let stack = ownStacks.first else { return }
        for declared in resources(of: "AWS::Lambda::Function") + resources(of: "AWS::Serverless::Function") {
            let (logicalID, function) = (declared.logicalID, declared.resource)
            guard let properties = template.propertiesWithGlobals(of: function)?.object,
                let code = properties["Code"]?["ZipFile"] ?? properties["InlineCode"], let text = OpenText(code),
                let runtime = wiring.onlyText(of: properties["Runtime"], in: stack),
                let program = HandlerCode(text, runtime: runtime)
            else { continue }
            for handler in function.values(at: "Handler", of: logicalID) {
                guard let name = wiring.onlyText(of: handler.value, in: stack) else { continue }
                let parts = name.split(separator: ".", omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0] == "index", !program.mayDefine(String(parts[1])) else { continue }
                let known = program.functions
                report(
                    "unknown-handler", "the code has no \(parts[1]), which Handler names", at: handler.path,
                    fix: known.count == 1
                        ? "write index.\(known[0])" : "define \(parts[1]) in the code, or name what it defines")
            }
        }
    }
}
