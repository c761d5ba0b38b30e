import AWSSQS
import CloudFormation
import XCTest

/// The article for beginners shows a stack and its template: this one, and what synthesis makes of it.
final class FirstTemplateTests: XCTestCase {
    func testTheArticleShowsThisStackAndItsTemplate() throws {
        let article = try String(
            contentsOfFile: Repository.path("Sources/CloudFormation/CloudFormation.docc/YourFirstTemplate.md"),
            encoding: .utf8)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let stack = try XCTUnwrap(source.components(separatedBy: "enum FirstTemplate {\n").last)
            .components(separatedBy: "\n").dropLast(2).map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }
            .joined(separator: "\n")
        XCTAssertTrue(article.contains("```swift\nimport AWSSQS\nimport CloudFormation\n\n\(stack)\n```"), stack)

        let app = App()
        _ = FirstTemplate.OrdersStack(in: app)
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.diagnostics.map(\.description), [])
        let template = String(decoding: assembly.templates[0].contents, as: UTF8.self)
        XCTAssertTrue(article.contains("```json\n\(template)```"), template)
    }
}

enum FirstTemplate {
    struct OrdersStack {
        let queue: Resource<SQS.Queue>

        init(in app: App) {
            let stack = app.stack("Orders", description: "Orders that wait to be worked on")
            let environment = stack.parameter("Environment", default: "dev", allowedValues: ["dev", "prod"])

            let failed = stack.add("Failed", SQS.Queue(messageRetentionPeriod: 1_209_600))
            queue = stack.add(
                "Orders",
                SQS.Queue(
                    queueName: "orders-\(environment)",
                    redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5)),
                deletionPolicy: .retain)

            stack.output("QueueUrl", queue.queueUrl, description: "Where orders are sent")
        }
    }
}
