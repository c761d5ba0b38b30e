"""What was paid is published, and waits for two who are interested, for one of them only what is large."""

from aws_cdk import aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs


def block(stack):
    paid = sns.Topic(stack, "Paid", enforce_ssl=True)
    for name, policy in {"Shipping": None, "Audit": {"total": sns.FilterOrPolicy.filter(
            sns.SubscriptionFilter.numeric_filter(greater_than_or_equal_to=1000))}}.items():
        queue = sqs.Queue(
            stack, name, enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=sqs.Queue(stack, f"Failed{name}", enforce_ssl=True), max_receive_count=5))
        paid.add_subscription(subscriptions.SqsSubscription(
            queue, raw_message_delivery=True, filter_policy_with_message_body=policy))
