/// What stands for a principal of the kind `AWS` ("AWS JSON policy elements: Principal" in the IAM user guide).
struct PrincipalName {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Whether AWS may take it.
    var isAllowed: Bool { text == "*" || isAccount(text) || isUniqueID || isARN }

    private func isAccount(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// As policies have it of users and roles that are no more: `AIDA...`, `AROA...`.
    private var isUniqueID: Bool {
        text.hasPrefix("A") && text.utf8.count > 15 && text.utf8.allSatisfy(\.isASCIILetterOrDigit)
    }

    /// Of IAM or STS, in an account or of CloudFront's origin access identities.
    private var isARN: Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), ["iam", "sts"].contains(parts[2]),
            parts[3].isEmpty, !parts[5].isEmpty
        else { return false }
        return (isAccount(parts[4]) || parts[4] == "cloudfront") && !parts[5].contains { $0 == "*" || $0 == "?" }
    }
}
