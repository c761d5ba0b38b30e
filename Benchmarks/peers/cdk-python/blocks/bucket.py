"""A bucket for files of one's own, with old versions for a while, and a function that is told of new ones."""

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_, aws_s3 as s3, aws_s3_notifications as s3n


def block(stack):
    bucket = s3.Bucket(
        stack, "Files", encryption=s3.BucketEncryption.S3_MANAGED, block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        enforce_ssl=True, versioned=True,
        lifecycle_rules=[s3.LifecycleRule(noncurrent_version_expiration=cdk.Duration.days(30))])
    reader = lambda_.Function(
        stack, "Reader", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"))
    bucket.grant_read(reader)
    bucket.add_event_notification(s3.EventType.OBJECT_CREATED, s3n.LambdaDestination(reader))
