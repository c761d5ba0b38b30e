import ResourceInterfaces
import ResourceSchemas

// Values of one type where another one is expected.
extension ValueWriter {
    func adapted(_ code: Code, from found: SwiftType, to expected: SwiftType) -> Code {
        if found == expected { return code }
        if expected == .json { return .call("JSON", [.init(nil, code)]) }
        if found == .json || found.isList != expected.isList {
            return .call(".init", [.init("expression", .member(code, "expression"))])
        }
        if let from = found.element, let to = expected.element {
            let label = from.isScalar && to.isScalar ? "reinterpreting" : "expression"
            return .call(".init", [.init(label, label == "expression" ? .member(code, "expression") : code)])
        }
        if expected == .string { return .member(code, "text") }
        if case .target(let set) = expected.value { return target(code, from: found, in: set) }
        guard found.isScalar, expected.isScalar else {
            return .call(".init", [.init("expression", .member(code, "expression"))])
        }
        return .call(".init", [.init("reinterpreting", code)])
    }

    /// By the constructor for what it refers to; as text where there is none.
    private func target(_ code: Code, from found: SwiftType, in set: TargetSetName) -> Code {
        if case .reference(let reference) = found.value {
            for target in context.interfaces.targets(of: set) ?? [] where target.references.contains(reference) {
                let label: String? =
                    target.references.count > 1
                    ? (reference.kind == .arn ? "arn" : reference.kind == .id ? "id" : "name") : nil
                return .call(".\(SwiftName.escaped(target.name))", [.init(label, code)])
            }
        }
        return .call(".text", [.init(nil, found == .string ? code : .member(code, "text"))])
    }
}
