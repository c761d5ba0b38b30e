import Diagnostics
import Template

extension Examination {
    /// A nested stack whose template is at hand gets the parameters that it has, and all that it needs.
    mutating func checkNestedParameters() {
        for declared in resources(of: Template.Resource.stackType) {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            let path = Template.Path(.resources, logicalID).appending("Properties")
            if let address = resource.properties["TemplateURL"]?.string, address.hasPrefix("s3://") {
                report(
                    "pattern-mismatch", "\(address) is no address that CloudFormation reads a template from",
                    at: path.appending("TemplateURL"), fix: "write https://bucket.s3.amazonaws.com/key")
            }
            guard isOfFile, let nested = nestedTemplate(logicalID), !hasMacros, !nested.hasMacros else { continue }
            checkParameters(of: nested, given: resource.properties["Parameters"], at: path.appending("Parameters"))
        }
    }

    private mutating func checkParameters(
        of nested: Template, given value: Template.Expression?, at path: Template.Path
    ) {
        guard let given = value.map(\.object) ?? [:], !given.entries.contains(where: { $0.key.hasPrefix("Fn::") })
        else {
            return
        }
        for entry in given.entries where nested.parameters[entry.key] == nil {
            report(
                "unknown-template-parameter", "the nested template has no parameter \(entry.key)",
                at: path.appending(entry.key),
                fix: Suggestion.fix(for: entry.key, in: nested.parameters.names) ?? "leave it out, or declare it there")
        }
        for (name, parameter) in nested.parameters where parameter.object["Default"] == nil && given[name] == nil {
            report(
                "missing-template-parameter", "the nested template needs a value for its parameter \(name)", at: path,
                notes: [
                    nested.origin(of: Template.Path(.parameters, name)).map {
                        .init("it is declared here", at: $0.place)
                    }
                ]
                .compactMap(\.self),
                fix: "give it one, or a Default there")
        }
    }
}
