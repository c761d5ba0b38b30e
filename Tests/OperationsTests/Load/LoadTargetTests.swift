import AWSAccessTesting
import AppDeclaration
import Stacks
import Terminal
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

final class LoadTargetTests: XCTestCase {
    private func target(_ address: String, _ paths: String...) throws -> LoadTarget {
        try LoadTarget(address: address, paths: paths)
    }

    private func assertUsageError(_ message: String, line: UInt = #line, _ body: () throws -> LoadTarget) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? UsageError)?.description, message, line: line)
        }
    }

    func testAnAddressIsTakenApart() throws {
        let plain = try target("http://shop.example.com")
        XCTAssertEqual(
            [plain.host, "\(plain.port)", plain.authority, plain.paths[0]],
            ["shop.example.com", "80", "shop.example.com", "/"])
        XCTAssertEqual(try target("https://shop.example.com").port, 443)
        XCTAssertEqual(try target("HTTP://localhost:8080/a%20b?c=d").paths, ["/a%20b?c=d"])
        XCTAssertEqual(try target("http://localhost:8080/", "/a", "/b").paths, ["/a", "/b"])
        let six = try target("http://[::1]:8080")
        XCTAssertEqual([six.host, six.authority, six.origin], ["::1", "[::1]:8080", "http://[::1]:8080"])
    }

    func testWhatCannotBeLoadedIsAUsageError() {
        assertUsageError("'ftp://x' is no address to load; give one such as http://localhost:8080") {
            try target("ftp://x")
        }
        assertUsageError("'localhost:80' is no address to load; give one such as http://localhost:8080") {
            try target("localhost:80")
        }
        assertUsageError("'http://x:0' has no port from 1 to 65535") { try target("http://x:0") }
        assertUsageError(
            "an address with a user name or password would show in process lists and reports; leave them out"
        ) {
            try target("http://me:secret@x")
        }
        assertUsageError("give paths either in --url or with --path, not in both") { try target("http://x/a", "/b") }
    }

    func testAPathStaysOnTheServerAndInTheRequest() {
        for path in ["a", "//other.example.com/", "http://other.example.com/", ""] {
            assertUsageError(
                "the path '\(path)' does not begin with one '/'; a path is such as /catalogue?page=2, and another server is --url"
            ) { try target("http://x", path) }
        }
        for path in ["/a b", "/a\r\nX: y", "/é", "/a#b"] {
            assertUsageError("the path '\(path)' has a character that must be percent-encoded, such as %20 for a space")
            {
                try target("http://x", path)
            }
        }
    }

    private func deployed(
        _ outputs: [String: String], app: OperatedApp = WebMarketPlus.operations, endpoint: String? = nil,
        _ prepare: (FakeAWS) -> Void = { _ in }
    ) async throws -> LoadTarget {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
        let line = endpoint.map { #", "endpoint": "\#($0)""# } ?? ""
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev"\#(line)}"#.utf8).write(
            to: folder.appendingPathComponent("dev.json"))
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: outputs))
        prepare(aws)
        let environment = try EnvironmentDirectory(path: folder.path).environment("dev")
        return try await LoadTarget(
            try await DeployedEnvironment(environment, with: aws.cli()), app, paths: []
        ) {
            host, port in
            // Names that are told apart by what they end with lead elsewhere.
            (host.hasSuffix("elsewhere.example.com") ? [3] : host == "shop.example.com" ? [2, 1] : [1]).map {
                SocketAddress(bytes: [UInt8($0), UInt8(port & 255)], family: 2)
            }
        }
    }

    func testTheTargetIsTheLoadBalancerInTheOutputs() async throws {
        let name = "web-123.eu-west-3.elb.amazonaws.com"
        let plain = try await deployed(["Url": "http://Web-123.eu-west-3.elb.amazonaws.com", "AlbDnsName": name])
        XCTAssertEqual(plain.origin.lowercased(), "http://\(name)")
        let encrypted = try await deployed(["Url": "https://\(name)", "AlbDnsName": name])
        XCTAssertTrue(encrypted.isEncrypted)
        let own = try await deployed(["Url": "https://shop.example.com", "AlbDnsName": name])
        XCTAssertEqual(own.origin, "https://shop.example.com", "DNS leads the shop's own name to the load balancer")
        let local = try await deployed(
            ["Url": "http://localhost:20123", "AlbDnsName": "localhost:20123"], endpoint: "http://localhost:4566")
        XCTAssertEqual(local.port, 20123)
    }

    func testAnotherAppsLoadBalancerIsFoundInItsStacks() async throws {
        let found = try await deployed([:], app: OperatedApp()) { aws in
            aws.on(
                "cloudformation list-stack-resources",
                stackResourcesJSON(("Entry", "arn:lb/x", "AWS::ElasticLoadBalancingV2::LoadBalancer")))
            aws.on(
                "elbv2 describe-load-balancers --load-balancer-arns arn:lb/x",
                """
                {"LoadBalancers":[{"LoadBalancerArn":"arn:lb/x","LoadBalancerName":"entry","DNSName":"entry-1.elb.amazonaws.com",
                "Scheme":"internet-facing","Type":"application"}]}
                """)
        }
        XCTAssertEqual(found.origin, "http://entry-1.elb.amazonaws.com")
        let named = try await deployed(
            ["Entry": "entry-1.elb.amazonaws.com", "Site": "https://shop.example.com"],
            app: OperatedApp(loadBalancer: .output("Entry"), addressOutput: "Site"))
        XCTAssertEqual(named.origin, "https://shop.example.com")
    }

    func testNothingElseIsLoaded() async throws {
        let end = "; load goes to nothing but the stack's own load balancer unless --url says otherwise"
        for (outputs, endpoint, message) in [
            (
                ["Url": "http://elsewhere.example.com", "AlbDnsName": "web.elb.amazonaws.com"], nil,
                "the output Url of web-dev is http://elsewhere.example.com, which does not lead to its load balancer web.elb.amazonaws.com"
                    + end
            ),
            (
                ["Url": "http://shop.example.com", "AlbDnsName": "localhost:1"], "http://localhost:4566",
                "the output Url of web-dev is http://shop.example.com, which does not lead to its load balancer localhost:1"
                    + end
            ),
            (
                ["Url": "http://web.elb.amazonaws.com", "AlbDnsName": "web.elb.amazonaws.com"], "http://localhost:4566",
                "dev is local, but its load balancer is web.elb.amazonaws.com, which is not on this machine" + end
            ),
        ] {
            do {
                _ = try await deployed(outputs, endpoint: endpoint)
                XCTFail(message)
            } catch let error as CommandError {
                XCTAssertEqual(error.diagnostics.map(\.message), [message])
            }
        }
    }
}
