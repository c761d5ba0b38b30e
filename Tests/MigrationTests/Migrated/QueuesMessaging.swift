import AWSSNS
import AWSSQS

/// Messaging of Queues.
struct QueuesMessaging {
    let topic: Resource<SNS.Topic>
    let failedOrders: Resource<SQS.Queue>
    let orders: Resource<SQS.Queue>
    let failedMails: Resource<SQS.Queue>
    let failedBills: Resource<SQS.Queue>
    let failedRefunds: Resource<SQS.Queue>
    let failedReturns: Resource<SQS.Queue>
    let failedParcels: Resource<SQS.Queue>
    let failedCoupons: Resource<SQS.Queue>
    let failedReviews: Resource<SQS.Queue>
    let failedStock: Resource<SQS.Queue>
    let failedPrices: Resource<SQS.Queue>

    init(in stack: Stack, _ settings: QueuesSettings) {
        topic = stack.add("Topic", SNS.Topic())

        failedOrders = stack.add(
            "FailedOrders",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        orders = stack.add(
            "Orders",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedOrders.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedMails = stack.add(
            "FailedMails",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Mails",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedMails.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedBills = stack.add(
            "FailedBills",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Bills",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedBills.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedRefunds = stack.add(
            "FailedRefunds",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Refunds",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedRefunds.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedReturns = stack.add(
            "FailedReturns",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Returns",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedReturns.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedParcels = stack.add(
            "FailedParcels",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Parcels",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedParcels.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedCoupons = stack.add(
            "FailedCoupons",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Coupons",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedCoupons.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedReviews = stack.add(
            "FailedReviews",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Reviews",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedReviews.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedStock = stack.add(
            "FailedStock",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Stock",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedStock.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))

        failedPrices = stack.add(
            "FailedPrices",
            SQS.Queue(messageRetentionPeriod: 1209600, tags: ["Tier": settings.tier]))

        stack.add(
            "Prices",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failedPrices.arn, maxReceiveCount: 5),
                visibilityTimeout: 60))
    }
}
