extension DiagnosticFamily {
    static let schemas = DiagnosticFamily(
        title: "Types and properties",
        summary: "Found by holding resources against CloudFormation's schemas of their types.",
        kinds: [
            DiagnosticKind(
                "unknown-type", "There is no such resource type",
                because: "CloudFormation refuses it; a warning where nothing is called nearly so, and it may be new",
                bad: "RawResource(\"AWS::SQS::Queues\")", good: "SQS.Queue()"),
            DiagnosticKind(
                "unknown-property", "A type has no such property",
                because: "CloudFormation refuses it; a warning where nothing is called nearly so, and it may be new",
                bad: "\"Properties\": { \"DelaySecond\": 5 }", good: "\"Properties\": { \"DelaySeconds\": 5 }"),
            DiagnosticKind(
                "missing-property", "A property is missing that a type requires",
                because: "CloudFormation does not make the resource without it"),
            DiagnosticKind(
                "read-only-property", "A property is given that AWS sets", because: "CloudFormation refuses it"),
            DiagnosticKind(
                "exclusive-properties", "Properties are given that exclude each other",
                because: "the service refuses them together"),
            DiagnosticKind(
                "wrong-value-type", "A value is of another kind than its property",
                because: "CloudFormation refuses a text where a list belongs, and a word where a number does",
                bad: "\"AllocatedStorage\": \"lots\"", good: "\"AllocatedStorage\": 20"),
            DiagnosticKind(
                "null-value", "A value is null", because: "CloudFormation takes no null in a template"),
            DiagnosticKind(
                "value-not-allowed", "A value is none of those allowed", because: "the service refuses it"),
            DiagnosticKind(
                "out-of-range", "A number is too small or too large", because: "the service refuses it",
                bad: "SQS.Queue(delaySeconds: 99_999)", good: "SQS.Queue(delaySeconds: 900)"),
            DiagnosticKind(
                "wrong-length", "A text is too short or too long", because: "the service refuses it"),
            DiagnosticKind(
                "pattern-mismatch", "A text is not written as its property wants it",
                because: "the service refuses it"),
            DiagnosticKind(
                "wrong-count", "There are too many or too few of something", because: "the service refuses it"),
            DiagnosticKind(
                "repeated-element", "A list has something twice that it may have once",
                because: "the service refuses it"),
            DiagnosticKind(
                "unknown-attribute", "A type has no such attribute",
                because: "CloudFormation refuses a template that asks for it",
                bad: "{ \"Fn::GetAtt\": [\"Queue\", \"ARN\"] }", good: "{ \"Fn::GetAtt\": [\"Queue\", \"Arn\"] }"),
        ])
}
