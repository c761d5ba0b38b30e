import Constructs
import TemplateTesting
import XCTest

final class HTTPAPITests: XCTestCase {
    private static let execution = "arn:aws:execute-api:eu-west-3:123456789012:ShopAPI"

    /// An API with a function behind it.
    private func api(
        authorization: HTTPAPI.Authorization = .anyone, _ build: (Stack, HTTPAPI, Function) -> Void = { _, _, _ in }
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            build(
                stack, HTTPAPI(in: stack.scope("Shop"), authorization: authorization),
                Function(in: stack.scope("Handler"), code: .inline("", runtime: .python3_13)))
        }
    }

    private func diagnoseAPI(_ build: (Stack, HTTPAPI, Function) -> Void) -> [Diagnostic] {
        diagnose { stack in
            build(
                stack, HTTPAPI(in: stack.scope("Shop"), authorization: .anyone),
                Function(in: stack.scope("Handler"), code: .inline("", runtime: .python3_13)))
        }
    }

    func testRoutesOfOneFunctionShareAnIntegrationAndOnePermissionOfThisAPI() throws {
        let stack = try api { _, api, function in
            api.routes(.get("/items"), .get("/items/{id}"), to: function)
            api.routes(.otherwise, to: function)
        }
        XCTAssertEqual(stack.all("AWS::ApiGatewayV2::Integration").count, 1)
        XCTAssertEqual(
            stack["ShopHandlerIntegration"].Properties,
            [
                "ApiId": "ShopAPI", "IntegrationType": "AWS_PROXY", "IntegrationUri": "HandlerFunction.Arn",
                "PayloadFormatVersion": "2.0",
            ])
        XCTAssertEqual(
            stack.all("AWS::ApiGatewayV2::Route").mapValues(\.RouteKey),
            [
                "ShopGetItemsRoute": "GET /items", "ShopGetItemsByIdRoute": "GET /items/{id}",
                "ShopOtherwiseRoute": "$default",
            ])
        XCTAssertEqual(
            stack["ShopGetItemsRoute"].Properties.Target, "integrations/ShopHandlerIntegration")
        XCTAssertEqual(
            stack.all("AWS::Lambda::Permission"),
            [
                "ShopHandlerPermission": [
                    "Action": "lambda:InvokeFunction", "FunctionName": "HandlerFunction.Arn",
                    "Principal": "apigateway.amazonaws.com", "SourceArn": .string(Self.execution + "/*"),
                ]
            ])
    }

    func testAnAliasIsCalledWhereThereIsOne() throws {
        let stack = try synthesize { stack in
            let function = Function(
                in: stack.scope("Handler"), code: .inline("", runtime: .python3_13), publishing: FunctionRelease())
            HTTPAPI(in: stack.scope("Shop"), authorization: .anyone).routes(.otherwise, to: function)
        }
        XCTAssertEqual(stack["ShopHandlerIntegration"].Properties.IntegrationUri, "HandlerAlias")
        XCTAssertEqual(stack["ShopHandlerPermission"].Properties.FunctionName, "HandlerAlias")
    }

    func testTwoFunctionsHaveTheirOwn() throws {
        let stack = try api { stack, api, function in
            let other = Function(in: stack.scope("Mailer"), code: .inline("", runtime: .python3_13))
            api.routes(.get("/items"), to: function)
            api.routes(.post("/mails"), to: other)
        }
        XCTAssertEqual(
            stack["ShopPostMailsRoute"].Properties.Target, "integrations/ShopMailerIntegration")
        XCTAssertEqual(stack.all("AWS::Lambda::Permission").count, 2)
    }

    func testAFloodIsStoppedAndTheAccountsOtherAPIsGoOn() throws {
        let settings = try api()["ShopStage"].Properties.DefaultRouteSettings
        XCTAssertEqual(settings, ["ThrottlingBurstLimit": 200, "ThrottlingRateLimit": 100])
        let stack = try synthesize {
            _ = HTTPAPI(
                in: $0.scope("Shop"), authorization: .anyone,
                throttling: .init(requestsPerSecond: 0.5, burst: $0.parameter("Burst", .integer, default: 7)))
        }
        XCTAssertEqual(stack["ShopStage"].Properties.DefaultRouteSettings.ThrottlingBurstLimit, "7")
        assertOneError(
            diagnose {
                _ = HTTPAPI(
                    in: $0.scope("Shop"), authorization: .anyone, throttling: .init(requestsPerSecond: 0))
            }, "out-of-range", at: #line - 1)
    }

    func testRequestsAreLoggedAsJSONWithoutTokensAndForAMonth() throws {
        let stack = try api()
        let settings = stack["ShopStage"].Properties.AccessLogSettings
        XCTAssertEqual(settings.DestinationArn, "ShopAccessLog.Arn")
        let line = try Node(json: Array(settings.Format.string.utf8))
        XCTAssertEqual(line.status, "$context.status")
        XCTAssertEqual(line.route, "$context.routeKey")
        XCTAssertFalse(settings.Format.string.lowercased().contains("querystring"))
        XCTAssertEqual(stack["ShopAccessLog"].Properties.RetentionInDays, 30)
        XCTAssertEqual(stack["ShopAccessLog"].DeletionPolicy, "Delete")
        XCTAssertEqual(
            stack["ShopAccessLog"].Properties.LogGroupName, "/aws/vendedlogs/stack/-ShopAccessLog",
            "the policy of the account's logs has room for few others")
        let elsewhere = try synthesize {
            _ = HTTPAPI(in: $0.scope("Shop"), authorization: .anyone, existingLogGroup: "requests")
        }
        XCTAssertEqual(
            elsewhere["ShopStage"].Properties.AccessLogSettings.DestinationArn,
            "arn:aws:logs:eu-west-3:123456789012:log-group:requests")
        XCTAssertEqual(elsewhere.all("AWS::Logs::LogGroup").count, 0)
    }

    func testWhoMayCallStandsInEachRoute() throws {
        let stack = try api(authorization: .iam) { _, api, function in
            api.routes(.get("/items"), to: function)
            api.routes(.get("/health"), to: function, authorization: .anyone)
        }
        XCTAssertEqual(stack["ShopGetItemsRoute"].Properties.AuthorizationType, "AWS_IAM")
        XCTAssertEqual(stack["ShopGetHealthRoute"].Properties.AuthorizationType, "NONE")
    }

    func testTokensOfAnIssuerAreCheckedByOneAuthorizer() throws {
        let staff = TokenIssuer("Staff", url: "https://login.example.com", audience: ["shop"])
        let stack = try api(authorization: .tokens(staff)) { _, api, function in
            api.routes(.get("/items"), to: function)
            api.routes(.put("/items/{id}"), to: function, authorization: .tokens(staff, scopes: ["items/write"]))
        }
        XCTAssertEqual(
            stack.all("AWS::ApiGatewayV2::Authorizer"),
            [
                "ShopStaffAuthorizer": [
                    "ApiId": "ShopAPI", "AuthorizerType": "JWT", "Name": "Staff",
                    "IdentitySource": ["$request.header.Authorization"],
                    "JwtConfiguration": ["Audience": ["shop"], "Issuer": "https://login.example.com"],
                ]
            ])
        let (read, write) = (stack["ShopGetItemsRoute"].Properties, stack["ShopPutItemsByIdRoute"].Properties)
        XCTAssertEqual([read.AuthorizationType, write.AuthorizationType], ["JWT", "JWT"])
        XCTAssertEqual([read.AuthorizerId, write.AuthorizerId], ["ShopStaffAuthorizer", "ShopStaffAuthorizer"])
        XCTAssertEqual(read.AuthorizationScopes, .missing)
        XCTAssertEqual(write.AuthorizationScopes, ["items/write"])
    }

    func testTokensForAnybodyAndOfPlainHTTPAreRefused() {
        assertOneError(
            diagnoseAPI { _, api, function in
                let issuer = TokenIssuer("Staff", url: "https://login.example.com", audience: [])
                api.routes(.get("/items"), to: function, authorization: .tokens(issuer))
            }, "missing-element", at: #line - 1)
        assertOneError(
            diagnoseAPI { _, api, function in
                let issuer = TokenIssuer("Staff", url: "http://login.example.com", audience: ["shop"])
                api.routes(.get("/items"), to: function, authorization: .tokens(issuer))
            }, "pattern-mismatch", at: #line - 1)
    }

    func testAFunctionDecidesEachTimeUnlessItsAnswerIsRememberedForTheRoute() throws {
        func authorizer(_ seconds: Int) throws -> EvaluatedStack {
            try api { stack, api, function in
                let check = Function(in: stack.scope("Check"), code: .inline("", runtime: .python3_13))
                api.routes(
                    .get("/items"), .post("/items"), to: function,
                    authorization: .function(
                        .init(check, identity: [.header("X-Key"), .query("shop")], rememberedForSeconds: seconds)))
            }
        }
        let stack = try authorizer(0)
        let properties = stack["ShopCheckAuthorizer"].Properties
        XCTAssertEqual(properties.AuthorizerType, "REQUEST")
        XCTAssertEqual(properties.AuthorizerResultTtlInSeconds, 0)
        XCTAssertEqual(properties.EnableSimpleResponses, true)
        XCTAssertEqual(properties.IdentitySource, ["$request.header.X-Key", "$request.querystring.shop"])
        XCTAssertEqual(
            properties.AuthorizerUri,
            "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/CheckFunction.Arn/invocations")
        XCTAssertEqual(stack["ShopPostItemsRoute"].Properties.AuthorizationType, "CUSTOM")
        XCTAssertEqual(
            stack["ShopCheckAuthorizerPermission"].Properties.SourceArn,
            .string(Self.execution + "/authorizers/ShopCheckAuthorizer"), "it may be asked, and not called by routes")
        XCTAssertEqual(
            try authorizer(60)["ShopCheckAuthorizer"].Properties.IdentitySource.elements.last, "$context.routeKey",
            "what was answered for one route does not count for another")
    }

    func testAnAnswerIsNotRememberedForEverybodyOrForADay() {
        for (seconds, identity, code) in [
            (60, [] as [HTTPAPI.FunctionAuthorizer.Identity], "missing-element"),
            (86_400, [.header("Authorization")], "out-of-range"),
        ] {
            assertOneError(
                diagnoseAPI { _, api, function in
                    let check = HTTPAPI.FunctionAuthorizer(function, identity: identity, rememberedForSeconds: seconds)
                    api.routes(.get("/items"), to: function, authorization: .function(check))
                }, code, at: #line - 1)
        }
    }

    func testARouteThatIsThereAlreadyIsToldAtItsLine() {
        assertOneError(
            diagnoseAPI { _, api, function in
                api.routes(.get("/items"), .post("/items"), to: function)
                api.routes(.any("/items"), .get("/items"), to: function)
            }, "duplicate-identifier", at: #line - 1)
        let diagnostics = diagnoseAPI { _, api, function in
            api.routes(.get("/items/{id}"), .get("/items/{name}"), to: function)
        }
        XCTAssertEqual(
            diagnostics.map(\.message),
            ["GET /items/{name} takes the same requests as GET /items/{id}, which Shop has already"])
    }

    func testMalformedPathsAreToldAtTheirLine() {
        for path in [
            "items", "", "//", "/items//orders", "/items?id=1", "/items/#top", "/our items", "/caf\u{e9}", "/items/{id",
            "/items/{id}.json", "/items/{}", "/items/{the id}", "/{rest+}/orders", "/{id}/orders/{id}",
        ] {
            assertOneError(
                diagnoseAPI { _, api, function in
                    api.routes(.get(path), to: function)
                }, "pattern-mismatch", at: #line - 1)
        }
        let right = ["/", "/items", "/items/", "/items/{id}", "/{rest+}", "/a/{b}/c/{d-e_f.g}", "/v1.0/~me/$count"]
        XCTAssertEqual(
            diagnoseAPI { _, api, function in
                for path in right { api.routes(.get(path), to: function) }
            }.map(\.description), [])
    }

    func testPathsWhoseLogicalIDsWouldBeTheSameGetOneThatIsGiven() throws {
        let stack = try api { _, api, function in
            api.routes(.get("/a-b"), .get("/a/b", id: "Nested"), to: function)
        }
        XCTAssertEqual(
            stack.all("AWS::ApiGatewayV2::Route").mapValues(\.RouteKey),
            ["ShopGetABRoute": "GET /a-b", "ShopNestedRoute": "GET /a/b"])
    }

    func testAFunctionThatWorksLongerThanAnAPIWaitsIsToldOf() {
        let diagnostics = diagnose { stack in
            let function = Function(in: stack.scope("Handler"), code: .inline("", runtime: .python3_13), timeout: 60)
            HTTPAPI(in: stack.scope("Shop"), authorization: .anyone).routes(.otherwise, to: function)
        }
        XCTAssertEqual(diagnostics.map(\.code), ["out-of-range"])
        XCTAssertEqual(diagnostics.first?.severity, .warning)
        XCTAssertEqual(diagnostics.first?.location?.line, #line - 4)
    }

    func testPagesOfNamedOriginsMayCall() throws {
        let stack = try synthesize { stack in
            _ = HTTPAPI(
                in: stack.scope("Shop"), authorization: .anyone,
                cors: .init(
                    origins: ["https://shop.example.com", "http://localhost:3000"], methods: [.get, .put],
                    allowsCredentials: true))
            _ = HTTPAPI(in: stack.scope("Prices"), authorization: .anyone, cors: .anyOrigin())
        }
        XCTAssertEqual(
            stack["ShopAPI"].Properties.CorsConfiguration,
            [
                "AllowCredentials": true, "AllowHeaders": ["authorization", "content-type"],
                "AllowMethods": ["GET", "PUT"], "AllowOrigins": ["https://shop.example.com", "http://localhost:3000"],
                "MaxAge": 600,
            ])
        XCTAssertEqual(stack["PricesAPI"].Properties.CorsConfiguration.AllowOrigins, ["*"])
        XCTAssertEqual(stack["PricesAPI"].Properties.CorsConfiguration.AllowCredentials, .missing)
    }

    func testWhatIsNoOriginIsRefused() {
        for origin in ["*", "shop.example.com", "https://shop.example.com/", "https://*.example.com", "https://"] {
            let diagnostics = diagnose { stack in
                _ = HTTPAPI(
                    in: stack.scope("Shop"), authorization: .anyone, cors: .init(origins: [Value(origin)]))
            }
            XCTAssertEqual(diagnostics.map(\.code), ["pattern-mismatch"], origin)
        }
        assertOneError(
            diagnose { stack in
                _ = HTTPAPI(in: stack.scope("Shop"), authorization: .anyone, cors: .init(origins: []))
            }, "missing-element", at: #line - 1)
    }

    func testAnOwnNameTakesThePlaceOfAWSs() throws {
        let stack = try synthesize { stack in
            let zone = Zone(in: stack.scope("Domain"), name: "example.com")
            let certificate = Certificate(in: stack.scope("Certificate"), for: "api.example.com", zone: zone)
            let api = HTTPAPI(
                in: stack.scope("Shop"), authorization: .anyone,
                domain: .init("api.example.com", certificate: certificate, zone: zone))
            stack.output("Url", api.url)
        }
        XCTAssertEqual(stack.outputs["Url"], "https://api.example.com")
        XCTAssertEqual(stack["ShopAPI"].Properties.DisableExecuteApiEndpoint, true)
        XCTAssertEqual(
            stack["ShopDomainName"].Properties.DomainNameConfigurations[0],
            [
                "CertificateArn": "CertificateCertificate", "EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2",
            ])
        XCTAssertEqual(
            stack["ShopMapping"].Properties,
            ["ApiId": "ShopAPI", "DomainName": "ShopDomainName", "Stage": "ShopStage"])
        XCTAssertEqual(
            stack["ShopNameA"].Properties,
            [
                "HostedZoneId": "DomainZone", "Name": "api.example.com", "Type": "A",
                "AliasTarget": [
                    "DNSName": "ShopDomainName.RegionalDomainName",
                    "HostedZoneId": "ShopDomainName.RegionalHostedZoneId",
                ],
            ])
        XCTAssertEqual(try api()["ShopAPI"].Properties.DisableExecuteApiEndpoint, .missing)
    }

    func testANameThatIsNotInTheZoneIsRefused() {
        assertOneError(
            diagnose { stack in
                let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789", name: "example.com")
                _ = HTTPAPI(
                    in: stack.scope("Shop"), authorization: .anyone,
                    domain: .init(
                        "api.example.org",
                        certificate: .existing(
                            arn: "arn:aws:acm:eu-west-3:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"),
                        zone: zone))
            }, "record-zone", at: #line - 6)
    }

    func testWhoSignsIsGrantedTheRoutesThatAreNamed() throws {
        let stack = try api(authorization: .iam) { stack, api, function in
            api.routes(.get("/items/{id}"), .any("/orders"), to: function)
            let role = Role(in: stack.scope("Batch"), assumedBy: "ec2.amazonaws.com")
            api.grantInvoke(to: role, .get("/items/{id}"), .any("/orders"))
            api.grantInvoke(to: Role(in: stack.scope("Admin"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(
            stack.allowed("BatchRole"),
            ["execute-api:Invoke": [Self.execution + "/$default/GET/items/*", Self.execution + "/$default/*/orders"]])
        XCTAssertEqual(stack.allowed("AdminRole"), ["execute-api:Invoke": [Self.execution + "/$default/*"]])
    }

    func testAnAPIThatWasThereBeforeGetsRoutesAndNothingElse() throws {
        let stack = try synthesize { stack in
            let api = HTTPAPI.existing(in: stack.scope("Shared"), id: "a1b2c3d4e5", authorization: .iam)
            let function = Function.existing(
                in: stack.scope("Handler"), named: "handler",
                role: .existing(in: stack.scope("Handler"), named: "handler"), timeout: 10)
            api.routes(.get("/items"), to: function)
            stack.output("Url", api.url)
        }
        XCTAssertEqual(
            Set(stack.resources.keys), ["SharedGetItemsRoute", "SharedHandlerIntegration", "SharedHandlerPermission"])
        XCTAssertEqual(stack["SharedGetItemsRoute"].Properties.ApiId, "a1b2c3d4e5")
        XCTAssertEqual(
            stack["SharedHandlerPermission"].Properties.SourceArn,
            "arn:aws:execute-api:eu-west-3:123456789012:a1b2c3d4e5/*")
        XCTAssertEqual(stack.outputs["Url"], "https://a1b2c3d4e5.execute-api.eu-west-3.amazonaws.com")
    }

    func testFunctionsInOtherStacksAreNoCircle() throws {
        let app = App()
        let root = app.stack("Shop")
        let compute = root.nestedStack("Compute")
        let function = Function(in: compute.scope("Handler"), code: .inline("", runtime: .python3_13))
        let check = Function(in: compute.scope("Check"), code: .inline("", runtime: .python3_13))
        let edge = root.nestedStack("Edge")
        let api = HTTPAPI(in: edge.scope("Shop"), authorization: .function(.init(check)))
        api.routes(.get("/items"), to: function)
        XCTAssertEqual(app.synthesize().diagnostics.map(\.description), [])
    }

    func testItKnowsWhatWakesSomebody() throws {
        let stack = try api { stack, api, _ in
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(api)
            _ = Dashboard(in: stack, name: "shop", of: [api])
        }
        let alarms = stack.all("AWS::CloudWatch::Alarm")
        XCTAssertEqual(
            alarms.mapValues(\.MetricName),
            [
                "AlarmsShopServerErrors": "5xx", "AlarmsShopSlow": "Latency", "AlarmsShopClientErrors": "4xx",
            ])
        XCTAssertEqual(alarms["AlarmsShopSlow"]?.ExtendedStatistic, "p99")
        XCTAssertEqual(
            alarms["AlarmsShopServerErrors"]?.Dimensions, [["Name": "ApiId", "Value": "ShopAPI"]])
    }
}
