import CloudFormation

/// What AWS takes as a tag of a stack, all of which CloudFormation puts on every resource.
enum StackTag {
    /// "CreateStack" in the CloudFormation API reference.
    static let maximumCount = TagRules.maximumCount

    /// What a key breaks, each as what is allowed.
    static func violations(ofKey key: String) -> [String] {
        TagRules.violations(ofKey: key) + violations(ofCharactersOf: key)
    }

    /// What a value breaks. Most services take an empty one; a stack does not ("Tag" in the CloudFormation API
    /// reference: 1 to 256 characters).
    static func violations(ofValue value: String) -> [String] {
        if value.isEmpty {
            return ["must not be empty: CloudFormation takes 1 to \(TagRules.maximumValueLength) characters"]
        }
        return TagRules.violations(ofValue: value) + violations(ofCharactersOf: value)
    }

    /// The characters that all services take ("Tag naming limits and requirements" in the user guide of Tag Editor);
    /// some, EC2 among them, take any.
    private static func violations(ofCharactersOf text: String) -> [String] {
        guard let refused = text.unicodeScalars.first(where: { !isAllowed($0) }) else { return [] }
        let code = String(refused.value, radix: 16, uppercase: true)
        let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        return ["has the character \(number); allowed: letters, digits, spaces and _ . : / = + - @"]
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber,
            .otherNumber, .spaceSeparator:
            true
        default: "_.:/=+-@".unicodeScalars.contains(scalar)
        }
    }
}
