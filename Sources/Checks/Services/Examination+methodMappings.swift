import Template

extension Examination {
    /// A method declares what its integration takes from the request, and what it puts into the answer ("Parameter mapping
    /// source reference for REST APIs" in the API Gateway developer guide).
    mutating func checkMethodMappings() {
        for (method, wiring) in cases(of: "AWS::ApiGateway::Method") {
            let integration = method.value("Integration")
            checkRequest(of: method, integration, wiring)
            checkAnswers(of: method, integration, wiring)
        }
    }

    private mutating func checkRequest(of method: WiredResource, _ integration: WiredValue?, _ wiring: Wiring) {
        guard let declared = wiring.keys(of: method.value("RequestParameters")),
            let mapped = wiring.members(of: wiring.member("RequestParameters", of: integration))
        else { return }
        for entry in mapped {
            guard let source = wiring.text(entry.value), source.isOfRequest, !declared.contains(source.asHeaderName)
            else { continue }
            report(
                "undeclared-mapping", "the method has no parameter \(source)", at: method, .key("Integration"),
                .key("RequestParameters"), .key(entry.key),
                fix: "add \"\(source)\": true to the method's RequestParameters")
        }
    }

    private mutating func checkAnswers(of method: WiredResource, _ integration: WiredValue?, _ wiring: Wiring) {
        let value = method.value("MethodResponses")
        let responses = wiring.elements(of: value)
        let codes = responses.map { wiring.text(wiring.member("StatusCode", of: $0)) }
        guard !codes.contains(nil), wiring.isAbsent(value) || !responses.isEmpty else { return }
        let answers = wiring.placedElements(of: wiring.member("IntegrationResponses", of: integration))
        for (index, answer) in answers {
            let steps: [Template.Path.Step] = [.key("Integration"), .key("IntegrationResponses"), .index(index)]
            guard let code = wiring.text(wiring.member("StatusCode", of: answer)) else { continue }
            guard let response = zip(codes, responses).first(where: { $0.0 == code })?.1 else {
                report(
                    "undeclared-mapping", "the method has no response \(code)", at: method,
                    steps: steps + [.key("StatusCode")], fix: "add one to MethodResponses")
                continue
            }
            guard let declared = wiring.keys(of: wiring.member("ResponseParameters", of: response)),
                let mapped = wiring.members(of: wiring.member("ResponseParameters", of: answer))
            else { continue }
            for entry in mapped where entry.key.isOfAnswer && !declared.contains(entry.key.asHeaderName) {
                report(
                    "undeclared-mapping", "the method's response \(code) has no \(entry.key)", at: method,
                    steps: steps + [.key("ResponseParameters"), .key(entry.key)],
                    fix: "add \"\(entry.key)\": true to the ResponseParameters of that response")
            }
        }
    }
}

extension Wiring {
    /// The members of an object; none without one, and nil where they are not known.
    func members(of value: WiredValue?) -> [(key: String, value: WiredValue)]? {
        guard let value = value.map(resolved), !value.expression.isNoValue else { return [] }
        guard let object = value.expression.object, !object.hasMacros else { return nil }
        return object.entries.map { ($0.key, WiredValue(expression: $0.value, stack: value.stack)) }
    }

    /// The names of parameters that are declared.
    fileprivate func keys(of value: WiredValue?) -> Set<String>? {
        members(of: value).map { Set($0.lazy.map(\.key.asHeaderName)) }
    }
}

extension String {
    private static let places = ["path.", "querystring.", "header."]

    fileprivate var isOfRequest: Bool { Self.places.contains { hasPrefix("method.request." + $0) } }

    fileprivate var isOfAnswer: Bool { hasPrefix("method.response.header.") }

    /// As headers are compared, without case.
    fileprivate var asHeaderName: String { contains(".header.") ? lowercased() : self }
}
