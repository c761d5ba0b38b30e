extension DiagnosticFamily {
    static let constructs = DiagnosticFamily(
        title: "Constructs",
        summary: "Found by the constructs of this package in what they are given, with the line of Swift that asks for "
            + "them.",
        kinds: [
            DiagnosticKind(
                "container-image", "A container image is not named so that it is always the same",
                because:
                    "a name without a version runs whatever was pushed last, and a malformed one is not found when tasks start",
                bad: "nginx", good: "public.ecr.aws/nginx/nginx:1.29"),
            DiagnosticKind(
                "address-plan", "A network's addresses cannot be planned",
                because: "its block is none, too small for its subnets, or not a private one",
                bad: "Network(in: scope, name: \"shop\", cidr: \"10.0.0.0/28\")",
                good: "Network(in: scope, name: \"shop\", cidr: \"10.0.0.0/16\")"),
            DiagnosticKind(
                "port-range", "A port is no TCP port", because: "they are numbered from 1 to 65535"),
            DiagnosticKind(
                "remote-shell-port", "A port for remote shells would be open",
                because: "Session Manager opens shells without any port"),
            DiagnosticKind(
                "security-group-description", "A security group's description is not allowed",
                because: "EC2 takes some characters only, and a change replaces the group"),
            DiagnosticKind(
                "health-path", "A health check's path is none", because: "the load balancer asks for a path on the host"
            ),
            DiagnosticKind(
                "instance-zones", "Instances have no zone to start in",
                because: "an Auto Scaling group needs a subnet"),
            DiagnosticKind(
                "role-without-name", "An existing role is known by its ARN alone",
                because: "what takes a role by its name cannot use it"),
            DiagnosticKind(
                "role-path", "An existing role's path is none",
                because: "IAM's paths begin and end with a slash, and the role's ARN is made of it"),
            DiagnosticKind(
                "grant-to-existing-role", "An existing role is granted nothing here", .warning,
                because: "a policy is attached to a role by its name, and this one is known by its ARN alone"),
            DiagnosticKind(
                "target-cpu", "A target for the use of processors is no percentage",
                because: "Auto Scaling refuses it"),
            DiagnosticKind(
                "capacity", "A group has no room for an update",
                because: "a rolling update starts a new instance before it stops an old one"),
            DiagnosticKind(
                "queue-retention", "A queue cannot keep messages for so long",
                because: "Amazon SQS keeps them for 14 days at most"),
            DiagnosticKind(
                "queue-attempts", "Messages cannot be tried so often", because: "Amazon SQS counts to 1000"),
            DiagnosticKind(
                "delivery-to-existing", "An existing queue or topic lets nobody in here", .warning,
                because: "its own policy decides whether a service may deliver to it"),
            DiagnosticKind(
                "topic-subscriber", "A topic cannot deliver to a subscriber",
                because: "it delivers to queues, functions, addresses and servers by HTTPS"),
            DiagnosticKind(
                "table-keys", "An attribute is of several types", because: "a table defines each attribute once"),
            DiagnosticKind(
                "table-indexes", "A table cannot have these indexes, or has not the one that is named",
                because: "their names tell them apart, and their number is limited"),
            DiagnosticKind(
                "table-stream", "Nobody knows the stream of an existing table",
                because: "its name holds the time at which the stream was made"),
            DiagnosticKind(
                "queue-visibility", "A queue hides messages for too short a time",
                because: "what a function is still at, or Lambda takes back for a while, is worked on twice",
                bad: "Queue(in: scope, visibilityTimeout: 30), Function(in: other, code: code, timeout: 30)",
                good: "Queue(in: scope, visibilityTimeout: 180), Function(in: other, code: code, timeout: 30)"),
            DiagnosticKind(
                "function-timeout", "A function may not work for so long", because: "Lambda ends it after 15 minutes"),
            DiagnosticKind(
                "function-variables", "A variable of a function is set several times",
                because: "one of the values is lost"),
            DiagnosticKind(
                "function-zones", "A function has no zone to run in", because: "in a network it needs a subnet"),
            DiagnosticKind(
                "function-without-network", "A function is in no network",
                because: "outside of one it has no security group and reaches nothing that is private"),
            DiagnosticKind(
                "function-image", "A function's image is in no repository of Amazon ECR",
                because: "Lambda takes images from private repositories of its own region only"),
            DiagnosticKind(
                "function-release", "Nobody can tell when to publish a function",
                because: "a version is made when something says that the code is another one"),
            DiagnosticKind(
                "function-concurrency", "A stream is handled shard by shard",
                because: "how many batches there are at once is what its shards decide"),
            DiagnosticKind(
                "repository-images", "A repository would keep no image",
                because: "what is not kept cannot be started again"),
            DiagnosticKind(
                "container-variables", "A variable of a container is set several times",
                because: "one of the values is lost"),
            DiagnosticKind(
                "container-secret", "A container's secret is named by no ARN",
                because: "ECS finds it by its ARN, and the role may read that one only"),
            DiagnosticKind(
                "container-zones", "A container has no zone to run in", because: "it needs a subnet"),
            DiagnosticKind(
                "container-count", "So many containers cannot run, or would never scale",
                because: "Application Auto Scaling refuses the numbers, or nothing tells it what to follow"),
            DiagnosticKind(
                "container-traffic", "A number of a service's traffic is out of its range",
                because: "ECS or the load balancer refuses it"),
            DiagnosticKind(
                "spot-share", "A share of tasks on Spot is none", because: "it is a percentage"),
            DiagnosticKind(
                "job-input", "A schedule gives a job an input",
                because: "a container gets a command and no event"),
            DiagnosticKind(
                "listener-rule", "A listener's rule asks for too much",
                because: "it takes five values at most, and Elastic Load Balancing refuses more"),
            DiagnosticKind(
                "endpoint-gateways", "A gateway endpoint has no routes to stand in, or is there already",
                because: "it is a route in each route table, and there is one for a service"),
            DiagnosticKind(
                "endpoint-interfaces", "Interface endpoints are named twice, or there are none to connect to",
                because: "their names lead to one endpoint of each service"),
            DiagnosticKind(
                "endpoint-zones", "Interface endpoints have no zone to stand in", because: "each needs a subnet"),
            DiagnosticKind(
                "endpoint-addresses", "Nobody knows who endpoints have to let in",
                because: "the whole network is led to them by their names, and who is not let in waits in vain"),
            DiagnosticKind(
                "office-hours", "Office hours begin and end on different days",
                because: "the schedules start and stop on one day"),
        ])
}
