import AWSApiGatewayV2
import AWSLogs
import FunctionConstructs
import IdentityConstructs

/// An HTTP API of Amazon API Gateway, which calls functions.
///
///     let api = HTTPAPI(in: stack.scope("Shop"), authorization: .tokens(staff))
///     api.routes(.get("/items"), .get("/items/{id}"), .put("/items/{id}"), to: worker)
///     api.routes(.get("/health"), to: worker, authorization: .anyone)
///     stack.output("Url", api.url)
///
/// Who may call it is said when it is made, and not assumed. Routes are deployed by themselves. They are the API's, and
/// not the function's: so a route can lead to another function and stays the same resource, where a second one of its
/// key would be refused. The API's stack depends on those of its functions.
public struct HTTPAPI {
    /// The API itself; nil where it was there before.
    public let api: Resource<ApiGatewayV2.Api>?
    /// What is reached under its address, without a name in front of paths; nil where the API was there before.
    public let stage: Resource<ApiGatewayV2.Stage>?
    /// What requests are logged to; nil where that was there before.
    public let logGroup: Resource<Logs.LogGroup>?
    /// The name of one's own; nil where there is none.
    public let domainName: Resource<ApiGatewayV2.DomainName>?
    /// What clients of API Gateway and metrics take.
    public let apiID: Value<ID<ApiGatewayV2.Api>>
    /// Where it is called, without a slash at its end.
    public let url: Value<String>

    let id: String
    let scope: Scope
    let authorization: Authorization
    let state = HTTPAPIState()

    /// - Parameters:
    ///   - authorization: who may call its routes, where they do not say it themselves.
    ///   - throttling: how many requests come through.
    ///   - cors: which pages of other origins may call it, by the browsers that show them; none when not given.
    ///   - domain: a name of one's own. AWS's name is switched off then.
    ///   - logsKeptForDays: how long the log of requests is kept; CloudWatch Logs takes certain numbers, 7, 14, 30 and
    ///     90 among them.
    ///   - existingLogGroup: where requests are logged instead of in a log group of its own, in this account and
    ///     region.
    ///   - key: encrypts the log instead of AWS's own key; that of another app has to let `logs.REGION.amazonaws.com` use it.
    public init(
        in scope: Scope, authorization: Authorization, throttling: Throttling = Throttling(), cors: CORS? = nil,
        domain: Domain? = nil, logsKeptForDays: Value<Int> = 30,
        existingLogGroup: Value<Name<Logs.LogGroup>>? = nil, key: (any EncryptionKey)? = nil
    ) {
        throttling.reportProblem(to: scope)
        cors?.reportProblem(to: scope)
        let log = Self.accessLog(in: scope, existingLogGroup, logsKeptForDays, key)
        let api = scope.add(
            "API",
            ApiGatewayV2.Api(
                corsConfiguration: cors?.property,
                // Who knows it would get past what stands in front of the own name.
                disableExecuteApiEndpoint: domain == nil ? nil : true,
                name: "\(AWS.stackName)-\(scope.id)", protocolType: "HTTP"))
        let stage = scope.add(
            "Stage",
            ApiGatewayV2.Stage(
                apiId: api.apiId, stageName: "$default",
                accessLogSettings: .init(destinationArn: log.arn, format: Self.logFormat),
                autoDeploy: true, defaultRouteSettings: throttling.property))
        self.api = api
        self.stage = stage
        logGroup = log.group
        domainName = domain?.add(to: scope, leadingTo: stage, of: api)
        apiID = api.apiId
        url = domain.map { "https://\($0.name)" } ?? api.apiEndpoint
        id = scope.id
        self.scope = scope
        self.authorization = authorization
    }

    private init(existing apiID: Value<ID<ApiGatewayV2.Api>>, in scope: Scope, _ authorization: Authorization) {
        api = nil
        stage = nil
        logGroup = nil
        domainName = nil
        self.apiID = apiID
        url = "https://\(apiID).execute-api.\(AWS.region).\(AWS.urlSuffix)"
        id = scope.id
        self.scope = scope
        self.authorization = authorization
    }

    /// An API of this account and region that was there before. Routes are added to it; nothing else about it changes,
    /// so its stage has to deploy by itself.
    ///
    ///     let shared = HTTPAPI.existing(in: stack.scope("Shared"), id: "a1b2c3d4e5", authorization: .iam)
    ///     shared.routes(.post("/orders"), to: worker)
    ///
    /// - Parameters:
    ///   - scope: where routes go.
    ///   - authorization: who may call the routes that are added, where they do not say it themselves.
    public static func existing(
        in scope: Scope, id: Value<ID<ApiGatewayV2.Api>>, authorization: Authorization
    ) -> HTTPAPI {
        HTTPAPI(existing: id, in: scope, authorization)
    }

    /// Allows to call it where routes ask for signatures (``Authorization/iam``).
    ///
    /// "Control access for invoking an API" in the Amazon API Gateway developer guide.
    ///
    /// - Parameter routes: which, as they were given; all when there are none.
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantInvoke(to grantee: some Grantee, _ routes: Route...) -> Grant {
        let paths = routes.isEmpty ? ["*"] : routes.map(\.resource)
        return grantee.actingRole.allow(
            "Invoke\(id)" + routes.map(\.id).joined(),
            PolicyStatement(actions: ["execute-api:Invoke"], resources: paths.map { "\(arn)/$default/\($0)" }))
    }

    /// Of all that it has: stages, methods and paths come behind it.
    var arn: Value<String> {
        "arn:\(AWS.partition):execute-api:\(AWS.region):\(AWS.accountID):\(apiID)"
    }
}
