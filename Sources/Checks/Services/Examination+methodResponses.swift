import Template

extension Examination {
    /// What an integration answers, its method answers too ("Set up a method response" and "Set up an integration
    /// response" in the Amazon API Gateway developer guide).
    mutating func checkMethodResponses() {
        for (method, wiring) in cases(of: "AWS::ApiGateway::Method") {
            let declared = method.value("MethodResponses")
            guard let own = wiring.possibleElements(of: declared) else { continue }
            let codes = own.map { wiring.text(wiring.member("StatusCode", of: $0)) }
            guard !codes.contains(nil) else { continue }
            for place in wiring.places(at: "Integration/IntegrationResponses/*", of: method) {
                guard let code = wiring.text(wiring.member("StatusCode", of: place.value)) else { continue }
                let parameters = wiring.member("ResponseParameters", of: place.value)
                guard let index = codes.firstIndex(of: code) else {
                    report(
                        "undeclared-response", "the method has no response \(code)", severity: .warning, at: method,
                        steps: place.steps + [.key("StatusCode")], fix: "add it to MethodResponses")
                    continue
                }
                check(parameters, against: own[index], of: method, place.steps, wiring)
            }
        }
    }

    private mutating func check(
        _ parameters: WiredValue?, against response: WiredValue, of method: WiredResource,
        _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        let declared = wiring.member("ResponseParameters", of: response)
        guard let given = parameters.flatMap({ wiring.resolved($0).expression.object }), !given.hasMacros,
            wiring.isAbsent(declared) || declared.map({ wiring.resolved($0).expression.object != nil }) == true
        else { return }
        let known = declared.flatMap { wiring.resolved($0).expression.object } ?? [:]
        guard !known.hasMacros else { return }
        for name in given.entries.map(\.key) where known[name] == nil {
            report(
                "undeclared-response", "the method's response has no \(name)", at: method,
                steps: steps + [.key("ResponseParameters"), .key(name)],
                fix: "add it to the ResponseParameters of the method's response: \"\(name)\": true")
        }
    }
}
