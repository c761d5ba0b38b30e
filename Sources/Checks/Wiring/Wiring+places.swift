import JSON
import Template

/// A value in the properties of a resource, with the steps that lead to it.
struct WiredPlace {
    let value: WiredValue
    let steps: [Template.Path.Step]
}

extension Wiring {
    /// What stands at a path below the properties, through lists (`*`); nothing of what is not known.
    ///
    /// - Parameter path: as in `Rules/*/Statement`; empty for the properties themselves.
    func places(at path: String, of resource: WiredResource) -> [WiredPlace] {
        let properties = resource.resource.properties
        // Most have nothing there.
        guard path.isEmpty || properties.hasKey(thatBegins: path) else { return [] }
        var places = [
            WiredPlace(value: WiredValue(expression: .object(properties), stack: resource.stack), steps: [])
        ]
        for key in path.parts(separatedBy: "/") {
            places = places.flatMap { key == "*" ? elements(of: $0) : member(key, of: $0).map { [$0] } ?? [] }
        }
        return places
    }

    private func elements(of place: WiredPlace) -> [WiredPlace] {
        (placedElements(of: place.value) ?? []).map { index, element in
            WiredPlace(value: element, steps: place.steps + [.index(index)])
        }
    }

    private func member(_ key: String, of place: WiredPlace) -> WiredPlace? {
        guard resolved(place.value).expression.object != nil, let value = member(key, of: place.value),
            !isAbsent(value)
        else { return nil }
        return WiredPlace(value: value, steps: place.steps + [.key(key)])
    }

    // MARK: - Texts that are put together

    /// A part of a text.
    enum TextPart: Hashable {
        case text(String)
        /// What is put in.
        case value(WiredValue)
    }

    /// The parts of a text that `Fn::Sub` and `Fn::Join` put together; nil where nobody knows them all.
    func parts(of value: WiredValue) -> [TextPart]? {
        let value = resolved(value)
        func here(_ expression: Template.Expression) -> WiredValue {
            WiredValue(expression: expression, stack: value.stack)
        }
        switch value.expression {
        case .sub(let substitution):
            let parts = substitution.segments.map { segment -> [TextPart]? in
                switch segment {
                case .text(let text): [.text(text)]
                case .literal(let text): [.text("${\(text)}")]
                case .name(let name): self.parts(of: here(substitution.variables[name] ?? .init(named: name)))
                }
            }
            return parts.contains { $0 == nil } ? nil : parts.flatMap { $0 ?? [] }
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let elements = elements(of: here(arguments[1])) else {
                return nil
            }
            var parts: [TextPart] = []
            for (index, element) in elements.enumerated() {
                guard let own = self.parts(of: element) else { return nil }
                if index > 0 { parts.append(.text(separator)) }
                parts += own
            }
            return parts
        case .ref, .getAtt: return [.value(value)]
        default: return value.expression.scalarText.map { [.text($0)] }
        }
    }
}
