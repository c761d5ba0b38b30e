import AWSAccessTesting

@testable import Operations

extension FakeWebMarket {
    static let tags = #"[{"Key":"Project","Value":"web"},{"Key":"Environment","Value":"dev"}]"#

    static let correct: [String: String] = [
        "cloudformation describe-stacks": stackJSON("CREATE_COMPLETE", outputs: ["S3BucketName": "lake"]),
        "cloudformation list-stack-resources --stack-name web-dev": resources([
            ("Network", "arn:stack/network", "AWS::CloudFormation::Stack"),
            ("Compute", "arn:stack/compute", "AWS::CloudFormation::Stack"),
            ("Data", "arn:stack/data", "AWS::CloudFormation::Stack"),
            ("Storage", "arn:stack/storage", "AWS::CloudFormation::Stack"),
            ("Monitoring", "arn:stack/monitoring", "AWS::CloudFormation::Stack"),
        ]),
        "cloudformation list-stack-resources --stack-name arn:stack/network": resources([
            ("VPC", "vpc-1", "AWS::EC2::VPC"), ("NATGatewayA", "nat-1", "AWS::EC2::NatGateway"),
            ("NATAddressA", "192.0.2.1", "AWS::EC2::EIP"),
            ("S3Endpoint", "vpce-1", "AWS::EC2::VPCEndpoint"),
        ]),
        "cloudformation list-stack-resources --stack-name arn:stack/compute": resources([
            ("WebGroup", "web-group", "AWS::AutoScaling::AutoScalingGroup"),
            ("WebLoadBalancer", "arn:lb/web", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
            ("WebLoadBalancerSecurityGroup", "sg-lb", "AWS::EC2::SecurityGroup"),
            ("WebInstancesSecurityGroup", "sg-web", "AWS::EC2::SecurityGroup"),
            ("WebLaunchTemplate", "lt-1", "AWS::EC2::LaunchTemplate"),
            ("InstanceRole", "web-role", "AWS::IAM::Role"),
        ]),
        "cloudformation list-stack-resources --stack-name arn:stack/data": resources([
            ("DatabaseInstance", "db-1", "AWS::RDS::DBInstance"),
            ("DatabaseSecurityGroup", "sg-db", "AWS::EC2::SecurityGroup"),
        ]),
        "cloudformation list-stack-resources --stack-name arn:stack/storage": resources([
            ("DataLakeBucket", "lake", "AWS::S3::Bucket")
        ]),
        "cloudformation list-stack-resources --stack-name arn:stack/monitoring": resources([
            ("AlarmsDatabaseCPU", "web-dev-DatabaseCPU", "AWS::CloudWatch::Alarm"),
            ("Dashboard", "web-dashboard-dev", "AWS::CloudWatch::Dashboard"),
        ]),
        "ec2 describe-instances": """
        {"Reservations":[{"Instances":[\(instance("i-1", volume: "vol-1")),\(instance("i-2", volume: "vol-2"))]}]}
        """,
        "ec2 describe-volumes": #"{"Volumes":[\#(volume("vol-1", of: "i-1")),\#(volume("vol-2", of: "i-2"))]}"#,
        "ec2 describe-snapshots": #"{"Snapshots":[]}"#,
        "ec2 describe-addresses": """
        {"Addresses":[{"PublicIp":"192.0.2.1","AllocationId":"eipalloc-1","AssociationId":"eipassoc-1","Tags":\(tags)}]}
        """,
        "ec2 describe-nat-gateways":
            #"{"NatGateways":[{"NatGatewayId":"nat-1","State":"available","VpcId":"vpc-1","Tags":\#(tags)}]}"#,
        "ec2 describe-vpc-endpoints": """
        {"VpcEndpoints":[{"VpcEndpointId":"vpce-1","VpcEndpointType":"Gateway","SubnetIds":[],"Tags":\(tags)}]}
        """,
        "ec2 describe-security-groups": """
        {"SecurityGroups":[
        {"GroupId":"sg-lb","GroupName":"lb","VpcId":"vpc-1","Tags":\(tags),"IpPermissions":[
        {"IpProtocol":"tcp","FromPort":80,"ToPort":80,"IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[],"PrefixListIds":[],"UserIdGroupPairs":[]}]},
        {"GroupId":"sg-web","GroupName":"web","VpcId":"vpc-1","Tags":\(tags),"IpPermissions":[
        {"IpProtocol":"tcp","FromPort":80,"ToPort":80,"IpRanges":[],"Ipv6Ranges":[],"PrefixListIds":[],"UserIdGroupPairs":[{"GroupId":"sg-lb"}]}]},
        {"GroupId":"sg-db","GroupName":"db","VpcId":"vpc-1","Tags":\(tags),"IpPermissions":[]},
        {"GroupId":"sg-default","GroupName":"default","VpcId":"vpc-1","Tags":[],"IpPermissions":[]},
        {"GroupId":"sg-other","GroupName":"other","VpcId":"vpc-9","Tags":[],"IpPermissions":[
        {"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}
        """,
        "elbv2 describe-load-balancers": """
        {"LoadBalancers":[{"LoadBalancerArn":"arn:lb/web","LoadBalancerName":"web","DNSName":"web-1.elb.amazonaws.com","Scheme":"internet-facing","Type":"application",
        "VpcId":"vpc-1","AvailabilityZones":[{"ZoneName":"eu-west-3a"},{"ZoneName":"eu-west-3b"}],"SecurityGroups":["sg-lb"]}]}
        """,
        "elbv2 describe-tags": #"{"TagDescriptions":[{"ResourceArn":"arn:lb/web","Tags":\#(tags)}]}"#,
        "elbv2 describe-listeners": """
        {"Listeners":[{"ListenerArn":"arn:listener/80","LoadBalancerArn":"arn:lb/web","Port":80,"Protocol":"HTTP",
        "DefaultActions":[{"Type":"forward"}]}]}
        """,
        "rds describe-db-instances": """
        {"DBInstances":[{"DBInstanceIdentifier":"db-1","DBInstanceArn":"arn:db-1","DBInstanceClass":"db.t3.micro","Engine":"mysql","EngineVersion":"8.0.43",
        "DBInstanceStatus":"available","MultiAZ":true,"AllocatedStorage":20,"StorageType":"gp3","StorageEncrypted":true,
        "PubliclyAccessible":false,"BackupRetentionPeriod":7,"DeletionProtection":true,
        "EngineLifecycleSupport":"open-source-rds-extended-support","DBParameterGroups":[{"DBParameterGroupName":"settings"}],
        "MasterUserSecret":{"SecretArn":"arn:secret/rds"},"TagList":\(tags)}]}
        """,
        "rds describe-db-snapshots": #"{"DBSnapshots":[]}"#,
        "rds describe-db-instance-automated-backups":
            #"{"DBInstanceAutomatedBackups":[{"DBInstanceIdentifier":"db-1","DbiResourceId":"db-A","Status":"active"}]}"#,
        "rds describe-db-parameters":
            #"{"Parameters":[{"ParameterName":"require_secure_transport","ParameterValue":"1"}]}"#,
        "resourcegroupstaggingapi get-resources":
            #"{"ResourceTagMappingList":[{"ResourceARN":"arn:aws:s3:::lake","Tags":\#(tags)}]}"#,
        "secretsmanager list-secrets":
            #"{"SecretList":[{"ARN":"arn:secret/rds","Name":"rds!db-1"},{"ARN":"arn:secret/other","Name":"other"}]}"#,
        "logs describe-log-groups": #"{"logGroups":[]}"#,
        "cloudwatch describe-alarms": """
        {"MetricAlarms":[{"AlarmName":"web-dev-DatabaseCPU","Period":300},{"AlarmName":"somebody-elses","Period":60}]}
        """,
        "cloudwatch get-metric-statistics": """
        {"Datapoints":[{"Timestamp":"2026-11-23T00:00:00+00:00","Average":1.0},{"Timestamp":"2026-11-24T00:00:00+00:00","Average":2147483648.0}]}
        """,
        "ec2 describe-launch-template-versions": """
        {"LaunchTemplateVersions":[{"LaunchTemplateId":"lt-1","VersionNumber":3,"LaunchTemplateData":{"MetadataOptions":{"HttpTokens":"required"}}}]}
        """,
        "s3api get-public-access-block": """
        {"PublicAccessBlockConfiguration":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}}
        """,
        "s3api get-bucket-encryption": """
        {"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}}
        """,
        "s3api get-bucket-policy": policy(
            #"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#
        ),
        "s3api get-bucket-acl":
            #"{"Grants":[{"Grantee":{"ID":"1","Type":"CanonicalUser"},"Permission":"FULL_CONTROL"}]}"#,
        "s3api get-bucket-tagging": #"{"TagSet":\#(tags)}"#,
        "s3api get-bucket-versioning": #"{"Status":"Enabled"}"#,
        "iam get-account-authorization-details": roles(),
    ]

    static func resources(_ list: [(String, String, String)]) -> String {
        let texts = list.map {
            #"{"LogicalResourceId":"\#($0.0)","PhysicalResourceId":"\#($0.1)","ResourceType":"\#($0.2)","ResourceStatus":"CREATE_COMPLETE"}"#
        }
        return #"{"StackResourceSummaries":[\#(texts.joined(separator: ","))]}"#
    }

    static func instance(
        _ id: String, volume: String, state: String = "running", tags: String = tags,
        launched: String = "2026-11-25T07:30:00.000Z"
    ) -> String {
        """
        {"InstanceId":"\(id)","InstanceType":"t3.micro","State":{"Name":"\(state)"},"LaunchTime":"\(launched)",
        "StateTransitionReason":"\(state == "stopped" ? "User initiated (2026-10-01 18:00:00 GMT)" : "")",
        "MetadataOptions":{"HttpTokens":"required","HttpEndpoint":"enabled"},"Monitoring":{"State":"disabled"},
        "BlockDeviceMappings":[{"Ebs":{"VolumeId":"\(volume)"}}],"Tags":\(tags)}
        """
    }

    static func volume(_ id: String, of instance: String?, tags: String = tags) -> String {
        """
        {"VolumeId":"\(id)","VolumeType":"gp3","Size":8,"State":"\(instance == nil ? "available" : "in-use")","Encrypted":true,
        "Attachments":[\(instance.map { #"{"InstanceId":"\#($0)"}"# } ?? "")],"Tags":\(tags)}
        """
    }

    /// The account's roles: the stack's, and somebody else's that may do everything and has a policy that nobody can
    /// read.
    static func roles(
        trust principal: String = #"{"Service":"ec2.amazonaws.com"}"#,
        inline statements: String =
            #"[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::lake/*"]}]"#,
        attached: [String] = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"], policies: String = "[]"
    ) -> String {
        let list = attached.map { #"{"PolicyName":"\#($0.split(separator: "/").last ?? "")","PolicyArn":"\#($0)"}"# }
            .joined(separator: ",")
        return """
            {"RoleDetailList":[
            {"RoleName":"other","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]},
            "RolePolicyList":[{"PolicyName":"strange","PolicyDocument":"none"}],
            "AttachedManagedPolicies":[{"PolicyName":"AdministratorAccess","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}]},
            {"RoleName":"web-role","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":\(principal),"Action":"sts:AssumeRole"}]},
            "RolePolicyList":[{"PolicyName":"ReadWriteDataLake","PolicyDocument":{"Version":"2012-10-17","Statement":\(statements)}}],
            "AttachedManagedPolicies":[\(list)]}],"Policies":\(policies)}
            """
    }

    /// A bucket's policy, which S3 gives as a text in its answer.
    static func policy(_ statements: String...) -> String {
        let document = #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
        return #"{"Policy":"\#(document.replacingOccurrences(of: "\"", with: "\\\""))"}"#
    }

    static func snapshot(
        _ id: String, created: String, type: String = "manual", status: String = "available", encrypted: Bool = true,
        database: String = "db-1",
        tags: String = "[]"
    ) -> String {
        """
        {"DBSnapshotIdentifier":"\(id)","DBInstanceIdentifier":"\(database)","SnapshotType":"\(type)","Status":"\(status)",
        "SnapshotCreateTime":"\(created)","AllocatedStorage":20,"Encrypted":\(encrypted),"TagList":\(tags)}
        """
    }
}
