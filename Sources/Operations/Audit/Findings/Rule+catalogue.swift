extension Rule {
    static let sshOpen = Rule(
        code: "SEC001", title: "SSH is open to the world", severity: .high,
        reason: "every address is scanned for SSH within minutes, and Session Manager needs no open port")
    static let remoteDesktopOpen = Rule(
        code: "SEC002", title: "Remote Desktop is open to the world", severity: .high,
        reason: "every address is scanned for Remote Desktop, and Session Manager needs no open port")
    static let databasePortOpen = Rule(
        code: "SEC003", title: "A database's port is open to the world", severity: .high,
        reason: "only a password stands between anyone and the data")
    static let allPortsOpen = Rule(
        code: "SEC004", title: "Every port is open to the world", severity: .high,
        reason: "whatever listens, now or later, is reached by anyone")
    static let otherPortOpen = Rule(
        code: "SEC005", title: "A port beside the load balancer's is open to the world", severity: .medium,
        reason: "the internet reaches the load balancer and nothing else in this architecture")
    static let bucketPublic = Rule(
        code: "SEC010", title: "A bucket is public", severity: .high, reason: "anyone can use what is in it")
    static let publicAccessNotBlocked = Rule(
        code: "SEC011", title: "A bucket may be made public", severity: .medium,
        reason: "one wrong policy or access control list publishes it")
    static let bucketNotEncrypted = Rule(
        code: "SEC012", title: "A bucket has no encryption", severity: .high,
        reason: "data at rest is stored in the clear")
    static let bucketWithoutTLS = Rule(
        code: "SEC013", title: "A bucket answers without TLS", severity: .medium,
        reason: "objects can be read and changed on their way")
    static let bucketNotVersioned = Rule(
        code: "SEC014", title: "A bucket keeps no versions", severity: .low,
        reason: "what is overwritten or deleted is lost")
    static let databasePublic = Rule(
        code: "SEC020", title: "A database has a public address", severity: .high,
        reason: "one wrong rule of a security group opens it to the internet")
    static let databaseNotEncrypted = Rule(
        code: "SEC021", title: "A database's storage is not encrypted", severity: .high,
        reason: "its disks and all its snapshots are in the clear")
    static let databaseWithoutTLS = Rule(
        code: "SEC022", title: "A database takes connections without TLS", severity: .medium,
        reason: "passwords and data can be read on their way")
    static let snapshotPublic = Rule(
        code: "SEC023", title: "A database's snapshot is public", severity: .high,
        reason: "anyone can restore it and read the data")
    static let snapshotNotEncrypted = Rule(
        code: "SEC024", title: "A database's snapshot is not encrypted", severity: .medium,
        reason: "it can be shared with anyone, which an encrypted one cannot")
    static let metadataWithoutToken = Rule(
        code: "SEC030", title: "An instance answers IMDSv1", severity: .high,
        reason: "a forged request through the web server is enough to steal the role's credentials")
    static let templateWithoutToken = Rule(
        code: "SEC031", title: "A launch template allows IMDSv1", severity: .medium,
        reason: "instances that start from it may answer requests for the role's credentials without a token")
    static let volumeNotEncrypted = Rule(
        code: "SEC032", title: "A volume is not encrypted", severity: .medium,
        reason: "it and its snapshots are in the clear")
    static let policyAllowsEverything = Rule(
        code: "SEC040", title: "A role may do everything", severity: .high,
        reason: "whoever gets hold of it owns the account")
    static let policyWildcard = Rule(
        code: "SEC041", title: "A role may do whole services' actions", severity: .medium,
        reason: "least privilege names what is needed")
    static let trustsAnyone = Rule(
        code: "SEC042", title: "Anyone may assume a role", severity: .high, reason: "every AWS account can act in it")
    static let noTLS = Rule(
        code: "SEC050", title: "A load balancer serves plain HTTP only", severity: .medium,
        reason: "passwords and sessions can be read and changed on their way")
    static let oldTLS = Rule(
        code: "SEC051", title: "A load balancer accepts outdated TLS", severity: .medium,
        reason: "TLS 1.0 and 1.1 are broken")
    static let noRedirect = Rule(
        code: "SEC052", title: "Plain HTTP is not redirected to HTTPS", severity: .medium,
        reason: "who types the address stays without TLS")
    static let noBackups = Rule(
        code: "OPS001", title: "A database has no automated backups", severity: .high,
        reason: "a mistake or a failure loses the data")
    static let shortBackups = Rule(
        code: "OPS002", title: "A protected environment keeps backups for less than a week", severity: .medium,
        reason: "damage is often noticed later than that")
    static let noDeletionProtection = Rule(
        code: "OPS003", title: "A protected environment's database can be deleted", severity: .medium,
        reason: "one wrong command deletes it")
    static let outOfStandardSupport = Rule(
        code: "OPS004", title: "A database's version leaves standard support", severity: .medium,
        reason: "AWS charges RDS Extended Support by the vCPU-hour, for a standby too")
    static let untagged = Rule(
        code: "OPS005", title: "A resource lacks the project's tags", severity: .low,
        reason: "bills are read, and dev is stopped, by the tags Project and Environment")
    static let unattachedVolume = Rule(
        code: "FIN001", title: "A volume is attached to nothing", severity: .medium,
        reason: "its storage is billed as if it were used")
    static let idleAddress = Rule(
        code: "FIN002", title: "An IP address is idle", severity: .medium, reason: "it is billed by the hour")
    static let oldSnapshot = Rule(
        code: "FIN003", title: "A snapshot is old", severity: .low,
        reason: "snapshots are billed until they are deleted")
    static let stoppedInstance = Rule(
        code: "FIN004", title: "A stopped instance keeps its disks", severity: .medium,
        reason: "its disks are billed as if it ran")
    static let leftOn = Rule(
        code: "FIN005", title: "dev is left on at night", severity: .medium,
        reason: "nobody works on it from 20:00 to 07:00 and at weekends, which is six hours in ten")
    static let retainedBackups = Rule(
        code: "FIN006", title: "A deleted database's automated backups are kept", severity: .low,
        reason: "they are billed until their retention period is over")
    static let orphanedLogs = Rule(
        code: "FIN007", title: "A log group outlived its database", severity: .low,
        reason: "logs are billed until they are deleted, and RDS deletes none")
    static let notChecked = Rule(
        code: "AUD001", title: "Something could not be checked", severity: .high,
        reason: "what is not seen is not reported; the severity is that of the gravest finding that may be missing")

    /// All rules, by code.
    static let all: [Rule] = [
        sshOpen, remoteDesktopOpen, databasePortOpen, allPortsOpen, otherPortOpen, bucketPublic, publicAccessNotBlocked,
        bucketNotEncrypted, bucketWithoutTLS, bucketNotVersioned, databasePublic, databaseNotEncrypted,
        databaseWithoutTLS,
        snapshotPublic, snapshotNotEncrypted, metadataWithoutToken, templateWithoutToken, volumeNotEncrypted,
        policyAllowsEverything, policyWildcard, trustsAnyone, noTLS, oldTLS, noRedirect, noBackups, shortBackups,
        noDeletionProtection, outOfStandardSupport, untagged, unattachedVolume, idleAddress, oldSnapshot,
        stoppedInstance,
        leftOn, retainedBackups, orphanedLogs, notChecked,
    ].sorted { $0.code < $1.code }
}
