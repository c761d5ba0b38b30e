import AWSEC2
import AWSRDS
import NetworkConstructs

/// Where a database is, and what keeps others from it.
struct DatabasePlace {
    let securityGroup: SecurityGroup
    let subnets: Resource<RDS.DBSubnetGroup>

    init(in scope: Scope, name: Value<String>, network: Network, engine: DatabaseEngine) {
        network.require(2, in: .isolated, for: "a database", code: "database-zones", reportingTo: scope)
        securityGroup = SecurityGroup(
            in: scope, vpc: network.vpcId, description: "\(engine.title), reached by the application only",
            name: "\(name)-database"
        )
        subnets = scope.add(
            "Subnets",
            RDS.DBSubnetGroup(
                dbSubnetGroupDescription: "The tier without a route out", subnetIds: network.isolatedTier.subnetIds))
    }
}
