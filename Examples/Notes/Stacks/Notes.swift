import AWSApiGatewayV2
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
        let api = addAPI(to: root, in: environment, calling: function)

        root.output("Url", api.apiEndpoint, description: "Where notes are read (GET /notes) and written (POST /notes)")
        root.output("ApiId", api.apiId, description: "The API")
        root.output("TableName", table.name, description: "Where notes are kept")
        return app
    }

    private static func addAPI(
        to root: Stack, in environment: Value<String>, calling function: Function
    ) -> Resource<ApiGatewayV2.Api> {
        let api = root.add("Api", ApiGatewayV2.Api(name: "notes-\(environment)", protocolType: "HTTP"))
        let integration = root.add(
            "Integration",
            ApiGatewayV2.Integration(
                apiId: api.apiId, integrationType: "AWS_PROXY", integrationUri: function.arn.text,
                payloadFormatVersion: "2.0"))
        // The API is open: everybody who knows its address reads and writes. What closes it is one argument of the
        // routes, authorizationType: "AWS_IAM"; callers then sign, and their roles need execute-api:Invoke.
        for (id, route) in [("Read", "GET /notes"), ("Write", "POST /notes")] {
            root.add(
                id,
                ApiGatewayV2.Route(
                    apiId: api.apiId, routeKey: Value(route), target: "integrations/\(integration.integrationId)"))
        }
        // Requests a second, and at once: more are answered 429, and cost neither the function nor the table.
        root.add(
            "Stage",
            ApiGatewayV2.Stage(
                apiId: api.apiId, stageName: "$default", autoDeploy: true,
                defaultRouteSettings: .init(throttlingBurstLimit: 20, throttlingRateLimit: 10)))
        function.allowDelivery(
            from: "apigateway.amazonaws.com",
            by: "arn:\(AWS.partition):execute-api:\(AWS.region):\(AWS.accountID):\(api.apiId)/*", as: "Api")
        return api
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
