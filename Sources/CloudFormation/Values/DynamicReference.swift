// Dynamic references: values that CloudFormation fetches when it deploys, and that never stand in the template
// ("Get values stored in other services using dynamic references" in the CloudFormation user guide).

extension Value where Kind: StringKind {
    /// A parameter of Systems Manager of type String or StringList.
    public static func ssm(_ name: Value<String>, version: Int? = nil) -> Self {
        let version = version.map { ":\($0)" } ?? ""
        return Self(expression: ("{{resolve:ssm:\(name)\(version)}}" as Value<String>).expression)
    }

    /// A SecureString parameter of Systems Manager. Only some properties accept one, passwords among them.
    public static func ssmSecure(_ name: Value<String>, version: Int? = nil) -> Self {
        let version = version.map { ":\($0)" } ?? ""
        return Self(expression: ("{{resolve:ssm-secure:\(name)\(version)}}" as Value<String>).expression)
    }

    /// A secret of Secrets Manager.
    ///
    /// - Parameters:
    ///   - secret: the secret's name or ARN.
    ///   - key: the member of a JSON secret; without it the whole secret string.
    ///   - versionStage: the staging label; `AWSCURRENT` when neither it nor `versionID` is given.
    ///   - versionID: the identifier of one version, instead of a staging label.
    public static func secretsManager(
        _ secret: Value<String>, key: String? = nil, versionStage: String? = nil, versionID: String? = nil
    ) -> Self {
        var parts = ["", "SecretString", key ?? "", versionStage ?? "", versionID ?? ""]
        while parts.last == "" { parts.removeLast() }
        let suffix = parts.joined(separator: ":")
        return Self(expression: ("{{resolve:secretsmanager:\(secret)\(suffix)}}" as Value<String>).expression)
    }
}
