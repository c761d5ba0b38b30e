extension Template.Resource {
    /// Whether CloudFormation takes a snapshot of it when it deletes it and nobody says otherwise: of databases, but not
    /// of those in a cluster ("DeletionPolicy attribute" in the template reference).
    public var keepsSnapshotByDefault: Bool {
        type == "AWS::RDS::DBCluster" || type == "AWS::RDS::DBInstance" && !isInCluster
    }

    /// Whether it is a database instance of a cluster, which has the data of its instances ("Amazon Aurora storage" and
    /// "Multi-AZ DB cluster deployments" in the user guides of Amazon Aurora and Amazon RDS).
    public var isInCluster: Bool { type == "AWS::RDS::DBInstance" && properties["DBClusterIdentifier"] != nil }
}
