import AWSCloudWatch

/// Monitoring of Queues.
struct QueuesMonitoring {
    init(in stack: Stack, _ settings: QueuesSettings, _ messaging: QueuesMessaging) {
        stack.add(
            "OrdersAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Orders fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedOrders.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "MailsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Mails fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedMails.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "BillsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Bills fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedBills.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "RefundsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Refunds fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedRefunds.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "ReturnsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Returns fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedReturns.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "ParcelsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Parcels fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedParcels.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "CouponsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Coupons fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedCoupons.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "ReviewsAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Reviews fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedReviews.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "StockAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Stock fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedStock.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)

        stack.add(
            "PricesAlarm",
            CloudWatch.Alarm(
                alarmActions: [.topic(messaging.topic.topicArn)],
                alarmDescription: "Prices fail",
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "QueueName", value: messaging.failedPrices.queueName.text)],
                evaluationPeriods: 1,
                metricName: "ApproximateNumberOfMessagesVisible",
                namespace: "AWS/SQS",
                period: 300,
                statistic: .maximum,
                threshold: 0),
            condition: settings.isProduction)
    }
}
