extension DiagnosticFamily {
    static let services = DiagnosticFamily(
        title: "Resources together",
        summary: "Found by looking at several resources, or at several properties of one.",
        kinds: [
            DiagnosticKind(
                "capacity-order", "Limits are not in order",
                because: "the service refuses a minimum above what is wanted, or above the maximum",
                bad: "MinSize 3, MaxSize 2", good: "MinSize 2, MaxSize 3"),
            DiagnosticKind(
                "undeclared-mapping", "An integration maps what its method does not declare",
                because: "API Gateway refuses the mapping: it is of a parameter or a response that is not there",
                bad: #""integration.request.path.id": "method.request.path.id" without RequestParameters"#,
                good: #""RequestParameters": { "method.request.path.id": true }"#),
            DiagnosticKind(
                "sibling-variables", "Two resources of an API are variables in one place of a path",
                because: "API Gateway refuses the second one", bad: "/orders/{id} and /orders/{name}",
                good: "/orders/{id} and /orders/by-name/{name}"),
            DiagnosticKind(
                "unknown-handler", "A function's code has not what its handler names",
                because: "every call fails", bad: "Handler index.main, and def handler(event, context)",
                good: "Handler index.handler"),
            DiagnosticKind(
                "edge-function", "A function at the edge has what only a region has",
                because: "CloudFront refuses the distribution", bad: "Environment of a function for Lambda@Edge",
                good: "the values in the function's code"),
            DiagnosticKind(
                "rolling-update-capacity", "A rolling update keeps as many servers as the group may have",
                because: "CloudFormation refuses the update: it could take none out of service",
                bad: "MinInstancesInService 3, MaxSize 3", good: "MinInstancesInService 2, MaxSize 3"),
            DiagnosticKind(
                "launch-template-version", "A group of servers does not notice a new version of its template", .warning,
                because: "CloudFormation sees no difference, and CloudFormation's documentation excludes it",
                bad: #""Version": "$Latest""#,
                good: #""Version": { "Fn::GetAtt": ["Template", "LatestVersionNumber"] }"#),
            DiagnosticKind(
                "image-architecture", "A server's processor cannot run its image", .warning,
                because: "EC2 refuses to start the server", bad: "t4g.micro with an image for x86_64",
                good: "t3.micro with it, or t4g.micro with one for arm64"),
            DiagnosticKind(
                "signal-count", "A group of servers waits for more signals than it has servers", .warning,
                because: "the signals never come, and the stack is rolled back"),
            DiagnosticKind(
                "notification-overlap", "Two notifications of a bucket are about one event",
                because: "S3 refuses what would tell two of the same",
                bad: "s3:ObjectCreated:* of in/, and s3:ObjectCreated:Put of in/new/",
                good: "s3:ObjectCreated:* of in/, and s3:ObjectCreated:* of out/"),
            DiagnosticKind(
                "missing-signal", "Something waits for a signal that nobody sends", .warning,
                because: "the stack waits until the time is over, and is rolled back",
                bad: "CreationPolicy: ResourceSignal, and user data without cfn-signal",
                good: "cfn-signal -e $? --stack ${AWS::StackName} --resource Servers --region ${AWS::Region}"),
            DiagnosticKind(
                "user-data-script", "User data begins as nothing that a server runs", .warning,
                because: "the server starts without it, and says nothing",
                bad: "\"Fn::Base64\": \"dnf install -y nginx\"",
                good: "\"Fn::Base64\": \"#!/bin/bash\\ndnf install -y nginx\""),
            DiagnosticKind(
                "server-configuration", "cfn-init asks for a configuration that is not there", .warning,
                because: "it fails at the server's first start, and so does what waits for the server",
                bad: "cfn-init --resource Server --configsets all, and a config set full",
                good: "cfn-init --resource Server --configsets full"),
            DiagnosticKind(
                "listener-protocol", "A load balancer cannot listen to the protocol",
                because: "Elastic Load Balancing refuses the listener", bad: "type network, protocol HTTP",
                good: "type network, protocol TCP"),
            DiagnosticKind(
                "target-group-protocol", "A listener forwards to targets of a protocol that it cannot translate to",
                because: "Elastic Load Balancing refuses the listener or rule", bad: "HTTP to TCP",
                good: "HTTP to HTTP, TCP to TCP"),
            DiagnosticKind(
                "target-type", "A target group takes something else than what is to be registered in it",
                because: "the service refuses the target group", bad: "tasks in awsvpc mode, TargetType instance",
                good: "tasks in awsvpc mode, TargetType ip"),
            DiagnosticKind(
                "shared-target-group", "Two load balancers forward to one target group",
                because: "Elastic Load Balancing takes a target group for one load balancer only"),
            DiagnosticKind(
                "duplicate-listener", "A load balancer listens at one port twice",
                because: "Elastic Load Balancing refuses the second listener"),
            DiagnosticKind(
                "duplicate-priority", "Two rules of a listener or web ACL have one priority",
                because: "the service refuses the second rule"),
            DiagnosticKind(
                "task-size", "Containers are larger than their task", because: "Amazon ECS refuses the task definition",
                bad: "task Memory 512, container Memory 1024", good: "task Memory 1024, container Memory 1024"),
            DiagnosticKind(
                "host-port", "A container of its own address has another port outside than inside",
                because: "Amazon ECS refuses the task definition", bad: "HostPort 8080, ContainerPort 80",
                good: "ContainerPort 80"),
            DiagnosticKind(
                "launch-type", "A service starts its tasks where they cannot run",
                because: "Amazon ECS refuses the service", bad: "RequiresCompatibilities EC2, LaunchType FARGATE",
                good: "FARGATE in both"),
            DiagnosticKind(
                "container-port", "A service names a container, or a port, that its task has not",
                because: "Amazon ECS refuses the service"),
            DiagnosticKind(
                "container-order", "A container waits for one that never lets it start",
                because: "Amazon ECS refuses the task definition",
                bad: #""DependsOn": [{ "ContainerName": "migration", "Condition": "SUCCESS" }]"#
                    + ", and migration is essential",
                good: #"the same, and "Essential": false in migration"#),
            DiagnosticKind(
                "capacity-strategy", "Tasks cannot be shared out among capacity providers as is said",
                because: "Amazon ECS takes a base for one provider only, and a weight above 0 for one at least",
                bad: "Base 1 for FARGATE and for FARGATE_SPOT",
                good: "Base 1 for FARGATE, Weight 1 for both"),
            DiagnosticKind(
                "node-group-template", "A group of nodes and its launch template say what only one of them may",
                because: "Amazon EKS refuses the group of nodes", bad: "InstanceTypes beside an InstanceType there",
                good: "InstanceTypes, and none in the launch template"),
            DiagnosticKind(
                "deployment-platform", "Deployments are of another kind than their application",
                because: "CodeDeploy refuses the deployment group",
                bad: "CodeDeployDefault.OneAtATime for Lambda",
                good: "CodeDeployDefault.LambdaAllAtOnce for Lambda"),
            DiagnosticKind(
                "volume-rates", "A volume is to do more than its size or its IOPS carry",
                because: "EC2 refuses the volume", bad: "gp3 with 1000 MiB/s and 3000 IOPS",
                good: "gp3 with 1000 MiB/s and 4000 IOPS"),
            DiagnosticKind(
                "deployment-percent", "A service leaves no room to replace a task", .warning,
                because: "a deployment can neither stop an old task nor start a new one, and never ends",
                bad: "MinimumHealthyPercent 100, MaximumPercent 100",
                good: "MinimumHealthyPercent 100, MaximumPercent 200"),
            DiagnosticKind(
                "grace-period", "A service gives a container up that is still starting", .warning,
                because: "tasks are replaced before they could answer, again and again"),
            DiagnosticKind(
                "health-check-order", "A health check may take longer than until the next one",
                because: "Elastic Load Balancing refuses it"),
            DiagnosticKind(
                "missing-dependency", "A resource needs another one that it does not wait for", .warning,
                because: "whether the deployment succeeds depends on which is made first"),
            DiagnosticKind(
                "cluster-member-engine", "A database's engine is not its cluster's",
                because: "RDS refuses the database"),
            DiagnosticKind(
                "cluster-member-property", "A database says what its cluster decides",
                because: "RDS refuses the database", bad: "StorageEncrypted true, in a cluster without encryption"),
            DiagnosticKind(
                "database-storage", "RDS does not make such storage",
                because: "RDS refuses the database", bad: "AllocatedStorage 20, MaxAllocatedStorage 10",
                good: "AllocatedStorage 20, MaxAllocatedStorage 100"),
            DiagnosticKind(
                "password-characters", "A generated password may have characters that RDS does not take", .warning,
                because: "RDS refuses passwords with / @ and quotation marks, and only some deployments draw one",
                bad: "GenerateSecretString without ExcludeCharacters",
                good: #""ExcludeCharacters": "\"/@""#),
            DiagnosticKind(
                "parameter-group-family", "Parameters are of another engine or version",
                because: "the service refuses the parameter group", bad: "PostgreSQL 16, family postgres14",
                good: "PostgreSQL 16, family postgres16"),
            DiagnosticKind(
                "window-overlap", "Backups and maintenance are to happen at the same time",
                because: "RDS refuses windows that overlap", bad: "03:00-03:30 and sun:03:00-sun:03:30",
                good: "02:00-02:30 and sun:03:00-sun:03:30"),
            DiagnosticKind(
                "window-length", "A window is shorter than half an hour", because: "RDS refuses it",
                bad: "03:00-03:15", good: "03:00-03:30"),
            DiagnosticKind(
                "cache-failover", "A cache is to fail over and cannot, or is not to and must",
                because: "ElastiCache refuses it", bad: "one node, AutomaticFailoverEnabled true",
                good: "two nodes, AutomaticFailoverEnabled true"),
            DiagnosticKind(
                "key-schema", "A table's keys are not one of type HASH, and behind it one of type RANGE at most",
                because: "DynamoDB refuses the table"),
            DiagnosticKind(
                "attribute-definitions", "A table's keys and the attributes that it defines are not the same",
                because: "DynamoDB refuses keys that are not defined, and definitions that no key has"),
            DiagnosticKind(
                "stream-not-enabled", "Something asks for the stream of a table that has none",
                because: "CloudFormation has no such attribute then, and there is nothing to read"),
            DiagnosticKind(
                "replica-source", "A read replica's source keeps no backups",
                because: "a replica begins with a backup, and RDS refuses one without", bad: "BackupRetentionPeriod 0",
                good: "BackupRetentionPeriod 1"),
            DiagnosticKind(
                "load-balancer-type", "Something is reached through a load balancer of another kind than it takes",
                because: "AWS refuses it: a REST API's VPC link and an endpoint service have Network Load Balancers"),
            DiagnosticKind(
                "backup-retention", "Backups are kept for shorter or longer than their vault's lock takes",
                because: "the backups fail", bad: "MinRetentionDays 30, and DeleteAfterDays 14",
                good: "DeleteAfterDays 30"),
            DiagnosticKind(
                "queue-integration", "An API's integration names a queue by its ARN or URL",
                because: "API Gateway asks for a queue that there is not",
                bad: "sqs:path/${Orders.Arn}", good: "sqs:path/${AWS::AccountId}/${Orders.QueueName}"),
            DiagnosticKind(
                "engine-family", "A proxy stands before databases of another family of engines",
                because: "Amazon RDS refuses the targets", bad: "EngineFamily MYSQL, before Engine postgres",
                good: "EngineFamily POSTGRESQL"),
            DiagnosticKind(
                "log-class", "A log group that is seldom read is filtered",
                because: "CloudWatch Logs makes metrics and subscriptions of log groups of the class STANDARD only",
                bad: "LogGroupClass INFREQUENT_ACCESS", good: "LogGroupClass STANDARD"),
            DiagnosticKind(
                "batch-window", "A function takes more messages than come at once, and does not wait for them",
                because: "Lambda refuses the connection", bad: "BatchSize 100",
                good: "BatchSize 100, MaximumBatchingWindowInSeconds 5"),
            DiagnosticKind(
                "dead-letter-kind", "Dead letters go to a queue of another kind",
                because: "the service refuses it: a FIFO queue's are in a FIFO queue, and all others in a standard one"
            ),
            DiagnosticKind(
                "fifo-subscription", "A FIFO queue subscribes to a standard topic, or what is no queue to a FIFO one",
                because: "SNS refuses it"),
            DiagnosticKind(
                "fifo-destination", "A bucket notifies what is of type FIFO", because: "S3 refuses it"),
            DiagnosticKind(
                "replication-versioning", "A bucket is replicated without its versions",
                because: "S3 replicates versions only, from a bucket that keeps them to one that does"),
            DiagnosticKind(
                "unknown-origin", "A behaviour names an origin that its distribution has not",
                because: "CloudFront refuses the distribution"),
            DiagnosticKind(
                "certificate-region", "A distribution's certificate is of a region that CloudFront does not ask",
                because: "CloudFront takes certificates of us-east-1 only"),
            DiagnosticKind(
                "certificate-validation", "A certificate is not validated",
                because: "the deployment waits until it is, for days"),
            DiagnosticKind(
                "record-zone", "A record is not in its zone", because: "Route 53 refuses the record",
                bad: "www.example.org in the zone example.com", good: "www.example.com in the zone example.com"),
            DiagnosticKind(
                "record-at-apex", "A CNAME has the name of its zone",
                because: "Route 53 refuses it, since the zone has other records of that name"),
            DiagnosticKind(
                "alias-zone", "An alias has another zone than what it leads to",
                because: "Route 53 finds nothing there, and refuses the record"),
            DiagnosticKind(
                "duplicate-record", "Two records have one name and type",
                because: "Route 53 refuses the second one"),
            DiagnosticKind(
                "duplicate-stage", "A stage of an API is made twice", because: "API Gateway refuses the second one"),
            DiagnosticKind(
                "lambda-integration", "A method does not run its function as API Gateway can",
                because: "API Gateway refuses the method, or every call of it ends with an internal error"),
            DiagnosticKind(
                "pipeline-order", "The actions of a pipeline do not follow one another",
                because: "CodePipeline refuses a pipeline whose actions take what none before them brings",
                bad: "InputArtifacts Sources, and a source that brings Source", good: "InputArtifacts Source"),
            DiagnosticKind(
                "web-acl-scope", "A web ACL is of another scope than what it is used with",
                because: "WAF takes web ACLs of the scope CLOUDFRONT for distributions, and of REGIONAL for all else"),
            DiagnosticKind(
                "web-acl-logs", "A web ACL's logs go to what is not named as WAF asks",
                because: "WAF refuses destinations whose names do not begin with aws-waf-logs-",
                bad: "a log group called shop-requests", good: "a log group called aws-waf-logs-shop"),
            DiagnosticKind(
                "scalable-target", "What is to be scaled is not named as Application Auto Scaling asks",
                because: "Application Auto Scaling refuses the target, or finds nothing there",
                bad: "Shop/Web", good: "service/Shop/Web"),
            DiagnosticKind(
                "listener-action", "A load balancer cannot do what its listener says",
                because: "Elastic Load Balancing refuses the listener or rule",
                bad: "type network, fixed-response", good: "type network, forward"),
            DiagnosticKind(
                "container-reference", "A container refers to what its task has not",
                because: "Amazon ECS refuses the task definition",
                bad: "SourceVolume data, no Volumes", good: "SourceVolume data, a volume called data"),
            DiagnosticKind(
                "visibility-below-timeout", "A queue shows a message again while a function still works on it",
                because: "Lambda refuses to connect them, and other consumers would work on it twice"),
            DiagnosticKind(
                "authorizer-type", "A method names another kind of authorizer than it has",
                because: "API Gateway refuses the method: it wants an authorizer of the kind",
                bad: "AuthorizationType CUSTOM with an authorizer of the type COGNITO_USER_POOLS",
                good: "AuthorizationType COGNITO_USER_POOLS with it"),
            DiagnosticKind(
                "pipeline-stages", "A pipeline fetches its sources elsewhere than in its first stage",
                because: "CodePipeline refuses the pipeline", bad: "a Source action in the second stage",
                good: "all Source actions in the first stage, and no others there"),
            DiagnosticKind(
                "source-versioning", "A pipeline fetches its source from a bucket that keeps no versions", .warning,
                because: "CodePipeline fetches a version of an object, and its action fails"),
            DiagnosticKind(
                "event-source", "A rule waits for events that its bucket does not tell of", .warning,
                because: "the rule never fires",
                bad: #"a rule of "source": ["aws.s3"], and a bucket without NotificationConfiguration"#,
                good: #""EventBridgeConfiguration": { "EventBridgeEnabled": true } in the bucket"#),
            DiagnosticKind(
                "scaling-steps", "The steps of a scaling policy overlap, or leave a gap",
                because: "the service refuses the policy: for each value there is one step",
                bad: "0 to 20, and 10 on", good: "0 to 20, and 20 on"),
            DiagnosticKind(
                "name-of-nothing", "A name is written out, and nothing has it but something that is called nearly so",
                .warning, because: "it is a typing mistake, and leads nowhere", bad: #""Value": "order-api""#,
                good: #""Value": { "Ref": "Orders" }, whose FunctionName is orders-api"#),
            DiagnosticKind(
                "duplicate-identifier", "Two resources have the same name",
                because: "AWS tells resources of a type apart by it, and refuses the second one",
                bad: "two roles with \"RoleName\": \"deploy\"", good: "one role with it, or none with a name"),
        ])
}
