import AWSAccess
import Diagnostics

/// What there is, as far as it could be read.
struct Inventory: Sendable {
    /// Something that could not be read, so that nothing is known about it.
    struct Unchecked: Sendable, Equatable, Encodable {
        /// What was to be read: `security groups`.
        let what: String
        /// Why it was not, in one line that says what to do.
        let reason: String
        /// The gravest finding that may have gone unseen.
        let atStake: Diagnostic.Severity
    }

    var instances: [Instance] = []
    var volumes: [Volume] = []
    var volumeSnapshots: [VolumeSnapshot] = []
    var addresses: [Address] = []
    var natGateways: [NATGateway] = []
    var endpoints: [VPCEndpointDescription] = []
    var securityGroups: [SecurityGroupDescription] = []
    /// Address blocks of the prefix lists that security groups use, by the list's ID.
    var prefixLists: [String: [String]] = [:]
    var launchTemplates: [LaunchTemplateVersion] = []
    var loadBalancers: [LoadBalancerDescription] = []
    /// Tags of the environment's load balancers, by ARN.
    var loadBalancerTags: [String: ResourceTags] = [:]
    var listeners: [ListenerDescription] = []
    var databases: [DatabaseInstance] = []
    var databaseSnapshots: [DatabaseSnapshot] = []
    /// Automated backups that were kept when their database was deleted.
    var retainedBackups: [AutomatedBackup] = []
    /// Unencrypted snapshots that everyone may restore.
    var publicSnapshots: Set<String> = []
    /// Parameters that somebody set, by the parameter group's name.
    var databaseParameters: [String: [DatabaseParameter]] = [:]
    /// The tags of buckets with the project's tag that are the environment's, by name.
    var taggedBuckets: [String: ResourceTags] = [:]
    var buckets: [BucketDescription] = []
    var roles: [RoleDescription] = []
    /// What CloudFormation acts as; nil where the environment names none, and where it could not be read.
    var executionRole: RoleDescription?
    var secrets: [SecretDescription] = []
    var alarms: [AlarmDescription] = []
    var logGroups: [LogGroupDescription] = []
    var unchecked: [Unchecked] = []
}
