import Template

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
        if parts[3].utf8.contains(UInt8(ascii: "%")) { parts[3] = parts[3].replacing("%", with: "*") }
        return regionless + parts.joined(separator: ":")
    }

    /// What stands before the first `*`.
    static func start(of pattern: String) -> Substring.UTF8View {
        let bytes = pattern.utf8
        return pattern[..<(bytes.firstIndex(of: UInt8(ascii: "*")) ?? bytes.endIndex)].utf8
    }

    /// Puts in what is known of a place, and `*` for what is not.
    static func resolved(_ text: String, in place: DeploymentPlace) -> String {
        // By bytes: every ARN of every statement comes here.
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix(partition) {
                result += place.partition
                rest = rest.dropFirst(partition.utf8.count)
            } else if rest.hasPrefix(region) {
                result += place.region ?? "*"
                rest = rest.dropFirst(region.utf8.count)
            } else if rest.hasPrefix(account) {
                result += place.account ?? "*"
                rest = rest.dropFirst(account.utf8.count)
            } else {
                result += rest.prefix(1)
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}

extension Template.Expression {
    /// A text, in which CloudFormation fills in pseudo parameters where it has any.
    static func substituted(_ text: String) -> Self { text.contains("${") ? ["Fn::Sub": .string(text)] : .string(text) }
}
