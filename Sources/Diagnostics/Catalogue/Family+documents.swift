extension DiagnosticFamily {
    static let documents = DiagnosticFamily(
        title: "Documents in properties",
        summary:
            "Found in what properties hold for a service to read: schedules, state machines, dashboards, patterns.",
        kinds: [
            DiagnosticKind("json-text", "A text that has to be JSON is none", because: "the service refuses it"),
            DiagnosticKind(
                "schedule-expression", "A schedule is not as its service reads it", because: "the service refuses it",
                bad: "rate(1 minutes)", good: "rate(1 minute)"),
            DiagnosticKind(
                "schedule-bus", "A rule of an own bus has a schedule",
                because: "EventBridge refuses it: schedules are for the default bus"),
            DiagnosticKind(
                "event-pattern", "A pattern is not as EventBridge reads it", because: "EventBridge refuses it",
                bad: "{ \"source\": \"shop\" }", good: "{ \"source\": [\"shop\"] }"),
            DiagnosticKind(
                "event-name", "A pattern names an event in another case than the service that sends it", .warning,
                because: "the rule never matches", bad: "\"source\": [\"aws.batch\"], Batch job state change",
                good: "Batch Job State Change"),
            DiagnosticKind(
                "build-specification", "A build is not said as CodeBuild reads it", .warning,
                because: "the build fails, or leaves out what is meant",
                bad: "phases: postbuild: commands: ...", good: "phases: post_build: commands: ..."),
            DiagnosticKind(
                "filter-pattern", "A pattern is not as CloudWatch Logs reads it",
                because: "CloudWatch Logs refuses the filter", bad: "{ $.level = \"error\"",
                good: "{ $.level = \"error\" }"),
            DiagnosticKind(
                "filter-policy", "A policy is not as Amazon SNS reads it",
                because: "Amazon SNS refuses the subscription",
                bad: "{ \"kind\": \"order\" }", good: "{ \"kind\": [\"order\"] }"),
            DiagnosticKind(
                "input-transformer", "A target's input has a place for which there is nothing",
                because: "EventBridge refuses the rule",
                bad: #""InputPathsMap": { "id": "$.detail.id" }, "InputTemplate": "\"<name>\"""#,
                good: #""InputTemplate": "\"<id>\"""#),
            DiagnosticKind(
                "state-machine", "The states of a machine do not lead to one another",
                because: "Step Functions refuses the definition",
                bad: "\"Work\": { \"Type\": \"Pass\" }", good: "\"Work\": { \"Type\": \"Pass\", \"End\": true }"),
            DiagnosticKind(
                "systems-manager-document", "A document of Systems Manager does not say what it does",
                because: "Systems Manager refuses the document",
                bad: "{ \"schemaVersion\": \"2.2\", \"steps\": [...] }",
                good: "{ \"schemaVersion\": \"2.2\", \"mainSteps\": [...] }"),
            DiagnosticKind(
                "unknown-field", "A resolver is of a field that the schema has not",
                because: "AppSync refuses the resolver", bad: "FieldName item, and type Query { items: [Item] }",
                good: "FieldName items"),
            DiagnosticKind(
                "api-description", "A document of OpenAPI is not as API Gateway reads it",
                because: "API Gateway refuses the document, or the API answers with an error",
                bad: ##""$ref": "#/components/schemas/Itm", and only Item there"##,
                good: ##""$ref": "#/components/schemas/Item""##),
            DiagnosticKind(
                "missing-capability", "A stack set's template needs more than it may do",
                because: "CloudFormation refuses the stack set", bad: "a role with a RoleName, and no Capabilities",
                good: "\"Capabilities\": [\"CAPABILITY_NAMED_IAM\"]"),
            DiagnosticKind(
                "unknown-graphql-type", "A schema uses a type that it has not", because: "AppSync refuses the schema",
                bad: "type Query { item: Itm }, and type Item { ... }", good: "type Query { item: Item }"),
            DiagnosticKind(
                "dashboard-grid", "A widget is not on the dashboard's grid", because: "CloudWatch refuses the dashboard"
            ),
            DiagnosticKind(
                "dashboard-widget", "A widget is not as CloudWatch reads it",
                because: "CloudWatch refuses the dashboard",
                bad: "\"metrics\": [\"AWS/SQS\", \"NumberOfMessagesSent\"]",
                good: "\"metrics\": [[\"AWS/SQS\", \"NumberOfMessagesSent\"]]"),
            DiagnosticKind(
                "metric-expression", "An expression of metrics is about what is not there",
                because: "CloudWatch refuses the alarm, and a graph stays empty",
                bad: "\"Expression\": \"errors / calls\", and no metric with the Id calls",
                good: "{ \"Id\": \"calls\", \"MetricStat\": ... }"),
            DiagnosticKind(
                "alarm-metrics", "Not one of an alarm's metrics is what it looks at", because: "CloudWatch refuses it",
                bad: "two metrics that return data", good: "\"ReturnData\": false for all but one"),
            DiagnosticKind(
                "alarm-rule", "A composite alarm's rule is not as CloudWatch reads it",
                because: "CloudWatch refuses it",
                bad: "FAILED(Errors)", good: "ALARM(Errors)"),
            DiagnosticKind(
                "metric-dimension", "A metric's dimension is not what its service calls the resource", .warning,
                because: "there is no such metric: the alarm never fires, and the graph stays empty",
                bad: "{ \"Fn::GetAtt\": [\"Queue\", \"Arn\"] }", good: "{ \"Fn::GetAtt\": [\"Queue\", \"QueueName\"] }"),
            DiagnosticKind(
                "unknown-metric", "A service has no metric of that name", .warning,
                because: "the alarm never fires", bad: "AWS/Lambda, Error", good: "AWS/Lambda, Errors"),
            DiagnosticKind(
                "alarm-period", "An alarm looks back longer than CloudWatch does", because: "CloudWatch refuses it"),
            DiagnosticKind(
                "alarm-datapoints", "An alarm needs more data points than it looks at",
                because: "CloudWatch refuses it"),
        ])
}
