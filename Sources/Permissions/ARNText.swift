/// The parts of ARNs that are the same in all of a deployment, as templates have them until they are filled in.
enum ARNText {
    static let partition = "${AWS::Partition}"
    static let region = "${AWS::Region}"
    static let account = "${AWS::AccountId}"
    /// What all begin with.
    static let regionless = "arn:\(partition):"

    /// A format of the service authorization reference with partition, region and account: `rds:*:*:db:*` is
    /// `arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:db:*`.
    ///
    /// - Parameter format: a `%` in it stands for anything without a slash.
    static func filled(_ format: String) -> String {
        var parts = format.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else { return "*" }
        if parts[1] == "*" { parts[1] = region }
        if parts[2] == "*" { parts[2] = account }
        parts[3] = parts[3].replacing("%", with: "*")
        return regionless + parts.joined(separator: ":")
    }

    /// Puts in what is known of a place, and `*` for what is not.
    static func resolved(_ text: String, in place: DeploymentPlace) -> String {
        guard text.contains("${") else { return text }
        return text.replacing(partition, with: place.partition)
            .replacing(region, with: place.region ?? "*")
            .replacing(account, with: place.account ?? "*")
    }
}
