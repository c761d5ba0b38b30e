import AWSLogs
import IdentityConstructs

/// Where code writes its log: a log group of its own, or one that was there before.
package struct OwnLog {
    /// nil where it was there before.
    package let group: Resource<Logs.LogGroup>?
    /// The name of the log group.
    package let name: Value<Name<Logs.LogGroup>>
    /// The permission to write to it and to no other, which what writes should wait for: what comes before leaves no trace.
    package let grant: Grant

    /// - Parameters:
    ///   - existing: of this account and region.
    ///   - days: how long a log group of its own keeps a log.
    ///   - key: encrypts it.
    ///   - role: in which it is written.
    package init(
        in scope: Scope, existing: Value<Name<Logs.LogGroup>>?, keptForDays days: Value<Int>,
        key: (any EncryptionKey)?, writtenBy role: Role
    ) {
        let arn: Value<String>
        if let existing {
            group = nil
            name = existing
            arn = "arn:\(AWS.partition):logs:\(AWS.region):\(AWS.accountID):log-group:\(existing):*"
        } else {
            key?.allow(.logs)
            // Nobody needs it without what writes to it.
            let group = scope.add(
                "LogGroup", Logs.LogGroup(kmsKeyId: key?.keyARN, retentionInDays: days), deletionPolicy: .delete)
            self.group = group
            name = group.logGroupName
            arn = group.arn.text
        }
        grant = role.allow(
            "WriteLog", PolicyStatement(actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [arn]))
    }
}
