import CloudFormation
import Constructs
import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What stands on the web, deployed to the local cloud: it is there as the constructs say, answers, and goes again.
///
/// The local cloud serves an API's routes and a distribution's files. It does not know: throttling and access logs
/// (stored only), an own name in the DNS, validation of certificates (issued at once), response headers policies and
/// HTTP/3 of CloudFront, and password rules of Cognito before somebody sets one.
final class WebConstructTests: XCTestCase {
    private let stack = "web-local"

    /// A shop whose API tells what it was asked, and whose site is one file.
    private func app() -> App {
        let app = App()
        let root = app.stack("Web", description: "What stands on the web")
        _ = root.output("Project", root.parameter("ProjectName", default: "web"))
        let zone = Zone(in: root.scope("Domain"), name: "example.com", deletionPolicy: .delete)
        zone.record("www", .cname("shop.example.net"), timeToLive: 60)
        let certificate = Certificate(in: root.scope("Certificate"), for: "api.example.com", zone: zone)
        let users = UserPool(in: root.scope("Users"), deletionProtection: .inactive, deletionPolicy: .delete)
        let web = users.client("Web", for: .app)
        let function = Function(
            in: root.scope("Handler"),
            code: .inline(
                """
                import json

                def handler(event, context):
                    told = {key: event.get(key) for key in ("version", "routeKey", "pathParameters")}
                    return {"statusCode": 200, "body": json.dumps(told)}

                """, runtime: "python3.12"))
        let check = Function(
            in: root.scope("Check"),
            code: .inline(
                """
                def handler(event, context):
                    return {"isAuthorized": event["identitySource"] == ["open sesame"]}

                """, runtime: "python3.12"))
        let api = HTTPAPI(in: root.scope("Shop"), authorization: .anyone)
        api.routes(.get("/items/{id}"), .otherwise, to: function)
        api.routes(.get("/mine"), to: function, authorization: .tokens(users.tokens(for: web)))
        api.routes(
            .get("/partners"), to: function, authorization: .function(.init(check, identity: [.header("X-Partner")])))
        let named = HTTPAPI(
            in: root.scope("Named"), authorization: .anyone,
            domain: .init("api.example.com", certificate: certificate, zone: zone))
        named.routes(.otherwise, to: function)
        let site = StaticSite(in: root.scope("Site"), pages: .singleApp)
        root.output("ApiId", api.apiID.text)
        root.output("Zone", zone.id.text)
        root.output("Users", users.id.text)
        root.output("Client", web.id.text)
        root.output("Bucket", site.bucket.name.text)
        root.output("Site", site.distribution.domainName)
        return app
    }

    func testWhatStandsOnTheWebIsDeployedAnswersAndGoes() async throws {
        let cloud = try await LocalCloud.shared()
        let deployment = InProcess(cloud: cloud, project: "web")
        let app = app()
        var run = try await deployment.deploy(app, as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        let aws = AWS(cloud: cloud)
        let output = try await aws.outputs(of: stack)

        // The API answers with what the function returns, and asks who calls.
        let api = "/_aws/execute-api/\(try output("ApiId"))"
        let found = try await cloud.ask("\(api)/items/apples")
        XCTAssertEqual(found.status, 200, found.body)
        let told = try JSONDecoder().decode(Answer.self, from: Data(found.body.utf8))
        XCTAssertEqual(told["version"].text, "2.0")
        XCTAssertEqual(told["routeKey"].text, "GET /items/{id}")
        XCTAssertEqual(told["pathParameters"]["id"].text, "apples")
        let other = try await cloud.ask("\(api)/elsewhere")
        XCTAssertTrue(other.body.contains("$default"), other.body)
        let anonymous = try await cloud.ask("\(api)/mine")
        XCTAssertEqual(anonymous.status, 401, anonymous.body)
        let partner = try await cloud.ask("\(api)/partners", ["X-Partner": "open sesame"])
        XCTAssertEqual(partner.status, 200, partner.body)
        let stranger = try await cloud.ask("\(api)/partners", ["X-Partner": "open barley"])
        XCTAssertEqual(stranger.status, 403, stranger.body)

        // As the constructs say.
        let stages = try await aws.read("apigatewayv2 get-stages --api-id \(try output("ApiId"))", "Items")
        XCTAssertEqual(stages[0]["StageName"].text, "$default")
        XCTAssertTrue(stages[0]["AccessLogSettings"]["DestinationArn"].text.contains("vendedlogs"), "\(stages)")
        let records = try await aws.read(
            "route53 list-resource-record-sets --hosted-zone-id \(try output("Zone"))",
            "ResourceRecordSets[].[Name, Type]")
        XCTAssertTrue(
            records.items.contains { $0[0].text == "www.example.com." && $0[1].text == "CNAME" }, "\(records)")
        XCTAssertTrue(records.items.contains { $0[0].text == "api.example.com." && $0[1].text == "A" }, "\(records)")
        let certificates = try await aws.read("acm list-certificates", "CertificateSummaryList[].DomainName")
        XCTAssertTrue(certificates.items.map(\.text).contains("api.example.com"), "\(certificates)")
        let pool = try await aws.read(
            "cognito-idp describe-user-pool --user-pool-id \(try output("Users"))", "UserPool")
        XCTAssertEqual(pool["MfaConfiguration"].text, "OPTIONAL")
        XCTAssertEqual(pool["Policies"]["PasswordPolicy"]["MinimumLength"], 12)
        let client = try await aws.read(
            "cognito-idp describe-user-pool-client --user-pool-id \(try output("Users")) --client-id \(try output("Client"))",
            "UserPoolClient")
        XCTAssertEqual(client["PreventUserExistenceErrors"].text, "ENABLED")

        // The site shows what is in its bucket, and its page for what is not.
        let page = cloud.directory + "/index.html"
        try Data("<h1>Shop</h1>".utf8).write(to: URL(fileURLWithPath: page))
        _ = try await aws.read("s3api put-object --bucket \(try output("Bucket")) --key index.html --body \(page)")
        let place = try XCTUnwrap(cloud.endpoint.split(separator: "/").last)
        let host = try output("Site").replacingOccurrences(of: ".cloudfront.net", with: ".cloudfront.\(place)")
        for path in ["/", "/orders/7"] {
            let shown = try await cloud.ask(path, ["Host": host, "X-Forwarded-Proto": "https"])
            XCTAssertEqual(shown.status, 200, shown.body)
            XCTAssertEqual(shown.body, "<h1>Shop</h1>")
        }

        run = try await deployment.destroy(app, as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        let left = try await aws.read("apigatewayv2 get-apis", "Items[].ApiId")
        XCTAssertFalse(left.items.map(\.text).contains(try output("ApiId")))
        let zones = try await aws.read("route53 list-hosted-zones", "HostedZones[].Id")
        XCTAssertFalse(try zones.items.contains { $0.text.hasSuffix(try output("Zone")) }, "\(zones)")
    }
}
