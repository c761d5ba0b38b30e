extension DiagnosticFamily {
    static let references = DiagnosticFamily(
        title: "References and functions",
        summary:
            "Found by synthesis and by `check`, at the line of Swift or the place in the file that refers to something.",
        kinds: [
            DiagnosticKind(
                "dangling-reference", "Something refers to what is not there",
                because: "CloudFormation refuses a template with a name that nothing has",
                bad: "RawResource(\"AWS::SNS::Subscription\", properties: [\"TopicArn\": [\"Ref\": \"Alarmz\"]])",
                good:
                    "let alarms = stack.add(\"Alarms\", SNS.Topic())\nSNS.Subscription(protocol: \"email\", topicArn: alarms.topicArn)"
            ),
            DiagnosticKind(
                "reference-type", "A reference gives something else than its property takes",
                because:
                    "the service finds nothing by a subnet's identifier where a VPC's belongs, nor by an ARN for a name",
                bad: "\"Role\": { \"Ref\": \"FunctionRole\" }",
                good: "\"Role\": { \"Fn::GetAtt\": [\"FunctionRole\", \"Arn\"] }"),
            DiagnosticKind(
                "malformed-identifier", "A text is not written as AWS writes identifiers of the resource",
                because: "the service finds nothing by it", bad: "\"VpcId\": \"main\"",
                good: "\"VpcId\": \"vpc-0a1b2c3d4e5f67890\""),
            DiagnosticKind(
                "parameter-type-use", "A parameter is of another type than its use wants",
                because:
                    "CloudFormation refuses a list for a single value, and the service what its property does not take",
                bad: "\"SubnetIds\": { \"Ref\": \"SubnetId\" }", good: "\"SubnetIds\": [{ \"Ref\": \"SubnetId\" }]"),
            DiagnosticKind(
                "reference-between-roots", "A reference leads to another root stack",
                because: "root stacks are deployed on their own, and neither waits for the other"),
            DiagnosticKind(
                "reference-not-allowed", "A reference stands where CloudFormation allows none",
                because: "conditions, rules and metadata are evaluated before there are resources"),
            DiagnosticKind(
                "function-not-allowed", "A function stands where CloudFormation does not allow it",
                because: "each section of a template has functions of its own"),
            DiagnosticKind(
                "malformed-function", "A function has a shape that it cannot have",
                because: "CloudFormation refuses the template, or takes the object for a value",
                bad: "{ \"Fn::Join\": \"-\" }", good: "{ \"Fn::Join\": [\"-\", [\"a\", \"b\"]] }"),
            DiagnosticKind(
                "unknown-function", "There is no such function",
                because: "CloudFormation refuses the template, if no tool makes something else of it before"),
            DiagnosticKind(
                "missing-transform", "A function needs a transform that is not declared",
                because: "CloudFormation has it in AWS::LanguageExtensions only"),
            DiagnosticKind(
                "unused-variable", "A variable of Fn::Sub is not in its text", .warning,
                because: "what was to be put in is not there"),
            DiagnosticKind(
                "conditional-reference", "A resource that may not exist is used as if it did", .warning,
                because: "a deployment in which the condition does not hold fails",
                bad:
                    "let alarm = stack.add(\"Alarm\", alarm, condition: isProduction)\nstack.output(\"Alarm\", alarm.arn)",
                good: "stack.output(\"Alarm\", alarm.arn, condition: isProduction)"),
            DiagnosticKind(
                "condition-of-one-stack", "A condition means something else in another stack",
                because: "it reads the stack's own name or topics, and each stack that uses it has a copy"),
            DiagnosticKind(
                "dependency-cycle", "Resources or stacks wait for each other",
                because: "CloudFormation makes what others need first, and here nothing is first"),
            DiagnosticKind(
                "find-in-map-key", "A mapping has not what is looked up in it",
                because: "CloudFormation refuses the template, or a deployment with the value of a parameter"),
            DiagnosticKind(
                "dynamic-reference", "A dynamic reference is not written as CloudFormation resolves it",
                because: "the deployment fails, or the text arrives as it stands",
                bad: "\"{{resolve:secretmanager:shop:SecretString:password}}\"",
                good: "\"{{resolve:secretsmanager:shop:SecretString:password}}\""),
            DiagnosticKind(
                "dynamic-reference-place", "A secure string stands where it is not resolved",
                because: "CloudFormation resolves secure strings in a few properties only, so that nobody is shown them"
            ),
            DiagnosticKind(
                "import-of-own-export", "A stack imports what it exports itself", .warning,
                because: "the export is not there before the stack is made"),
            DiagnosticKind(
                "redundant-dependency", "A resource waits twice for another one", .info,
                because: "a reference makes it wait; what is said again has to be kept right for nothing"),
            DiagnosticKind(
                "index-out-of-range", "A list has no such element", because: "CloudFormation refuses the selection"),
            DiagnosticKind(
                "illegal-number", "A number is infinite or none", because: "JSON has no way to write it"),
            DiagnosticKind(
                "literal-substitution", "A string is written as if something were put in its place", .warning,
                because: "CloudFormation substitutes in Fn::Sub only, which Swift's interpolation becomes",
                bad: "description: \"orders of ${AWS::Region}\"", good: "description: \"orders of \\(AWS.region)\""),
            DiagnosticKind(
                "secret-shown", "A secret stands where people read it",
                because: "outputs, metadata and descriptions are shown to everyone who may describe the stack"),
        ])
}
