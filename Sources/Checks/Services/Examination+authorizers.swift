import Template

extension Examination {
    /// What authorizes a method or route is of the kind that it names ("AWS::ApiGateway::Method" and
    /// "AWS::ApiGatewayV2::Route" in the CloudFormation template reference).
    mutating func checkAuthorizers() {
        check(
            "AWS::ApiGateway::Method", by: "AWS::ApiGateway::Authorizer", of: "Type",
            ["CUSTOM": ["TOKEN", "REQUEST"], "COGNITO_USER_POOLS": ["COGNITO_USER_POOLS"]])
        check(
            "AWS::ApiGatewayV2::Route", by: "AWS::ApiGatewayV2::Authorizer", of: "AuthorizerType",
            ["CUSTOM": ["REQUEST"], "JWT": ["JWT"]])
        checkIssuers()
    }

    /// "JWTConfiguration" in the Amazon API Gateway version 2 API reference: the issuer is an address, such as a user pool's.
    private mutating func checkIssuers() {
        for (authorizer, wiring) in cases(of: "AWS::ApiGatewayV2::Authorizer") {
            guard let issuer = wiring.member("Issuer", of: authorizer.value("JwtConfiguration")) else { continue }
            let pool = wiring.target(of: issuer)
            let isOther = pool.map {
                $0.resource.resource.type == "AWS::Cognito::UserPool" && $0.attribute != "ProviderURL"
            }
            guard isOther ?? wiring.text(issuer).map({ !$0.hasPrefix("https://") }) ?? false else { continue }
            let name = pool?.resource.logicalID
            report(
                "pattern-mismatch",
                name.map {
                    "an issuer is an address, and this is \(pool?.attribute.map { "the \($0)" } ?? "the ID") of \($0)"
                }
                    ?? "\"\(wiring.text(issuer) ?? "")\" is no address that begins with https://", at: authorizer,
                .key("JwtConfiguration"), .key("Issuer"), notes: pool.map { [("the user pool", $0.resource)] } ?? [],
                fix: name.map { "write {\"Fn::GetAtt\": [\"\($0)\", \"ProviderURL\"]}" } ?? "write the issuer's address"
            )
        }
    }

    /// - Parameter kinds: of authorizers, by what the user names.
    private mutating func check(
        _ user: String, by type: String, of property: String, _ kinds: [String: [String]]
    ) {
        for (method, wiring) in cases(of: user) {
            guard let wanted = wiring.text(method.value("AuthorizationType")), let allowed = kinds[wanted],
                let authorizer = wiring.target(of: method.value("AuthorizerId"), type: type),
                let kind = wiring.text(authorizer.value(property)), !allowed.contains(kind)
            else { continue }
            let right = kinds.filter { $0.value.contains(kind) }.keys.sorted()
            report(
                "authorizer-type", "\(authorizer.logicalID) is of the type \(kind), which \(wanted) is not", at: method,
                .key("AuthorizationType"), notes: [("the authorizer", authorizer)],
                fix: right.first.map { "write \($0), or name another authorizer" } ?? "name another authorizer")
        }
    }
}
