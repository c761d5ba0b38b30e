extension Template.Resource {
    /// Whether CloudFormation takes a snapshot of it when it deletes it and nobody says otherwise: of databases, but not
    /// of those in a cluster ("DeletionPolicy attribute" in the template reference).
    public var keepsSnapshotByDefault: Bool {
        type == "AWS::RDS::DBCluster" || type == "AWS::RDS::DBInstance" && properties["DBClusterIdentifier"] == nil
    }
}
