import Diagnostics
import Template

extension Examination {
    /// What a nested stack is given is what it wants: by the types of its parameters, and by what it does with them.
    mutating func checkHandovers(_ nested: NestedUses, _ tracer: ValueTracer) {
        for argument in handovers.arguments {
            guard template.resources[argument.stack]?.type == Template.Resource.stackType,
                let file = tracer.file(of: argument.stack, in: subject.file),
                let parameter = nested.parameter(argument.parameter, in: file)
            else { continue }
            var value = argument.value
            if parameter.isList { value.target = value.parts }
            if parameter.isNumeric {
                checkNumber(argument, value)
                continue
            }
            guard value.target != nil else { continue }
            if let target = ReferenceTarget(ofParameterType: parameter.type),
                tracer.mismatch(of: value, [target]) != nil
            {
                checkTarget(
                    of: argument.expression, value, [target], property: argument.parameter, at: argument.path, tracer)
                continue
            }
            for inner in nested.uses(of: argument.parameter, in: file) {
                let wanted = inner.use.target ?? []
                guard tracer.mismatch(of: value, wanted) != nil else { continue }
                checkTarget(
                    of: argument.expression, value, wanted, property: "\(inner.use.property) in \(inner.file)",
                    at: argument.path, tracer)
                break
            }
        }
    }
    /// The ends of the names of attributes that no number is.
    private static let texts = [
        "Address", "ARN", "Arn", "DNSName", "DnsName", "DomainName", "Endpoint", "HostName", "Hostname", "URI", "URL",
        "Uri", "Url",
    ]

    /// An ARN, an address, or what EC2 calls something, is no number.
    private mutating func checkNumber(_ argument: Handovers.Argument, _ value: TracedValue) {
        let given: String
        if let target = value.target,
            target.forms == .arn || target.forms == .id && target.type?.hasPrefix("AWS::EC2::") == true
        {
            given = target.words
        } else if value.shape != .list, case .resource(let name, _, let attribute?)? = value.source,
            Self.texts.contains(where: attribute.hasSuffix)
        {
            given = "\(name).\(attribute)"
        } else {
            return
        }
        reportOnce(
            "template-parameter",
            "\(argument.parameter) of the nested template must be a number, and \(words(argument.expression)) is \(given), which is none",
            at: argument.path, fix: "give it a number, or declare it there as String")
    }
}
