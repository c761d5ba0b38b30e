import Foundation
import XCTest

/// Every example in doc comments and pages compiles, as somebody who copies it expects.
final class DocumentationExampleTests: XCTestCase {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What examples may take for granted.
    private static let given = """
        import AWSAutoScaling
        import AWSCloudWatch
        import AWSEC2
        import AWSECR
        import AWSIAM
        import AWSLambda
        import AWSRDS
        import AWSResourceCatalogue
        import AWSS3
        import AWSSNS
        import AWSSQS
        import Constructs
        import JSON
        import ResourceSchemas
        import TemplateTesting
        import Terminal

        private enum Orders { static func app() -> App { App() } }

        func program(
            stack: Stack, root: Stack, compute: Stack, data: Stack, storage: Stack, vpc: Resource<EC2.VPC>,
            subnet: Resource<EC2.Subnet>, bucket: Resource<S3.Bucket>, worker: Resource<Lambda.Function>,
            environment: Value<String>, project: Value<String>, domain: Value<String>, isProduction: Condition, isDev: Condition,
            legacy: TemplateStack, service: LoadBalancedService, database: MySQLDatabase, dataLake: PrivateBucket,
            settings: (name: Value<String>, environment: Value<String>), orders: EvaluatedStack, wrong: App,
            role: Role, repository: Resource<ECR.Repository>, topic: Resource<SNS.Topic>, queue: Resource<SQS.Queue>,
            policy: Resource<AutoScaling.ScalingPolicy>, email: Value<String>
        ) throws {

        """

    /// The same for constructs, each of which has a name.
    private static let givenConstructs = """
        import AWSEC2
        import AWSECR
        import AWSElasticLoadBalancingV2
        import AWSIAM
        import AWSSQS
        import Constructs

        func program(
            stack: Stack, root: Stack, compute: Stack, data: Stack, storage: Stack, vpc: Resource<EC2.VPC>,
            repository: Resource<ECR.Repository>, environment: Value<String>, project: Value<String>,
            isProduction: Condition, isDev: Condition, settings: (name: Value<String>, environment: Value<String>),
            network: Network, service: LoadBalancedService, database: MySQLDatabase, dataLake: PrivateBucket, alarms: Alarms,
            orders: Queue, mails: Queue, paid: Topic, bus: EventBus, items: Table, worker: Function, mailer: Function,
            thumbnails: Function, totals: Function, executionRole: Role, zone: Zone, certificate: Certificate,
            edge: EdgeCertificate, api: HTTPAPI, staff: TokenIssuer, users: UserPool, pages: UserPool.SignInPages,
            web: UserPool.Client, images: Repository, image: ContainerImage, container: Container, front: LoadBalancer,
            cluster: Cluster, job: Job, loadBalancerARN: Value<ARN<ElasticLoadBalancingV2.LoadBalancer>>,
            listenerARN: Value<ARN<ElasticLoadBalancingV2.Listener>>
        ) throws {

        """

    /// The same for the module that reads templates, whose names are others.
    private static let givenTemplates = """
        import JSON
        import Template

        func program(bytes: [UInt8], template: Template, tree: TemplateTree, database: EvaluatedValue) throws {

        """

    /// The same for what is asked of templates whose values are known.
    private static let givenPermissions = """
        import AWSResourceCatalogue
        import PermissionFacts
        import Permissions
        import ResourceSchemas
        import Template

        func program(template: EvaluatedTemplate, place: DeploymentPlace) throws {

        """

    /// The same for what makes Swift of templates.
    private static let givenMigration = """
        import Migration
        import Template

        func program(template: Template) throws {

        """

    /// The same for the module that tests stacks.
    private static let givenTests = """
        import AWSSQS
        import CloudFormation
        import TemplateTesting
        import XCTest

        private enum Orders {
            static func app() -> App { App() }
        }

        func program(wrong: App, orders: EvaluatedStack) throws {

        """

    /// What whole files may take for granted: the app that the rest of a package describes.
    private static let givenFiles = """
        import AppDeclaration
        import CloudFormation

        private enum Orders {
            static let operations = OperatedApp()
            @Sendable static func app() -> App { App() }
        }

        func program() async {

        """

    private static func given(for example: DocumentationExample) -> String {
        if example.isFile { return givenFiles }
        if example.place.hasPrefix("Sources/Constructs/") || example.place.hasPrefix("docs/constructs.md") {
            return givenConstructs
        }
        if example.place.hasPrefix("Sources/Template/") { return givenTemplates }
        if example.place.hasPrefix("Sources/TemplateTesting/") { return givenTests }
        if example.place.hasPrefix("Sources/Permission") { return givenPermissions }
        if example.place.hasPrefix("Sources/Migration/") { return givenMigration }
        return given
    }

    private func examples() throws -> [DocumentationExample] {
        var examples: [DocumentationExample] = []
        for (path, text) in try Self.files(".swift", in: ["Sources", "Stacks"]) {
            examples += DocumentationExample.all(inComments: text, of: path)
        }
        let pages = try Self.files(".md", in: ["Sources", "Tools", "Tests", "docs"]) + Self.pagesAtTheRoot()
        for (path, text) in pages {
            examples += DocumentationExample.all(inPage: text, of: path)
        }
        return examples
    }

    /// The files written by hand, by path below the root.
    private static func files(_ suffix: String, in folders: [String]) throws -> [(path: String, text: String)] {
        var files: [(path: String, text: String)] = []
        for folder in folders {
            let paths = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
            while let path = paths?.nextObject() as? String {
                // Generated ones show no examples.
                if path.hasPrefix("Services/") { continue }
                if path.hasSuffix(suffix) { files += try file("\(folder)/\(path)") }
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    private static func pagesAtTheRoot() throws -> [(path: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".md") }.sorted()
            .flatMap { try file($0) }
    }

    private static func file(_ path: String) throws -> [(path: String, text: String)] {
        [(path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))]
    }

    func testEveryExampleCompiles() throws {
        let all = try examples().filter { example in
            // Manifests are no code of an app's, and `make examples` builds the app that the README shows.
            !example.code.hasPrefix("// swift-tools-version")
                && !(example.place.hasPrefix("README.md") && example.isFile)
        }
        let examples = all.filter { !$0.isFile } + Self.programs(of: all.filter(\.isFile))
        XCTAssertGreaterThan(examples.count, 12)
        XCTAssertTrue(examples.contains { $0.error != nil }, "the README shows an error")
        let errors = try TypeChecker().errors(
            in: examples.map { ($0.code, Self.given(for: $0)) })
        for (example, errors) in zip(examples, errors) {
            if let expected = example.error {
                XCTAssertTrue(errors.contains { $0.contains(expected) }, "\(example.place): \(example.code)\n\(errors)")
            } else {
                XCTAssertEqual(errors, [], "\(example.place)\n\(example.code)")
            }
        }
    }

    /// The files that a page shows are one program.
    private static func programs(of files: [DocumentationExample]) -> [DocumentationExample] {
        Dictionary(grouping: files) { $0.place.prefix { $0 != ":" } }.sorted { $0.key < $1.key }.map { page, files in
            DocumentationExample(place: String(page), code: files.map(\.code).joined(separator: "\n"))
        }
    }

    func testExamplesAreFoundInCommentsAndPages() {
        let found = DocumentationExample.all(
            inComments: """
                /// Does it.
                ///
                ///     let a = 1
                ///
                ///     wrong(a)
                ///     // error: no such thing
                /// - Parameters:
                ///   - a: what goes on
                ///     in a second line.
                struct A {
                    /// ```swift
                    /// let b = 2
                    /// ```
                    /// ```json
                    /// { "c": 3 }
                    /// ```
                }
                """, of: "A.swift")
        XCTAssertEqual(found.map(\.place), ["A.swift:3", "A.swift:5", "A.swift:5", "A.swift:12"])
        XCTAssertEqual(found.map(\.code), ["let a = 1", "", "wrong(a)", "let b = 2"])
        XCTAssertEqual(found.map(\.error), [nil, nil, "no such thing", nil])
        let page = DocumentationExample.all(inPage: "text\n```swift\nlet a = 1\n```\n```sh\nls\n```\n", of: "A.md")
        XCTAssertEqual(page.map(\.code), ["let a = 1"])
        XCTAssertEqual(page.map(\.place), ["A.md:3"])
    }
}
