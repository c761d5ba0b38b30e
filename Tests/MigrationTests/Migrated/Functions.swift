import AWSIAM
import AWSLambda
import AWSS3
import AWSSQS
import AWSStepFunctions
import IdentityConstructs

/// The stack Functions.
public enum Functions {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Functions")

        let orders = stack.add("Orders", SQS.Queue(visibilityTimeout: 60), deletionPolicy: .retain)

        let files = stack.add(
            "Files",
            S3.Bucket(
                bucketEncryption: .init(
                    serverSideEncryptionConfiguration: [
                        .init(serverSideEncryptionByDefault: .init(sseAlgorithm: .aes256))
                    ])))

        let role = stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: PolicyStatement.document([
                    PolicyStatement(principal: ["Service": "lambda.amazonaws.com"], action: "sts:AssumeRole")
                ]),
                policies: [
                    .init(
                        policyDocument: PolicyStatement.document([
                            PolicyStatement(
                                actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
                                resource: orders.arn.text),
                            PolicyStatement(action: "s3:GetObject", resource: "\(files.arn)/*"),
                        ]),
                        policyName: "work")
                ]))

        let worker = stack.add(
            "Worker",
            Lambda.Function(
                code: .init(
                    zipFile:
                        """
                        import json

                        def handler(event, context):
                            print(json.dumps(event))
                            return "done"

                        """),
                role: role.arn,
                environment: .init(variables: ["QUEUE": JSON(orders.queueUrl), "LEVEL": 3]),
                handler: "index.handler",
                runtime: .python3_13))

        stack.add(
            "Mapping",
            Lambda.EventSourceMapping(functionName: worker.functionName, eventSourceArn: .queue(orders.arn)))

        stack.add(
            "Steps",
            StepFunctions.StateMachine(
                roleArn: role.arn,
                definitionString:
                    """
                    {
                      "StartAt": "Work",
                      "States": { "Work": { "Type": "Task", "Resource": "\(worker.arn)", "End": true } }
                    }
                    """))

        return app
    }
}
