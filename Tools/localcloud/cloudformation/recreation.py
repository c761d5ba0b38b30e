"""Which property makes CloudFormation replace a resource, for types ministack has no list of.

Taken from the resource schemas: `createOnlyProperties`, and `conditionalCreateOnlyProperties` for
changes that replace the resource only sometimes.
"""

from __future__ import annotations

from localcloud.emulator import provisioners

_ALWAYS: dict[str, tuple[str, ...]] = {
    "AWS::AutoScaling::AutoScalingGroup": ("AutoScalingGroupName", "InstanceId"),
    "AWS::AutoScaling::ScalingPolicy": ("AutoScalingGroupName",),
    "AWS::AutoScaling::ScheduledAction": ("AutoScalingGroupName",),
    "AWS::CloudWatch::Alarm": ("AlarmName",),
    "AWS::CloudWatch::Dashboard": ("DashboardName",),
    "AWS::EC2::InternetGateway": (),
    "AWS::EC2::LaunchTemplate": ("LaunchTemplateName",),
    "AWS::EC2::Route": ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId",
                        "RouteTableId"),
    "AWS::EC2::RouteTable": ("VpcId",),
    "AWS::EC2::SecurityGroup": ("GroupDescription", "GroupName", "VpcId"),
    "AWS::EC2::Subnet": ("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "Ipv4IpamPoolId",
                         "Ipv4NetmaskLength", "Ipv6IpamPoolId", "Ipv6Native", "Ipv6NetmaskLength", "OutpostArn",
                         "VpcId"),
    "AWS::EC2::SubnetRouteTableAssociation": ("RouteTableId", "SubnetId"),
    "AWS::EC2::VPC": ("CidrBlock", "Ipv4IpamPoolId", "Ipv4NetmaskLength"),
    "AWS::EC2::VPCEndpoint": ("ServiceName", "ServiceRegion", "VpcEndpointType", "VpcId"),
    "AWS::EC2::VPCGatewayAttachment": ("VpcId",),
    "AWS::ElasticLoadBalancingV2::Listener": ("LoadBalancerArn",),
    "AWS::ElasticLoadBalancingV2::ListenerRule": ("ListenerArn",),
    "AWS::Events::Rule": ("Name",),
    "AWS::IAM::Policy": (),
    "AWS::KMS::Alias": ("AliasName",),
    "AWS::KMS::Key": (),
    "AWS::Logs::LogGroup": ("LogGroupName",),
    "AWS::S3::Bucket": ("BucketName",),
    "AWS::S3::BucketPolicy": ("Bucket",),
    "AWS::SNS::Subscription": ("Endpoint", "Protocol", "TopicArn"),
    "AWS::SNS::TopicPolicy": (),
    "AWS::SQS::QueuePolicy": (),
    "AWS::Scheduler::Schedule": ("Name",),
    "AWS::SecretsManager::Secret": ("Name",),
}

_SOMETIMES: dict[str, tuple[str, ...]] = {
    "AWS::AutoScaling::AutoScalingGroup": ("LaunchConfigurationName", "LaunchTemplate", "MixedInstancesPolicy",
                                           "VPCZoneIdentifier"),
    "AWS::EC2::Instance": ("BlockDeviceMappings", "EbsOptimized", "InstanceType", "SecurityGroupIds", "Tenancy",
                           "UserData"),
    "AWS::EC2::Subnet": ("Ipv6CidrBlock",),
    "AWS::EC2::VPC": ("InstanceTenancy",),
    "AWS::Events::Rule": ("EventBusName",),
    "AWS::SNS::Subscription": ("Region",),
}


def install() -> None:
    for resource_type, properties in _ALWAYS.items():
        provisioners._REPLACING_PROPERTIES.setdefault(resource_type, properties)
    for resource_type, properties in _SOMETIMES.items():
        provisioners._CONDITIONALLY_REPLACING_PROPERTIES.setdefault(resource_type, properties)
