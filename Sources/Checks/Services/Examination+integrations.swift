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
            checkQueuePath(uri, of: method, wiring)
            guard function != nil || wiring.resolved(uri).expression.runsFunction else { continue }
            checkVerb(
                wiring.member("IntegrationHttpMethod", of: integration), of: method,
                [.key("Integration"), .key("IntegrationHttpMethod")], wiring)
        }
        for (api, wiring) in cases(of: Self.describedTypes) {
            for place in wiring.places(at: "Body/paths", of: api) { checkPaths(place, of: api, wiring) }
        }
    }

    /// "Integration" in the Amazon API Gateway API reference: behind `sqs:path/` an account and a queue's name.
    private mutating func checkQueuePath(_ uri: WiredValue, of method: WiredResource, _ wiring: Wiring) {
        guard let parts = wiring.parts(of: uri) else { return }
        for (before, part) in zip(parts, parts.dropFirst()) {
            guard case .text(let text) = before, text.hasSuffix(":sqs:path/"), case .value(let value) = part,
                let queue = wiring.target(of: value), queue.resource.resource.type == "AWS::SQS::Queue"
            else { continue }
            report(
                "queue-integration",
                "behind sqs:path/ stand an account and the queue's name, and this is its \(queue.attribute ?? "URL")",
                at: method, .key("Integration"), .key("Uri"), notes: [("the queue", queue.resource)],
                fix: "write ${AWS::AccountId}/${\(queue.resource.logicalID).QueueName}")
        }
    }

    /// Those that a document of OpenAPI may describe as a whole.
    private static let describedTypes = ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"]

    /// "x-amazon-apigateway-integration object" in the Amazon API Gateway developer guide.
    private mutating func checkPaths(_ paths: WiredPlace, of api: WiredResource, _ wiring: Wiring) {
        let extensionKey = "x-amazon-apigateway-integration"
        for path in paths.value.expression.object?.entries ?? [] {
            for method in path.value.object?.entries ?? [] {
                guard let object = method.value.object?[extensionKey]?.object, let type = object["type"]?.string,
                    ["aws", "aws_proxy"].contains(type.lowercased()),
                    object["uri"]?.runsFunction == true, let verb = object["httpMethod"]
                else { continue }
                checkVerb(
                    WiredValue(expression: verb, stack: paths.value.stack), of: api,
                    paths.steps + [path.key, method.key, extensionKey, "httpMethod"].map(Template.Path.Step.key), wiring
                )
            }
        }
    }

    private mutating func checkVerb(
        _ value: WiredValue?, of resource: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        guard let value, let verb = wiring.text(value), verb.uppercased() != "POST" else { return }
        report(
            "lambda-integration", "functions are run with POST, and not with \(verb)", severity: .warning, at: resource,
            steps: steps, fix: "write POST, whatever the method's own is")
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
