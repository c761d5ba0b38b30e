import AWSIAM
import AWSS3
import IdentityConstructs

/// Who may do what
public enum Access {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Access", description: "Who may do what")

        let bucket = stack.add("Bucket", S3.Bucket())

        stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: PolicyStatement.document([
                    PolicyStatement(principal: ["Service": ["ec2.amazonaws.com"]], actions: ["sts:AssumeRole"])
                ]),
                policies: [
                    .init(
                        policyDocument: PolicyStatement.document([
                            PolicyStatement(
                                actions: ["s3:GetObject", "s3:ListBucket"],
                                resources: [bucket.arn.text, "\(bucket.arn)/*"],
                                id: "Read"),
                            PolicyStatement(
                                .deny,
                                actions: ["s3:DeleteObject"],
                                resources: ["*"],
                                conditions: ["Bool": ["aws:MultiFactorAuthPresent": "false"]]),
                        ]),
                        policyName: "data"),
                    .init(
                        policyDocument: PolicyStatement.document([
                            PolicyStatement(action: "sqs:SendMessage", resource: "*")
                        ]),
                        policyName: "one"),
                ]))

        return app
    }
}
