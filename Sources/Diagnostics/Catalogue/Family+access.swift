extension DiagnosticFamily {
    static let access = DiagnosticFamily(
        title: "Policies and permissions",
        summary: "Found in the policies of templates, and by asking whether what is wired together may use each other.",
        kinds: [
            DiagnosticKind(
                "policy-grammar", "A policy is not as AWS reads it", because: "IAM or the service refuses it",
                bad: "\"Effect\": \"allow\"", good: "\"Effect\": \"Allow\""),
            DiagnosticKind(
                "policy-action", "An action names no service", because: "IAM refuses the policy",
                bad: "\"Action\": \"GetObject\"", good: "\"Action\": \"s3:GetObject\""),
            DiagnosticKind(
                "policy-resource", "What a policy is about has another ARN",
                because: "IAM refuses what is no ARN, and nothing matches one that no resource has",
                bad: "\"Resource\": { \"Ref\": \"Bucket\" }",
                good: "\"Resource\": { \"Fn::GetAtt\": [\"Bucket\", \"Arn\"] }"),
            DiagnosticKind(
                "policy-principal", "A statement has a principal where none belongs, or none where one does",
                because: "IAM or the service refuses the policy"),
            DiagnosticKind(
                "policy-condition", "A condition never holds", .warning,
                because: "what it is to allow is never allowed, and what it is to deny is never denied",
                bad: "\"StringEquals\": { \"aws:PrincipalArn\": \"arn:aws:iam::*:role/build-*\" }",
                good: "\"StringLike\": { \"aws:PrincipalArn\": \"arn:aws:iam::*:role/build-*\" }"),
            DiagnosticKind(
                "unknown-action", "There is no such action",
                because: "it allows nothing; a warning where nothing is called nearly so, and it may be new",
                bad: "\"Action\": \"sqs:ReciveMessage\"", good: "\"Action\": \"sqs:ReceiveMessage\""),
            DiagnosticKind(
                "action-resource", "An action does not apply to what it is allowed on",
                because: "it is never allowed; S3 refuses such a bucket policy",
                bad: "\"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::shop\"",
                good: "\"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::shop/*\""),
            DiagnosticKind(
                "unknown-principal", "No service has such a name", because: "IAM refuses the policy",
                bad: "\"Service\": \"lambda.amazon.com\"", good: "\"Service\": \"lambda.amazonaws.com\""),
            DiagnosticKind(
                "unknown-managed-policy", "AWS has no such policy", because: "IAM cannot attach it",
                bad: "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
                good: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
            DiagnosticKind(
                "role-trust", "A service may not assume the role that it is given",
                because: "the service refuses the role, or fails when it needs it"),
            DiagnosticKind(
                "missing-permission", "What is wired together may not use each other",
                because: "the service refuses the wiring, or nothing ever arrives"),
            DiagnosticKind(
                "service-key", "A service may not use the key of what it delivers to",
                because: "the service refuses it, or what it delivers is lost without a word"),
            DiagnosticKind(
                "key-policy-lockout", "A key's policy lets nobody change it", because: "KMS refuses the key"),
            DiagnosticKind(
                "bucket-policy-blocked", "A bucket blocks the public policy that it is given",
                because: "S3 refuses the policy"),
        ])
}
