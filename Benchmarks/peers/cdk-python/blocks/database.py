"""A PostgreSQL database in a network, whose password is renewed by itself, and a function that reaches it."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2, aws_lambda as lambda_, aws_rds as rds

from blocks import network


def block(stack):
    vpc = network.block(stack)
    database = rds.DatabaseInstance(
        stack, "Shop", vpc=vpc, vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
        engine=rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.VER_17),
        instance_type=ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MICRO), multi_az=True,
        storage_encrypted=True, storage_type=rds.StorageType.GP3, allocated_storage=20, max_allocated_storage=100,
        manage_master_user_password=True, backup_retention=cdk.Duration.days(7), deletion_protection=True,
        parameters={"rds.force_ssl": "1"}, cloudwatch_logs_exports=["postgresql"])
    worker = lambda_.Function(
        stack, "Worker", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler", vpc=vpc,
        code=lambda_.Code.from_inline("def handler(event, context): pass"))
    database.connections.allow_default_port_from(worker)
    database.secret.grant_read(worker)
