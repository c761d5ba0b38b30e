/// What AWS accepts of tags, whatever they are on ("Tag" in the CloudFormation API reference; the same as most services
/// have).
public enum TagRules {
    /// On one resource.
    public static let maximumCount = 50
    /// In characters.
    public static let maximumKeyLength = 128
    /// In characters.
    public static let maximumValueLength = 256

    /// What a key breaks, each as what follows "the tag key": "has 129 characters; at most 128 are allowed".
    public static func violations(ofKey key: String) -> [String] {
        if key.isEmpty { return ["is empty"] }
        let length = key.unicodeScalars.count
        if length > maximumKeyLength { return ["has \(length) characters; at most \(maximumKeyLength) are allowed"] }
        return key.lowercased().hasPrefix("aws:") ? ["begins with aws:, which AWS keeps for itself"] : []
    }

    /// What a value breaks, each as what follows "the value". Whether it may be empty is the service's own affair.
    public static func violations(ofValue value: String) -> [String] {
        let length = value.unicodeScalars.count
        return length > maximumValueLength
            ? ["has \(length) characters; at most \(maximumValueLength) are allowed"] : []
    }
}
