import StorageConstructs

/// The data lake, which is the catalogue's images and files, and the load balancer's access logs.
struct StorageStack {
    let dataLake: PrivateBucket
    let accessLogs: LoadBalancerLogBucket

    init(in root: Stack, _ settings: Settings) {
        let stack = root.nestedStack(
            "Storage", description: "Private buckets: the data lake's, kept on deletion, and that of access logs")
        dataLake = PrivateBucket(in: stack.scope("DataLake"))
        accessLogs = LoadBalancerLogBucket(in: stack.scope("AccessLogs"), condition: settings.web.accessLogs)
        stack.suppress(
            "SEC100", on: "DataLake",
            because:
                "only the instances' role reaches it, versions are kept, and CloudTrail records who changes its rules")
        stack.suppress("SEC100", on: "AccessLogs", because: "a log of who wrote the logs would be about itself")
    }
}
