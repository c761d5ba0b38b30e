import Template

extension Examination {
    /// Where a function is named that a service is to invoke, by type and path.
    private static let invocations: [String: [(path: String, service: String)]] = [
        "AWS::ApiGateway::Authorizer": [("AuthorizerUri", "apigateway")],
        "AWS::ApiGateway::Method": [("Integration.Uri", "apigateway")],
        "AWS::ApiGatewayV2::Authorizer": [("AuthorizerUri", "apigateway")],
        "AWS::ApiGatewayV2::Integration": [("IntegrationUri", "apigateway")],
        "AWS::CloudWatch::Alarm": ["AlarmActions", "InsufficientDataActions", "OKActions"].map {
            ($0 + ".*", "lambda.alarms.cloudwatch")
        },
        "AWS::Cognito::UserPool": [
            "CreateAuthChallenge", "CustomMessage", "DefineAuthChallenge", "PostAuthentication", "PostConfirmation",
            "PreAuthentication", "PreSignUp", "PreTokenGeneration", "UserMigration", "VerifyAuthChallengeResponse",
        ].map { ("LambdaConfig." + $0, "cognito-idp") },
        "AWS::Config::ConfigRule": [("Source.SourceIdentifier", "config")],
        "AWS::ElasticLoadBalancingV2::TargetGroup": [("Targets.*.Id", "elasticloadbalancing")],
        "AWS::Events::Rule": [("Targets.*.Arn", "events")],
        "AWS::IoT::TopicRule": [
            ("TopicRulePayload.Actions.*.Lambda.FunctionArn", "iot"),
            ("TopicRulePayload.ErrorAction.Lambda.FunctionArn", "iot"),
        ],
        "AWS::Logs::SubscriptionFilter": [("DestinationArn", "logs")],
        "AWS::S3::Bucket": [("NotificationConfiguration.LambdaConfigurations.*.Function", "s3")],
        "AWS::SES::ReceiptRule": [("Rule.Actions.*.LambdaAction.FunctionArn", "ses")],
        "AWS::SNS::Subscription": [("Endpoint", "sns")],
        "AWS::SNS::Topic": [("Subscription.*.Endpoint", "sns")],
        "AWS::SecretsManager::RotationSchedule": [("RotationLambdaARN", "secretsmanager")],
    ]

    /// The services that try whether they may, and refuse the resource where they may not.
    static let tryingServices: Set = [
        "cloudtrail", "config", "elasticloadbalancing", "logs", "s3", "secretsmanager", "ses",
    ]

    /// A service invokes a function that lets it ("Working with resource-based IAM policies in Lambda" in the AWS Lambda
    /// developer guide).
    mutating func checkInvocations(by resource: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard let places = Self.invocations[resource.type] else { return }
        // An integration that has credentials invokes in their name.
        let credentials = ["Credentials", "CredentialsArn", "AuthorizerCredentials", "AuthorizerCredentialsArn"]
        if credentials.contains(where: { resource.properties[$0] ?? resource.properties["Integration"]?[$0] != nil }) {
            return
        }
        let member = WiredResource(stack: stack, logicalID: logicalID, resource: resource)
        for (path, service) in places {
            for value in resource.values(at: path, of: logicalID) {
                guard let function = invokedFunction(value.value, stack), !wiring.isOpen(function),
                    !isAllowed("lambda:InvokeFunction", by: service, for: member, function, stack)
                else { continue }
                reportOnce(
                    "missing-permission", "\(service).amazonaws.com may not invoke \(function.logicalID)",
                    severity: Self.tryingServices.contains(service) ? .error : .warning, at: value.path,
                    fix: "add an AWS::Lambda::Permission for it with the Principal \(service).amazonaws.com")
            }
        }
    }

    /// The function that a value names, or that the address of an API's integration has in it.
    private func invokedFunction(_ value: Template.Expression, _ stack: Int) -> WiredResource? {
        if let function = wiring.onlyResource(of: value, type: "AWS::Lambda::Function", in: stack) { return function }
        guard case .sub(let substitution) = value, substitution.text.hasSuffix("/invocations") else { return nil }
        for case .name(let inside) in substitution.segments {
            let named = substitution.variables[inside].map { wiring.traces(of: $0, in: stack) }
            for case .resource(let member, _) in named
                ?? wiring.traces(of: Template.Expression(named: inside), in: stack)
            where member.resource.type == "AWS::Lambda::Function" {
                return member
            }
        }
        return nil
    }

    /// Whether a permission may be for a service and a function.
    ///
    /// - Parameter source: what the service invokes it for.
    private func isAllowed(
        _ action: String, by service: String, for source: WiredResource, _ function: WiredResource, _ stack: Int
    ) -> Bool {
        let names = TextPattern.principals(ofService: service)
        return wiring.permissions(on: function).contains { member in
            let permission = member.resource
            guard wiring.mayLead(permission.properties["FunctionName"], in: member.stack, to: function) else {
                return false
            }
            return may(permission, "Principal", be: names, member.stack)
                && may(permission, "Action", be: [TextPattern(glob: action)], member.stack)
                && mayBeSource(permission.properties["SourceArn"], of: source, member.stack)
        }
    }

    private func may(
        _ permission: Template.Resource, _ property: String, be texts: [TextPattern], _ stack: Int
    ) -> Bool {
        guard let value = permission.properties[property] else { return false }
        return wiring.patterns(of: value, in: stack, isPolicy: true).contains { pattern in
            texts.contains { $0.meets(pattern) }
        }
    }

    /// Whether the source that a permission is limited to may be the one that invokes. What is not given limits nothing.
    private func mayBeSource(_ value: Template.Expression?, of resource: WiredResource, _ stack: Int) -> Bool {
        guard let value else { return true }
        if let arn = wiring.source(of: resource).flatMap({ ResourceARN($0, wiring) }) {
            return arn.mayBe(value, in: stack, hasWildcards: true, wiring)
        }
        return wiring.traces(of: value, in: stack).contains { trace in
            // A topic's subscription, a method of an API: these are not the source themselves.
            guard case .resource(let found, _) = trace, found.resource.type == resource.resource.type else {
                return true
            }
            return found == resource
        }
    }

    /// "Control access to Lambda function URLs" in the AWS Lambda developer guide.
    mutating func checkAddress(_ address: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard wiring.onlyText(of: address.properties["AuthType"], in: stack) == "NONE",
            let function = wiring.onlyResource(
                of: address.properties["TargetFunctionArn"], type: "AWS::Lambda::Function", in: stack),
            address.properties["Qualifier"] == nil, !wiring.isOpen(function)
        else { return }
        let isOpen = wiring.permissions(on: function).contains { member in
            let permission = member.resource
            guard wiring.mayLead(permission.properties["FunctionName"], in: member.stack, to: function) else {
                return false
            }
            return may(permission, "Action", be: [TextPattern(glob: "lambda:InvokeFunctionUrl")], member.stack)
        }
        guard !isOpen else { return }
        reportOnce(
            "missing-permission", "the address is public, and nobody may invoke \(function.logicalID) by it",
            severity: .warning, at: Template.Path(.resources, logicalID).appending("Properties").appending("AuthType"),
            fix:
                "add an AWS::Lambda::Permission with the Action lambda:InvokeFunctionUrl, the Principal * and the FunctionUrlAuthType NONE"
        )
    }
}

extension Wiring {
    /// The permissions that may be for a function, which may be named by a text too.
    fileprivate func permissions(on function: WiredResource) -> [WiredResource] {
        users("AWS::Lambda::Permission", of: function, by: "FunctionName", orFromOutside: true)
    }
}
