import Diagnostics
import Template

extension Examination {
    /// A stack set's template is one that CloudFormation takes, with what it asks for beside it ("CreateStackSet" in
    /// the AWS CloudFormation API reference).
    mutating func checkStackSet(_ set: Template.Resource, _ logicalID: String) {
        for value in set.values(at: "TemplateBody", of: logicalID) {
            guard let body = StackSetBody(value, file: subject.file) else { continue }
            for problem in body.problems { reportInBody(problem, at: body.path) }
            checkCapabilities(of: set, logicalID, body)
            if let inner = body.template {
                checkParameters(of: set, logicalID, inner, at: body.path)
                bodies.append((body.path, inner))
            }
        }
    }

    private mutating func checkCapabilities(of set: Template.Resource, _ logicalID: String, _ body: StackSetBody) {
        let given = set.values(at: "Capabilities.*", of: logicalID).map(\.value.string)
        guard !given.contains(nil) else { return }
        let path = Template.Path(.resources, logicalID).appending("Properties")
        for need in body.needs where !given.contains(where: { $0.map(need.capabilities.contains) == true }) {
            reportOnce(
                "missing-capability",
                "the template of the stack set has \(need.cause), and no capability acknowledges it",
                at: given.isEmpty ? path : path.appending("Capabilities"), subject: need.cause,
                fix: given.isEmpty
                    ? "write \"Capabilities\": [\"\(need.capabilities[0])\"]" : "add \(need.capabilities[0])")
        }
    }

    private mutating func checkParameters(
        of set: Template.Resource, _ logicalID: String, _ inner: Template, at body: Template.Path
    ) {
        let given = set.values(at: "Parameters.*", of: logicalID)
        let keys = given.map { $0.value["ParameterKey"]?.string }
        guard !inner.hasMacros, !keys.contains(nil), set.properties["Parameters"].map({ $0.list != nil }) ?? true else {
            return
        }
        for (parameter, key) in zip(given, keys.compactMap(\.self)) where inner.parameters[key] == nil {
            reportOnce(
                "unknown-template-parameter", "the template of the stack set has no parameter \(key)",
                at: parameter.path.appending("ParameterKey"),
                fix: Suggestion.fix(for: key, in: inner.parameters.names) ?? "leave it out, or declare it there")
        }
        for (name, parameter) in inner.parameters where parameter.object["Default"] == nil && !keys.contains(name) {
            reportOnce(
                "missing-template-parameter", "the template of the stack set needs a value for its parameter \(name)",
                at: body, subject: name, fix: "give it one in Parameters, or a Default there")
        }
    }

    /// What is wrong with the templates that stand in this one.
    ///
    /// - Parameter check: what is wrong with one.
    mutating func checkBodies(_ check: (CheckedTemplate) -> [Diagnostic]) {
        for (path, template) in bodies {
            let size = self.template[path]?.scalarText?.utf8.count ?? 0
            for problem in check(CheckedTemplate(template, file: subject.file, byteCount: size))
            where problem.severity > .info {
                reportInBody(problem, at: path)
            }
        }
        bodies = []
    }

    private mutating func reportInBody(_ problem: Diagnostic, at path: Template.Path) {
        let place = [problem.logicalID, problem.property].compactMap(\.self).joined(separator: ".")
        guard isFirstReport(problem.code + place + problem.message, at: path) else { return }
        report(
            problem.code, "in the template of the stack set\(place.isEmpty ? "" : ", at \(place)"): \(problem.message)",
            severity: problem.severity, at: path, fix: problem.fix ?? "write the template in JSON or YAML",
            isConfidential: problem.isConfidential)
    }
}
