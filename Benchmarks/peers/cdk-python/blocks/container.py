"""Containers behind a load balancer with TLS, as many as the work wants; releases that fail are taken back."""

import aws_cdk as cdk
from aws_cdk import (
    aws_certificatemanager as acm, aws_ecr as ecr, aws_ecs as ecs, aws_ecs_patterns as patterns, aws_logs as logs,
)

from blocks import network


def block(stack):
    vpc = network.block(stack)
    certificate = acm.Certificate.from_certificate_arn(
        stack, "Certificate", cdk.CfnParameter(stack, "CertificateArn").value_as_string)
    images = ecr.Repository(stack, "Images", image_scan_on_push=True, image_tag_mutability=ecr.TagMutability.IMMUTABLE)
    images.add_lifecycle_rule(max_image_count=50)
    shop = patterns.ApplicationLoadBalancedFargateService(
        stack, "Shop", vpc=vpc, certificate=certificate, redirect_http=True, desired_count=2,
        min_healthy_percent=100, circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
        cpu=512, memory_limit_mib=1024,
        runtime_platform=ecs.RuntimePlatform(
            cpu_architecture=ecs.CpuArchitecture.ARM64, operating_system_family=ecs.OperatingSystemFamily.LINUX),
        task_image_options=patterns.ApplicationLoadBalancedTaskImageOptions(
            image=ecs.ContainerImage.from_ecr_repository(images, "1.4"), container_port=8080,
            log_driver=ecs.LogDrivers.aws_logs(stream_prefix="shop", log_retention=logs.RetentionDays.ONE_MONTH)))
    scaling = shop.service.auto_scale_task_count(min_capacity=2, max_capacity=10)
    scaling.scale_on_cpu_utilization("CPU", target_utilization_percent=60)
