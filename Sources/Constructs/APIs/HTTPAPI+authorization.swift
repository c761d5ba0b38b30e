import AWSApiGatewayV2
import FunctionConstructs
import IdentityConstructs

extension HTTPAPI {
    /// Who may make a request.
    public enum Authorization {
        /// Whoever knows the address: the whole internet.
        case anyone
        /// Who signs with credentials of AWS, and whose policies allow it: see ``HTTPAPI/grantInvoke(to:_:)``.
        case iam
        /// Who has a token of this issuer, in the header `Authorization`, and one of these scopes where there are any.
        case tokens(TokenIssuer, scopes: [String] = [])
        /// Whom a function lets in.
        case function(FunctionAuthorizer)
    }

    /// A function that decides who may make a request. It gets the request as an event of version 2.0, and answers
    /// `{"isAuthorized": true}` ("Control access to HTTP APIs with AWS Lambda authorizers" in the Amazon API Gateway
    /// developer guide).
    ///
    ///     let check = HTTPAPI.FunctionAuthorizer(worker, identity: [.header("X-Partner-Key")])
    ///     api.routes(.post("/partners/orders"), to: mailer, authorization: .function(check))
    public struct FunctionAuthorizer {
        /// What a request has to have, or it is refused without asking.
        public enum Identity: Hashable, Sendable {
            /// A header.
            case header(String)
            /// A member of the query string, which logs and histories have.
            case query(String)
        }

        let function: Function
        let identity: [Identity]
        let seconds: Int

        /// - Parameters:
        ///   - function: decides.
        ///   - identity: by what, as far as it has to be there.
        ///   - seconds: for how long an answer counts, 0 to 3600. It then counts for whatever has the same identity and
        ///     goes the same route, whatever else is in the request: for all of `/items/{id}`.
        public init(
            _ function: Function, identity: [Identity] = [.header("Authorization")],
            rememberedForSeconds seconds: Int = 0
        ) {
            self.function = function
            self.identity = identity
            self.seconds = seconds
        }
    }

    /// What routes say of it.
    struct Access {
        let type: Value<String>
        var authorizer: Value<ID<ApiGatewayV2.Authorizer>>?
        var scopes: List<Value<String>>?
    }

    func access(_ authorization: Authorization, in scope: Scope) -> Access {
        switch authorization {
        // Written out, so that a reviewer sees it.
        case .anyone: Access(type: "NONE")
        case .iam: Access(type: "AWS_IAM")
        case .tokens(let issuer, let scopes):
            Access(
                type: "JWT", authorizer: authorizer(of: authorization) { add(issuer, to: scope) }.authorizerId,
                scopes: scopes.isEmpty ? nil : List(scopes.map { Value($0) }))
        case .function(let function):
            Access(
                type: "CUSTOM", authorizer: authorizer(of: authorization) { add(function, to: scope) }.authorizerId)
        }
    }

    /// One for all routes that it decides.
    private func authorizer(
        of authorization: Authorization, made make: () -> Resource<ApiGatewayV2.Authorizer>
    ) -> Resource<ApiGatewayV2.Authorizer> {
        if let known = state.authorizers.first(where: { $0.of.isDecided(as: authorization) }) { return known.resource }
        let authorizer = make()
        state.authorizers.append((authorization, authorizer))
        return authorizer
    }

    /// "Control access to HTTP APIs with JWT authorizers" in the Amazon API Gateway developer guide.
    private func add(_ issuer: TokenIssuer, to scope: Scope) -> Resource<ApiGatewayV2.Authorizer> {
        if issuer.audience.isEmpty {
            scope.report(
                "missing-element", "tokens of \(issuer.id) for anybody at all would be taken",
                fix: "say for whom they have to be: audience: [...]")
        }
        if let url = issuer.url.literal, !url.hasPrefix("https://") {
            scope.report(
                "pattern-mismatch", "\(url) is no address of HTTPS, as an issuer's is", fix: "begin it with https://")
        }
        return scope.add(
            "\(issuer.id)Authorizer",
            ApiGatewayV2.Authorizer(
                apiId: apiID, authorizerType: "JWT", name: Value(issuer.id),
                identitySource: ["$request.header.Authorization"],
                jwtConfiguration: .init(audience: List(issuer.audience), issuer: issuer.url)))
    }

    private func add(
        _ authorizer: FunctionAuthorizer, to scope: Scope
    ) -> Resource<ApiGatewayV2.Authorizer> {
        let (function, seconds) = (authorizer.function, authorizer.seconds)
        if !(0...3600).contains(seconds) {
            scope.report(
                "out-of-range", "an answer cannot be remembered for \(seconds) seconds; allowed: 0 to 3600",
                fix: "choose 0, which asks each time, or some minutes")
        }
        if seconds > 0, authorizer.identity.isEmpty {
            scope.report(
                "missing-element", "an answer that is remembered for nobody in particular counts for everybody",
                fix: "say by what it is decided: identity: [.header(\"Authorization\")]")
        }
        let resource = scope.add(
            "\(function.monitoringID)Authorizer",
            ApiGatewayV2.Authorizer(
                apiId: apiID, authorizerType: "REQUEST", name: Value(function.monitoringID),
                authorizerPayloadFormatVersion: "2.0", authorizerResultTtlInSeconds: Value(seconds),
                authorizerUri:
                    "arn:\(AWS.partition):apigateway:\(AWS.region):lambda:path/2015-03-31/functions/\(function.arn)/invocations",
                enableSimpleResponses: true, identitySource: authorizer.sources))
        permit(
            function, by: "\(arn)/authorizers/\(resource.authorizerId)",
            as: "\(function.monitoringID)AuthorizerPermission", in: scope)
        return resource
    }
}

extension HTTPAPI.FunctionAuthorizer {
    /// What is remembered of one route does not count for another.
    fileprivate var sources: List<Value<String>>? {
        let sources = identity.map { identity -> Value<String> in
            switch identity {
            case .header(let name): "$request.header.\(name)"
            case .query(let name): "$request.querystring.\(name)"
            }
        }
        if sources.isEmpty { return nil }
        return List(seconds > 0 ? sources + ["$context.routeKey"] : sources)
    }

    fileprivate func isSame(as other: Self) -> Bool {
        function.identity == other.function.identity && seconds == other.seconds
            && identity == other.identity
    }
}

extension HTTPAPI.Authorization {
    /// Whether the same authorizer decides, whatever scopes are asked for.
    fileprivate func isDecided(as other: Self) -> Bool {
        switch (self, other) {
        case (.tokens(let own, _), .tokens(let other, _)): own.identity == other.identity
        case (.function(let own), .function(let other)): own.isSame(as: other)
        default: false
        }
    }
}
