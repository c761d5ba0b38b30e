import Template

extension Examination {
    /// A method that runs a function does so by the path that API Gateway has for it, with POST ("Set up Lambda proxy
    /// integrations in API Gateway" in the Amazon API Gateway developer guide).
    mutating func checkIntegrations() {
        for (method, wiring) in cases(of: "AWS::ApiGateway::Method") {
            let integration = method.value("Integration")
            guard let type = wiring.text(wiring.member("Type", of: integration)),
                ["AWS", "AWS_PROXY"].contains(type), let uri = wiring.member("Uri", of: integration)
            else { continue }
            let function = wiring.target(of: uri, type: "AWS::Lambda::Function")
            if let function {
                report(
                    "lambda-integration", "\(function.logicalID) is not the address under which API Gateway runs it",
                    at: method, .key("Integration"), .key("Uri"), notes: [("the function", function)],
                    fix:
                        "write arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${\(function.logicalID).Arn}/invocations in an Fn::Sub"
                )
            }
            guard function != nil || wiring.resolved(uri).expression.runsFunction,
                let verb = wiring.text(wiring.member("IntegrationHttpMethod", of: integration)), verb != "POST"
            else { continue }
            report(
                "lambda-integration", "functions are run with POST, and not with \(verb)", severity: .warning,
                at: method,
                .key("Integration"), .key("IntegrationHttpMethod"), fix: "write POST, whatever the method's own is")
        }
    }
}

extension Template.Expression {
    /// Whether it is the address under which API Gateway runs a function, in whichever way that is put together.
    fileprivate var runsFunction: Bool {
        var isFound = false
        visit { value, _ in
            let text = if case .sub(let substitution) = value { substitution.text } else { value.string }
            isFound = isFound || text?.contains("lambda:path/") == true
        }
        return isFound
    }
}
