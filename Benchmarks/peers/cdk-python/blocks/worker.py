"""Orders that wait in a queue, a function that works on them, and an alarm for those that fail."""

import aws_cdk as cdk
from aws_cdk import (
    aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_lambda as lambda_,
    aws_lambda_event_sources as sources, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
)


def block(stack):
    failed = sqs.Queue(stack, "FailedOrders", enforce_ssl=True, retention_period=cdk.Duration.days(14))
    orders = sqs.Queue(
        stack, "Orders", enforce_ssl=True, visibility_timeout=cdk.Duration.seconds(180),
        dead_letter_queue=sqs.DeadLetterQueue(queue=failed, max_receive_count=5))
    worker = lambda_.Function(
        stack, "Worker", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"), timeout=cdk.Duration.seconds(30))
    worker.add_event_source(sources.SqsEventSource(orders, batch_size=10))
    alarms = sns.Topic(stack, "Alarms", enforce_ssl=True)
    alarms.add_subscription(subscriptions.EmailSubscription("ops@example.com"))
    for name, metric in {
        "Failed": failed.metric_approximate_number_of_messages_visible(),
        "Late": orders.metric_approximate_age_of_oldest_message(),
        "Errors": worker.metric_errors(),
    }.items():
        alarm = cloudwatch.Alarm(stack, name, metric=metric, threshold=600 if name == "Late" else 1, evaluation_periods=1)
        alarm.add_alarm_action(actions.SnsAction(alarms))
