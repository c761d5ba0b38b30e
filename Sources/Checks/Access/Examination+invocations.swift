import Diagnostics
import Template

extension Examination {
    /// Where a function is named that a service is to invoke, by type and path.
    private static let invocations: [String: [(path: String, service: String)]] = [
        "AWS::ApiGateway::Authorizer": [("AuthorizerUri", "apigateway")],
        "AWS::ApiGateway::Method": [("Integration.Uri", "apigateway")],
        "AWS::ApiGatewayV2::Authorizer": [("AuthorizerUri", "apigateway")],
        "AWS::ApiGatewayV2::Integration": [("IntegrationUri", "apigateway")],
        "AWS::CloudWatch::Alarm": alarmActions.map { ($0 + ".*", "lambda.alarms.cloudwatch") },
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
    mutating func checkInvocations(by member: WiredResource) {
        let resource = member.resource
        guard let places = Self.invocations[resource.type] else { return }
        // An integration that has credentials invokes in their name.
        let properties = resource.properties
        if properties.hasCredentials || properties["Integration"]?.object?.hasCredentials == true { return }
        for (path, service) in places {
            for value in resource.values(at: path, of: member.logicalID) {
                guard let function = invokedFunction(value.value, member.stack), !isOpen(function) else { continue }
                checkInvocation(by: service, for: member, of: function, at: value.path)
            }
        }
    }

    private mutating func checkInvocation(
        by service: String, for source: WiredResource, of function: WiredResource, at path: Template.Path
    ) {
        let names = wiring.knowledge.principals(ofService: service)
        let own = wiring.permissions(on: function).filter { permission in
            wiring.mayLead(permission.resource.properties["FunctionName"], in: permission.stack, to: function)
        }
        let ofService = own.filter {
            may($0.resource, "Principal", be: names, $0.stack)
                && may($0.resource, "Action", be: [TextPattern(glob: "lambda:InvokeFunction")], $0.stack)
        }
        let calls = wiring.calls(of: source)
        func isAllowed(_ call: TextPattern?) -> Bool {
            ofService.contains { mayBeSource($0.resource.properties["SourceArn"], of: source, call, $0.stack) }
        }
        if calls.isEmpty ? isAllowed(nil) : calls.allSatisfy({ isAllowed($0) }) { return }
        let severity: Diagnostic.Severity = Self.tryingServices.contains(service) ? .error : .warning
        // Where one permission is all there is, that one is wrong.
        if ofService.count == 1, ofService[0].stack == source.stack {
            let given = ofService[0].resource.properties["SourceArn"] ?? ""
            // What is no ARN is another mistake.
            guard wiring.patterns(of: given, in: source.stack).contains(where: \.isARN) else { return }
            return report(
                "missing-permission",
                "\(service).amazonaws.com may not invoke \(function.logicalID) for \(source.logicalID): this is the ARN of something else",
                severity: severity, at: ofService[0], .key("SourceArn"),
                notes: [("it is to be invoked for this", source)],
                fix: wiring.sourceWords(for: source))
        }
        let isOfFunction = wiring.resources(of: "AWS::Lambda::Permission", with: source.stack).contains { permission in
            Self.invocable.contains { type in
                wiring.onlyResource(
                    of: permission.resource.properties["FunctionName"], type: type, in: permission.stack
                ).map { $0 != function && wiring.function(of: $0) == wiring.function(of: function) } == true
            }
        }
        var fix = "add an AWS::Lambda::Permission for it with the Principal \(service).amazonaws.com"
        if let own = own.first(where: { may($0.resource, "Principal", be: names, $0.stack) }), ofService.isEmpty {
            fix = "let \(own.logicalID) have the Action lambda:InvokeFunction"
        } else if isOfFunction {
            fix =
                "let the FunctionName of the AWS::Lambda::Permission be {\"Ref\": \"\(function.logicalID)\"}: what is invoked by an alias or version needs one of its own"
        }
        reportOnce(
            "missing-permission", "\(service).amazonaws.com may not invoke \(function.logicalID)",
            severity: severity, at: path, fix: fix)
    }

    /// What an invocation can name. Each has permissions of its own ("Lambda function aliases" in the developer guide).
    static let invocable = ["AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version"]

    /// Whether others may let somebody invoke it.
    private func isOpen(_ function: WiredResource) -> Bool {
        wiring.isOpen(function) || wiring.function(of: function).map(wiring.isOpen) ?? true
    }

    /// The function, alias or version that a value names, or that the address of an API's integration has in it.
    private func invokedFunction(_ value: Template.Expression, _ stack: Int) -> WiredResource? {
        if let function = wiring.onlyResource(of: value, in: stack), Self.invocable.contains(function.resource.type) {
            return function
        }
        guard case .sub(let substitution) = value, substitution.text.hasSuffix("/invocations") else { return nil }
        for case .name(let inside) in substitution.segments {
            let named = substitution.variables[inside].map { wiring.traces(of: $0, in: stack) }
            for case .resource(let member, _) in named
                ?? wiring.traces(of: Template.Expression(named: inside), in: stack)
            where Self.invocable.contains(member.resource.type) {
                return member
            }
        }
        return nil
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
    ///
    /// - Parameter call: the ARN that the service gives, where that is more than the source's.
    private func mayBeSource(
        _ value: Template.Expression?, of resource: WiredResource, _ call: TextPattern?, _ stack: Int
    ) -> Bool {
        guard let value else { return true }
        if let arn = wiring.source(of: resource).flatMap({ ResourceARN($0, wiring) }) {
            return arn.mayBe(value, in: stack, hasWildcards: true, wiring) && mayBeCall(value, call, stack)
        }
        return wiring.traces(of: value, in: stack).contains { trace in
            // A topic's subscription, a method of an API: these are not the source themselves.
            guard case .resource(let found, _) = trace, found.resource.type == resource.resource.type else {
                return true
            }
            return found == resource
        }
    }

    private func mayBeCall(_ value: Template.Expression, _ call: TextPattern?, _ stack: Int) -> Bool {
        guard let call else { return true }
        return wiring.patterns(of: value, in: stack, isPolicy: true).contains { !$0.isARN || $0.meets(call) }
    }

    /// "Control access to Lambda function URLs" in the AWS Lambda developer guide.
    mutating func checkAddress(_ address: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard wiring.onlyText(of: address.properties["AuthType"], in: stack) == "NONE",
            let function = wiring.onlyResource(of: address.properties["TargetFunctionArn"], in: stack),
            Self.invocable.contains(function.resource.type), address.properties["Qualifier"] == nil, !isOpen(function)
        else { return }
        // An alias has permissions of its own, and may be named behind its function's name.
        let isAlias = function.resource.type != "AWS::Lambda::Function"
        let permissions = wiring.permissions(on: function).filter {
            let name = $0.resource.properties["FunctionName"]
            return wiring.mayLead(name, in: $0.stack, to: function)
                || isAlias && wiring.onlyResource(of: name, in: $0.stack) == nil
        }
        let isOpen = permissions.contains { member in
            let permission = member.resource
            let type = wiring.onlyText(of: permission.properties["FunctionUrlAuthType"], in: member.stack)
            return type ?? "NONE" == "NONE"
                && may(permission, "Action", be: [TextPattern(glob: "lambda:InvokeFunctionUrl")], member.stack)
        }
        let mayBeRun = permissions.contains {
            may($0.resource, "Action", be: [TextPattern(glob: "lambda:InvokeFunction")], $0.stack)
        }
        guard !isOpen || !mayBeRun else { return }
        reportOnce(
            "missing-permission",
            isOpen
                ? "the address is public, and nobody may run \(function.logicalID), which an address made since October 2025 needs too"
                : "the address is public, and nobody may invoke \(function.logicalID) by it",
            severity: .warning, at: Template.Path(.resources, logicalID).appending("Properties").appending("AuthType"),
            fix:
                "add an AWS::Lambda::Permission with the Action lambda:InvokeFunctionUrl, the Principal * and the FunctionUrlAuthType NONE, and one with lambda:InvokeFunction, the Principal * and InvokedViaFunctionUrl true"
        )
    }
}

extension Wiring {
    /// The permissions that may be for a function, which may be named by a text too.
    fileprivate func permissions(on function: WiredResource) -> [WiredResource] {
        users("AWS::Lambda::Permission", of: function, by: "FunctionName", orFromOutside: true)
    }

    /// The function itself, of an alias or version of it.
    fileprivate func function(of member: WiredResource) -> WiredResource? {
        if member.resource.type == "AWS::Lambda::Function" { return member }
        return target(of: member.value("FunctionName"), type: "AWS::Lambda::Function")
    }

    /// How the ARN is written that a service gives for a source.
    fileprivate func sourceWords(for source: WiredResource) -> String {
        switch source.resource.type {
        case "AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Integration":
            "write arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:API/STAGE/METHOD/PATH, with * for what may be any"
        case "AWS::SNS::Subscription": "write the ARN of the topic"
        default: "write the ARN of \(source.logicalID)"
        }
    }
}

extension Template.Object {
    /// Whether an integration or authorizer with these properties acts in the name of a role.
    fileprivate var hasCredentials: Bool {
        for entry in entries {
            switch entry.key {
            case "Credentials", "CredentialsArn", "AuthorizerCredentials", "AuthorizerCredentialsArn": return true
            default: break
            }
        }
        return false
    }
}
