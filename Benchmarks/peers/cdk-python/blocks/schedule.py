"""A function every night by the clock of Madrid; what fails is kept."""

import aws_cdk as cdk
from aws_cdk import (
    aws_lambda as lambda_, aws_logs as logs, aws_scheduler as scheduler, aws_scheduler_targets as targets, aws_sqs as sqs,
)


def block(stack):
    failed = sqs.Queue(stack, "Failed", enforce_ssl=True, retention_period=cdk.Duration.days(14))
    report = lambda_.Function(
        stack, "Report", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"), dead_letter_queue=failed,
        log_group=logs.LogGroup(stack, "Log", retention=logs.RetentionDays.ONE_MONTH))
    scheduler.Schedule(
        stack, "Nightly", target=targets.LambdaInvoke(report, dead_letter_queue=failed),
        schedule=scheduler.ScheduleExpression.cron(hour="3", minute="0", time_zone=cdk.TimeZone.EUROPE_MADRID))
