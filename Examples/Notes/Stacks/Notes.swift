import APIConstructs
import FunctionConstructs
import TableConstructs

/// Notes in a table, behind an HTTP API.
public enum Notes {
    public static func app() -> App {
        let app = App()
        let root = app.stack("Notes", description: "Notes in a table, behind an HTTP API")
        let environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["dev", "prod"],
            description: "Which environment this is; also the value of the tag Environment.")
        let isProduction = root.condition("IsProduction", environment == "prod")
        root.tag("Environment", environment)

        let table = Table(
            in: root.scope("Notes"), partitionKey: .string("id"),
            deletionProtection: .if(isProduction, true, else: false))
        let function = Function(
            in: root.scope("Handler"), code: .inline(Value(source), runtime: .python3_13), timeout: 10,
            environment: ["TABLE": table.name])
        table.grantReadWrite(to: function)
        // Open: everybody who knows its address reads and writes, ten times a second in all. More are answered 429, and
        // cost neither the function nor the table.
        let api = HTTPAPI(
            in: root.scope("Notes"), authorization: .anyone, throttling: .init(requestsPerSecond: 10, burst: 20))
        api.routes(.get("/notes"), .post("/notes"), to: function)

        root.output("Url", api.url, description: "Where notes are read (GET /notes) and written (POST /notes)")
        root.output("ApiId", api.apiID, description: "The API")
        root.output("TableName", table.name, description: "Where notes are kept")
        return app
    }

    private static let source = """
        import json, os, uuid
        import boto3

        table = boto3.resource("dynamodb").Table(os.environ["TABLE"])

        def handler(event, context):
            if event["routeKey"] == "POST /notes":
                note = {"id": str(uuid.uuid4()), "text": str(json.loads(event["body"])["text"])[:1000]}
                table.put_item(Item=note)
                return {"statusCode": 201, "body": json.dumps(note)}
            return {"statusCode": 200, "body": json.dumps(table.scan(Limit=100)["Items"])}

        """
}
