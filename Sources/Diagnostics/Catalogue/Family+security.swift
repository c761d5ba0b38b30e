extension DiagnosticKind {
    public static let sshOpen = DiagnosticKind(
        "SEC001", "SSH is open to the world", .high,
        because: "every address is scanned for SSH within minutes, and Session Manager needs no open port")
    public static let remoteDesktopOpen = DiagnosticKind(
        "SEC002", "Remote Desktop is open to the world", .high,
        because: "every address is scanned for Remote Desktop, and Session Manager needs no open port")
    public static let databasePortOpen = DiagnosticKind(
        "SEC003", "A database's port is open to the world", .high,
        because: "only a password stands between anyone and the data")
    public static let allPortsOpen = DiagnosticKind(
        "SEC004", "Every port is open to the world", .high,
        because: "whatever listens, now or later, is reached by anyone")
    public static let otherPortOpen = DiagnosticKind(
        "SEC005", "A port beside the load balancer's is open to the world", .medium,
        because: "the internet reaches the load balancer and nothing else in this architecture")
    public static let bucketPublic = DiagnosticKind(
        "SEC010", "A bucket is public", .high,
        because: "anyone can use what is in it")
    public static let publicAccessNotBlocked = DiagnosticKind(
        "SEC011", "A bucket may be made public", .medium,
        because: "one wrong policy or access control list publishes it")
    public static let bucketNotEncrypted = DiagnosticKind(
        "SEC012", "A bucket has no encryption", .high,
        because: "data at rest is stored in the clear")
    public static let bucketWithoutTLS = DiagnosticKind(
        "SEC013", "A bucket answers without TLS", .medium,
        because: "objects can be read and changed on their way")
    public static let bucketNotVersioned = DiagnosticKind(
        "SEC014", "A bucket keeps no versions", .low,
        because: "what is overwritten or deleted is lost")
    public static let databasePublic = DiagnosticKind(
        "SEC020", "A database has a public address", .high,
        because: "one wrong rule of a security group opens it to the internet")
    public static let databaseNotEncrypted = DiagnosticKind(
        "SEC021", "A database's storage is not encrypted", .high,
        because: "its disks and all its snapshots are in the clear")
    public static let databaseWithoutTLS = DiagnosticKind(
        "SEC022", "A database takes connections without TLS", .medium,
        because: "passwords and data can be read on their way")
    public static let snapshotPublic = DiagnosticKind(
        "SEC023", "A database's snapshot is public", .high,
        because: "anyone can restore it and read the data")
    public static let snapshotNotEncrypted = DiagnosticKind(
        "SEC024", "A database's snapshot is not encrypted", .medium,
        because: "it can be shared with anyone, which an encrypted one cannot")
    public static let metadataWithoutToken = DiagnosticKind(
        "SEC030", "An instance answers IMDSv1", .high,
        because: "a forged request through the web server is enough to steal the role's credentials")
    public static let templateWithoutToken = DiagnosticKind(
        "SEC031", "A launch template allows IMDSv1", .medium,
        because: "instances that start from it may answer requests for the role's credentials without a token")
    public static let volumeNotEncrypted = DiagnosticKind(
        "SEC032", "A volume is not encrypted", .medium,
        because: "it and its snapshots are in the clear")
    public static let policyAllowsEverything = DiagnosticKind(
        "SEC040", "A role may do everything", .high,
        because: "whoever gets hold of it owns the account")
    public static let policyWildcard = DiagnosticKind(
        "SEC041", "A role may do whole services' actions", .medium,
        because: "least privilege names what is needed")
    public static let trustsAnyone = DiagnosticKind(
        "SEC042", "Anyone may assume a role", .high,
        because: "every AWS account can act in it")
    public static let excessiveRole = DiagnosticKind(
        "SEC043", "The execution role may do what no template needs", .medium,
        because: "whoever may deploy can have CloudFormation do it")
    public static let noTLS = DiagnosticKind(
        "SEC050", "A load balancer serves plain HTTP only", .medium,
        because: "passwords and sessions can be read and changed on their way")
    public static let oldTLS = DiagnosticKind(
        "SEC051", "A load balancer accepts outdated TLS", .medium,
        because: "TLS 1.0 and 1.1 are broken")
    public static let noRedirect = DiagnosticKind(
        "SEC052", "Plain HTTP is not redirected to HTTPS", .medium,
        because: "who types the address stays without TLS")
}

extension DiagnosticFamily {
    static let security = DiagnosticFamily(
        title: "Security", summary: "Found by `audit-infra` in what is deployed: where it is open.",
        kinds: [
            .sshOpen, .remoteDesktopOpen, .databasePortOpen, .allPortsOpen, .otherPortOpen, .bucketPublic,
            .publicAccessNotBlocked, .bucketNotEncrypted, .bucketWithoutTLS, .bucketNotVersioned, .databasePublic,
            .databaseNotEncrypted, .databaseWithoutTLS, .snapshotPublic, .snapshotNotEncrypted, .metadataWithoutToken,
            .templateWithoutToken, .volumeNotEncrypted, .policyAllowsEverything, .policyWildcard, .trustsAnyone,
            .excessiveRole, .noTLS,
            .oldTLS, .noRedirect,
        ])
}
