extension DiagnosticFamily {
    static let services = DiagnosticFamily(
        title: "Resources together",
        summary: "Found by looking at several resources, or at several properties of one.",
        kinds: [
            DiagnosticKind(
                "capacity-order", "The sizes of an Auto Scaling group are not in order",
                because:
                    "Auto Scaling refuses a group that is to be smaller than its minimum, or larger than its maximum"),
            DiagnosticKind(
                "rolling-update-capacity", "A rolling update keeps as many servers as the group may have",
                because: "CloudFormation refuses the update: it could take none out of service",
                bad: "MinInstancesInService 3, MaxSize 3", good: "MinInstancesInService 2, MaxSize 3"),
            DiagnosticKind(
                "signal-count", "A group of servers waits for more signals than it has servers",
                because: "the signals never come, and the stack is rolled back"),
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
                "duplicate-priority", "Two rules of a listener have one priority",
                because: "Elastic Load Balancing refuses the second rule"),
            DiagnosticKind(
                "task-size", "Containers are larger than their task", because: "Amazon ECS refuses the task definition",
                bad: "task Memory 512, container Memory 1024", good: "task Memory 1024, container Memory 1024"),
            DiagnosticKind(
                "host-port", "A container of its own address has another port outside than inside",
                because: "Amazon ECS refuses the task definition", bad: "HostPort 8080, ContainerPort 80",
                good: "ContainerPort 80"),
            DiagnosticKind(
                "container-port", "A service names a container, or a port, that its task has not",
                because: "Amazon ECS refuses the service"),
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
                "visibility-below-timeout", "A queue shows a message again while a function still works on it",
                because: "Lambda refuses to connect them, and other consumers would work on it twice"),
        ])
}
