import AWSDynamoDB
import AWSSQS

/// What was made by hand: https://..., adopting-notes.
struct Adopted {
    let adoptingOrders: Resource<SQS.Queue>
    let adoptingNotes: Resource<DynamoDB.Table>

    init(in stack: Stack, failed: Resource<SQS.Queue>) {
        adoptingOrders = stack.add(
            "AdoptingOrders",
            SQS.Queue(
                delaySeconds: 0,
                fifoQueue: false,
                maximumMessageSize: 1048576,
                messageRetentionPeriod: 345600,
                queueName: "adopting-orders",
                receiveMessageWaitTimeSeconds: 0,
                redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5),
                visibilityTimeout: 45),
            deletionPolicy: .retain)

        adoptingNotes = stack.add(
            "AdoptingNotes",
            DynamoDB.Table(
                keySchema: [.init(attributeName: "id", keyType: "HASH")],
                attributeDefinitions: [.init(attributeName: "id", attributeType: .s)],
                billingMode: .payPerRequest,
                deletionProtectionEnabled: false,
                tableName: "adopting-notes"),
            deletionPolicy: .retain)
    }
}
