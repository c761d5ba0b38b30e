import CloudFormation

/// The architecture of WebMarket+: a root stack with one nested stack for each part.
public enum WebMarketPlus {
    /// The app that `swift run synth` compiles and the other commands deploy.
    public static func app() -> App {
        let app = App()
        let root = app.stack(
            "WebMarketPlus", description: "WebMarket+: a three-tier web architecture for a small company")
        let settings = Settings(in: root)
        for (key, value) in settings.tags { root.tag(key, value) }

        let network = NetworkStack(in: root, settings)
        let storage = StorageStack(in: root, settings)
        let data = DataStack(in: root, settings, network)
        let compute = ComputeStack(in: root, settings, network, storage, data)
        let monitoring = MonitoringStack(in: root, settings, compute, data)

        root.output(
            "AlbDnsName", compute.service.loadBalancer.dnsName, description: "The load balancer's host name")
        let balancer = compute.service.loadBalancer.dnsName
        let encrypted: Value<String> = .if(
            settings.web.hasDomainName, "https://\(settings.web.domainName)", else: "https://\(balancer)")
        root.output(
            "Url", .if(settings.web.hasCertificate, encrypted, else: "http://\(balancer)") as Value<String>,
            description: "The shop's address")
        root.output("S3BucketName", storage.dataLake.name, description: "The data lake's bucket")
        root.output("RdsEndpoint", data.database.endpoint, description: "The database's host name")
        root.output(
            "RdsInstanceId", data.database.instance.dbInstanceIdentifier, description: "The database's identifier")
        root.output(
            "RdsSecretArn", data.database.managedSecretArn,
            description: "Where RDS keeps the administrator's password; empty when DBPassword was given")
        root.output(
            "AutoScalingGroupName", compute.service.group.autoScalingGroupName, description: "The instances' group")
        root.output(
            "LoadBalancerArn", compute.service.loadBalancer.loadBalancerArn, description: "The load balancer")
        root.output("TargetGroupArn", compute.service.targetGroup.targetGroupArn, description: "The instances' targets")
        root.output("VpcId", network.network.vpcId, description: "The network")
        root.output("DashboardName", monitoring.dashboardName, description: "The CloudWatch dashboard")
        root.output("DashboardUrl", monitoring.dashboard.url(in: root), description: "Where to look at it")
        root.output("AlarmTopicArn", monitoring.alarms.topicArn, description: "What alarms publish to")
        root.output(
            "AlarmEmail", settings.alarmEmail,
            description: "Whom alarms write to, once the link in AWS's message to this address has been followed",
            condition: settings.hasAlarmEmail)
        return app
    }
}
