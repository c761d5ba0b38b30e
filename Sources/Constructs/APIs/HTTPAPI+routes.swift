import AWSApiGatewayV2
import AWSLambda
import FunctionConstructs
import IdentityConstructs

/// What becomes known of an API only when its routes are said.
final class HTTPAPIState {
    /// By what they take: the keys of routes.
    var routes: [String: String] = [:]
    /// By the functions' identities. A function is kept with its integration, so that no other one gets its identity.
    var integrations: [ObjectIdentifier: (function: Function, integration: Resource<ApiGatewayV2.Integration>)] = [:]
    var authorizers: [(of: HTTPAPI.Authorization, resource: Resource<ApiGatewayV2.Authorizer>)] = []
}

extension HTTPAPI {
    /// How long an API waits for a function, in seconds ("Quotas for configuring and running an HTTP API" in the Amazon
    /// API Gateway developer guide).
    private static let patience = 30

    /// Has requests answered by a function, which gets them as events of version 2.0 and may be called by this API.
    ///
    ///     api.routes(.get("/items"), .post("/items"), to: worker)
    ///     api.routes(.otherwise, to: worker, authorization: .anyone)
    ///
    /// - Parameter authorization: who may make them; who may call the API when not given.
    /// - Returns: the routes, in their order, without those that are reported.
    @discardableResult
    public func routes(
        _ routes: Route..., to function: Function, authorization: Authorization? = nil, fileID: String = #fileID,
        line: Int = #line
    ) -> [Resource<ApiGatewayV2.Route>] {
        let scope = scope.calledFrom(fileID: fileID, line: line)
        let sound = routes.filter { isNew($0, reportingTo: scope) }
        guard !sound.isEmpty else { return [] }
        let integration = integration(of: function, in: scope)
        let access = access(authorization ?? self.authorization, in: scope)
        return sound.map { route in
            scope.add(
                "\(route.id)Route",
                ApiGatewayV2.Route(
                    apiId: apiID, routeKey: Value(route.key), authorizationScopes: access.scopes,
                    authorizationType: access.type, authorizerId: access.authorizer,
                    target: "integrations/\(integration.integrationId)"))
        }
    }

    private func isNew(_ route: Route, reportingTo scope: Scope) -> Bool {
        if let problem = route.problem {
            scope.report("pattern-mismatch", problem.message, fix: problem.fix)
            return false
        }
        if let known = state.routes.updateValue(route.key, forKey: route.requests) {
            scope.report(
                "duplicate-identifier",
                known == route.key
                    ? "\(id) has the route \(route.key) already"
                    : "\(route.key) takes the same requests as \(known), which \(id) has already",
                fix: "leave one of them out")
            return false
        }
        return true
    }

    /// One for all routes of a function.
    private func integration(of function: Function, in scope: Scope) -> Resource<ApiGatewayV2.Integration> {
        if let known = state.integrations[function.identity] { return known.integration }
        if let timeout = function.timeout, timeout > Self.patience {
            scope.report(
                "out-of-range",
                "\(function.monitoringID) may work for \(timeout) seconds, and an API answers with an error after \(Self.patience)",
                severity: .warning,
                fix: "give the function a timeout of \(Self.patience), or a queue what takes longer")
        }
        let integration = scope.add(
            "\(function.monitoringID)Integration",
            ApiGatewayV2.Integration(
                apiId: apiID, integrationType: "AWS_PROXY", integrationUri: .function(function.arn),
                payloadFormatVersion: "2.0"))
        permit(function, by: "\(arn)/*", as: "\(function.monitoringID)Permission", in: scope)
        state.integrations[function.identity] = (function, integration)
        return integration
    }

    /// In the API's scope and not in the function's, which would then depend on what depends on it.
    func permit(_ function: Function, by source: Value<String>, as id: String, in scope: Scope) {
        scope.add(
            id,
            Lambda.Permission(
                action: "lambda:InvokeFunction", functionName: Value(reinterpreting: function.arn),
                principal: "apigateway.amazonaws.com", sourceArn: source))
    }
}
