import AWSECR
import Checks
import CloudFormation
import Constructs
import XCTest

/// A shop on the web: an API, a site, and people who sign in, as a review of them sees it.
final class WebReviewTests: XCTestCase {
    private static let key: Value<ARN<KMS.Key>> = "arn:aws:kms:eu-west-3:123456789012:key/k"
    private static let edge: Value<ARN<CertificateManager.Certificate>> =
        "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"

    private static func shop() -> App {
        let app = App()
        let root = app.stack("Shop")
        let zone = Zone(in: root.scope("Domain"), name: "example.com")
        zone.record("", .mx([10: "mail.example.net"]))
        zone.record("", .txt(["v=spf1 -all"]))
        zone.record("", .caa([.issue("amazon.com")]))
        let inside = PrivateZone(in: root.scope("Inside"), name: "shop.internal", for: ["vpc-0abc1234"])
        inside.record("db", .cname("db.example.net"))
        let certificate = Certificate(
            in: root.scope("Certificate"), for: "api.example.com", alternatives: ["*.api.example.com"], zone: zone)
        let users = UserPool(in: root.scope("Users"), mfa: .required)
        let pages = users.signInPages(at: "shop-dev")
        let web = users.client(
            "Web", for: .app, signIn: pages.returning(to: ["https://www.example.com/signed-in"]))
        _ = users.client("Backend", for: .server)
        let code = FunctionCode.inline("def handler(event, context): pass\n", runtime: .python3_13)
        let handler = Function(in: root.scope("Handler"), code: code, key: key)
        let check = Function(in: root.scope("Check"), code: code, key: key)
        users.grantManage(to: handler)
        let api = HTTPAPI(
            in: root.scope("Api"), authorization: .tokens(users.tokens(for: web)),
            cors: .init(origins: ["https://www.example.com"]),
            domain: .init("api.example.com", certificate: certificate, zone: zone), key: key)
        api.routes(.get("/items"), .get("/items/{id}"), to: handler)
        api.routes(.put("/items/{id}"), to: handler, authorization: .tokens(users.tokens(for: web), scopes: ["w"]))
        api.routes(.post("/partners"), to: handler, authorization: .function(.init(check)))
        api.routes(.post("/batch"), to: handler, authorization: .iam)
        api.routes(.get("/health"), to: handler, authorization: .anyone)
        api.grantInvoke(to: check, .post("/batch"))
        let site = StaticSite(
            in: root.scope("Site"), pages: .folders(notFound: "/404.html"),
            domain: .init("www.example.com", certificate: .existing(arn: edge), zone: zone),
            accessLogs: .keptForDays(90))
        site.grantPublish(to: Role(in: root.scope("Publisher"), assumedBy: "codebuild.amazonaws.com"))
        let alarms = Alarms(
            in: root.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
        alarms.watch(api, handler)
        _ = Dashboard(in: root, name: "shop", of: [api, handler])
        return app
    }

    func testTheChecksFindNothingInAllConstructsTogether() {
        XCTAssertEqual(Self.shop().synthesize().diagnostics.map(\.description), [])
    }

    func testAReviewFindsOnlyWhatIsMeantOrCostsSomething() {
        let report = Self.shop().synthesize().report(packs: Set(SecurityPack.allCases))
        XCTAssertEqual(
            Set(report.standing.map { "\($0.code) \($0.path?.split(separator: "/").last ?? "")" }),
            [
                // The site is for all countries, and one route for everybody; files of a site are many.
                "SEC220 Distribution", "SEC231 GetHealthRoute", "SEC161 ReadWriteSite",
                // Filters before the site, and threats that Cognito looks for, cost something; so does what a function has
                // where it is given: concurrency, a network.
                "SEC221 Distribution", "SEC174 Pool", "SEC156 Function", "SEC157 Function", "SEC158 Function",
                // The logs of who read a bucket are another bucket's.
                "SEC100 Bucket",
            ])
    }
}
