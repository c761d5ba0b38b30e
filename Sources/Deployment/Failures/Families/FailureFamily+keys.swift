extension FailureFamily {
    /// Keys that cannot be used. AWS KMS Developer Guide, "Key states of AWS KMS keys".
    static let key = FailureFamily("key") { failure in
        let isOfKey = failure.reason.has("kms", ":key/", "master key")
        let state =
            failure.reason.has("pending deletion")
            ? "is about to be deleted"
            : failure.reason.has("is disabled", "DisabledException", "not enabled", "KMSKeyDisabled")
                ? "is disabled, or this principal may not use it"
                : failure.reason.has(
                    "KMSInvalidState", "InvalidKMSKey", "KMSKeyNotAccessible", "inaccessible-encryption-credentials")
                    ? "is in a state in which nothing can be encrypted with it" : nil
        guard isOfKey || failure.reason.has("encryption-credentials"), let state else { return nil }
        let id = failure.reason.text.firstMatch(of: #/arn:aws[\w-]*:kms:[^\s"'\])]+/#).map { String($0.output) }
        return FailureExplanation(
            reason: "the key \(id.map { "\($0) " } ?? "")\(state)",
            fix:
                "'aws kms enable-key --key-id \(id ?? "KEY")', for one that is about to be deleted 'aws kms cancel-key-deletion' before; or give another key",
            property: ["KmsKeyId", "KMSKeyId", "KmsMasterKeyId", "KmsKeyArn"].first { failure.value(of: $0) != nil }
                ?? failure.propertyMeant)
    }
}
