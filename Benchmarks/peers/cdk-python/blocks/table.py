"""A table with an index, which a function reads and writes, and another one follows; what that fails at is kept."""

from aws_cdk import (
    aws_dynamodb as dynamodb, aws_lambda as lambda_, aws_lambda_event_sources as sources, aws_sqs as sqs,
)


def block(stack):
    items = dynamodb.TableV2(
        stack, "Items", partition_key=dynamodb.Attribute(name="customer", type=dynamodb.AttributeType.STRING),
        sort_key=dynamodb.Attribute(name="placedAt", type=dynamodb.AttributeType.NUMBER),
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True),
        deletion_protection=True, time_to_live_attribute="expiresAt", dynamo_stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
        global_secondary_indexes=[dynamodb.GlobalSecondaryIndexPropsV2(
            index_name="byState", partition_key=dynamodb.Attribute(name="state", type=dynamodb.AttributeType.STRING),
            projection_type=dynamodb.ProjectionType.KEYS_ONLY)])
    shop, audit = (
        lambda_.Function(
            stack, name, runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context): pass"), environment={"ITEMS": items.table_name})
        for name in ("Shop", "Audit"))
    items.grant_read_write_data(shop)
    audit.add_event_source(sources.DynamoEventSource(
        items, starting_position=lambda_.StartingPosition.TRIM_HORIZON, retry_attempts=10, bisect_batch_on_error=True,
        on_failure=sources.SqsDlq(sqs.Queue(stack, "Failed", enforce_ssl=True))))
