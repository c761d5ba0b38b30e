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
}
