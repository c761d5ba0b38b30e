extension WrongConstructTests {
    /// Of APIs, domains, sites and people who sign in.
    static let ofTheWeb: [(about: String, code: String, error: String)] = [
        (
            "an API that does not say who may call it", "_ = HTTPAPI(in: stack)",
            "missing argument for parameter 'authorization' in call"
        ),
        (
            "a route as text", "api.routes(\"GET /items\", to: worker)",
            "cannot convert value of type 'String' to expected argument type 'HTTPAPI.Route'"
        ),
        (
            "a route to a queue", "api.routes(.get(\"/items\"), to: orders)",
            "cannot convert value of type 'Queue' to expected argument type 'Function'"
        ),
        (
            "a method that APIs do not have", "api.routes(.trace(\"/items\"), to: worker)",
            "has no member 'trace'"
        ),
        (
            "a client where the tokens of clients are asked for",
            "api.routes(.get(\"/items\"), to: worker, authorization: .tokens(web))",
            "cannot convert value of type 'UserPool.Client' to expected argument type 'TokenIssuer'"
        ),
        ("tokens for nobody", "_ = users.tokens()", "missing argument for parameter 'for' in call"),
        (
            "cookies from pages of any origin", "_ = HTTPAPI.CORS.anyOrigin(allowsCredentials: true)",
            "extra argument 'allowsCredentials' in call"
        ),
        (
            "a certificate of the edges where one of the region belongs",
            "_ = HTTPAPI.Domain(\"api.example.com\", certificate: edge)",
            "cannot convert value of type 'EdgeCertificate' to expected argument type 'Certificate'"
        ),
        (
            "a certificate of the region where one of the edges belongs",
            "_ = StaticSite.Domain(\"www.example.com\", certificate: certificate)",
            "cannot convert value of type 'Certificate' to expected argument type 'EdgeCertificate'"
        ),
        (
            "a certificate that a private zone is to validate",
            "_ = Certificate(in: stack, for: \"shop.internal\", zone: inside)",
            "cannot convert value of type 'PrivateZone' to expected argument type 'Zone'"
        ),
        (
            "a public zone for certain networks", "_ = Zone(in: stack, name: \"example.com\", for: [network.vpcId])",
            "extra argument 'for' in call"
        ),
        (
            "a private zone for no network", "_ = PrivateZone(in: stack, name: \"shop.internal\")",
            "missing argument for parameter 'for' in call"
        ),
        (
            "a record as text", "zone.record(\"www\", \"192.0.2.1\")",
            "cannot convert value of type 'String' to expected argument type 'DNSRecord'"
        ),
        (
            "a name that is two others", "zone.record(\"www\", .cname([\"a.example.net\", \"b.example.net\"]))",
            "cannot convert value of type '[String]' to expected argument type 'Value<String>'"
        ),
        (
            "a priority as text", "zone.record(\"\", .mx([\"10\": \"mail.example.net\"]))",
            "cannot convert value of type 'String' to expected dictionary key type 'Int'"
        ),
        (
            "an alias with a time to live, which AWS decides",
            "zone.alias(\"www\", to: AliasTarget(of: \"a.example.net\", inZone: \"Z1\"), timeToLive: 60)",
            "extra argument 'timeToLive' in call"
        ),
        (
            "a site of a bucket's name", "_ = StaticSite(in: stack, bucket: dataLake.name)",
            "cannot convert value of type 'Value<Name<S3.Bucket>>' to expected argument type 'PrivateBucket'"
        ),
        (
            "a site that a bucket is to publish", "site.grantPublish(to: dataLake)",
            "requires that 'PrivateBucket' conform to 'Grantee'"
        ),
        (
            "a client that does not say where it runs", "_ = users.client(\"Web\")",
            "missing argument for parameter 'for' in call"
        ),
        (
            "a sign-in without pages", "_ = users.client(\"Web\", for: .app, signIn: [\"https://example.com/\"])",
            "cannot convert value of type '[String]' to expected argument type 'UserPool.SignIn'"
        ),
        (
            "a second factor by text message", "_ = UserPool(in: stack, mfa: .sms)",
            "has no member 'sms'"
        ),
    ]
}
