import AWSECR
import CloudFormation
import Constructs
import XCTest

final class ContainerImageTests: XCTestCase {
    private let digest = "sha256:" + String(repeating: "0123456789abcdef", count: 4)

    /// The template of what an image becomes where it is taken, and what is told.
    private func taken(_ image: (Resource<ECR.Repository>) -> ContainerImage) -> (template: String, problems: [String])
    {
        let app = App()
        let stack = app.stack("Shop")
        let image = image(stack.add("Images", ECR.Repository()))
        image.grantPull(to: Role(in: stack.scope("Starter"), assumedBy: "ecs-tasks.amazonaws.com"))
        stack.output("Image", image.uri)
        let assembly = app.synthesize()
        return (
            String(decoding: assembly.templates[0].contents, as: UTF8.self),
            assembly.diagnostics.filter { $0.code == "container-image" }.map(\.message)
        )
    }

    func testAnImageOfTheAppIsNamedByItsRepositoryAndCanBePulled() {
        let tagged = taken { ContainerImage(in: $0, tag: "2026-11-29") }
        XCTAssertEqual(tagged.problems, [])
        XCTAssertTrue(
            tagged.template.contains(#"{ "Fn::Sub": "${Images.RepositoryUri}:2026-11-29" }"#), tagged.template)
        XCTAssertTrue(tagged.template.contains(#""ecr:BatchGetImage""#), tagged.template)
        XCTAssertTrue(tagged.template.contains(#"{ "Fn::GetAtt": ["Images", "Arn"] }"#), tagged.template)
        let fixed = taken { ContainerImage(in: $0, digest: Value(digest)) }
        XCTAssertEqual(fixed.problems, [])
        XCTAssertTrue(fixed.template.contains("${Images.RepositoryUri}@\(digest)"), fixed.template)
    }

    func testAnImageOfSomebodyElseNeedsNoPermission() {
        for uri in ["public.ecr.aws/nginx/nginx:1.29", "localhost:5000/shop:1", "nginx@\(digest)"] {
            let other = taken { _ in ContainerImage(Value(uri)) }
            XCTAssertEqual(other.problems, [], uri)
            XCTAssertFalse(other.template.contains("ecr:"), other.template)
        }
    }

    func testAnImageThatIsNotAlwaysTheSameIsTold() {
        for uri in ["nginx", "localhost:5000/shop", "nginx@sha256:12", "nginx:", "nginx:a b", ""] {
            XCTAssertEqual(taken { _ in ContainerImage(Value(uri)) }.problems.count, 1, uri)
        }
        XCTAssertEqual(taken { ContainerImage(in: $0, tag: "-1") }.problems.count, 1)
        XCTAssertEqual(taken { ContainerImage(in: $0, digest: "1.2") }.problems.count, 1)
    }

    func testWhatAParameterGivesIsLeftToTheDeployment() {
        let app = App()
        let stack = app.stack("Shop")
        let image = ContainerImage(
            in: stack.add("Images", ECR.Repository()), digest: stack.parameter("WorkerDigest", default: "none"))
        image.grantPull(to: Role(in: stack.scope("Starter"), assumedBy: "ecs-tasks.amazonaws.com"))
        stack.output("Image", image.uri)
        XCTAssertEqual(app.synthesize().diagnostics.filter { $0.code == "container-image" }, [])
    }
}
