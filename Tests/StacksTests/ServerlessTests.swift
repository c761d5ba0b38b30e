import AWSLambda
import AWSServerless
import CloudFormation
import TemplateTesting
import XCTest

final class ServerlessTests: XCTestCase {
    /// A function behind an HTTP API, with its table.
    private func build(_ root: Stack) {
        let stack = root.nestedStack("Items")
        let table = stack.add("Table", Serverless.SimpleTable(primaryKey: .init(name: "id", type: "String")))
        let api = stack.add("Api", Serverless.HttpApi(stageName: "v1"))
        let items = stack.add(
            "Handler",
            Serverless.Function(
                environment: .init(variables: ["TABLE": table.tableName.text]),
                events: ["Get": .init(type: .httpApi, properties: .init(apiId: JSON(api.apiId), method: "get"))],
                handler: "index.handle", inlineCode: "def handle(event, context): return {}", memorySize: 256,
                policies: [["DynamoDBReadPolicy": ["TableName": JSON(table.tableName)]]], runtime: "python3.13"))
        // What the transform makes is a function of Lambda and has its kinds of references.
        stack.add("Alias", Lambda.Alias(functionName: items.functionName, functionVersion: "1", name: "live"))
        root.tag("Team", "shop")
        root.output("Items", items.arn)
        root.add("Topic", RawResource("AWS::SNS::Topic"))
    }

    func testServerlessTypesAreTypedAndDeclareTheirTransform() throws {
        let app = App()
        build(app.stack("Shop"))
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.diagnostics.map(\.description), [])
        let shop = try EvaluatedStack(of: app)
        let items = try XCTUnwrap(shop.stacks["Items"])
        let function = items["Handler"].Properties
        XCTAssertEqual(function.Environment.Variables.TABLE, "Items/Table")
        XCTAssertEqual(function.Events.Get.Properties.ApiId, "Items/Api")
        XCTAssertEqual(function.Events.Get.Type, "HttpApi")
        XCTAssertEqual(function.Tags.Team, "shop")
        XCTAssertEqual(items["Alias"].Properties.FunctionName, "Items/Handler")
        XCTAssertEqual(shop.outputs["Items"], "Items/Handler.Arn")
        let templates = assembly.templates.map { String(decoding: $0.contents, as: UTF8.self) }
        XCTAssertEqual(templates.map { $0.contains("AWS::Serverless-2016-10-31") }, [false, true])
    }
}
