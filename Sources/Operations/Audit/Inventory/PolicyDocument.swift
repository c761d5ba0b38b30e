import Foundation

/// A policy of IAM or of a bucket. IAM User Guide, "IAM JSON policy elements reference".
struct PolicyDocument: Decodable, Sendable {
    struct Statement: Decodable, Sendable {
        let effect: String
        let principal: Principal?
        let notPrincipal: Principal?
        let action: OneOrMany?
        let notAction: OneOrMany?
        let resource: OneOrMany?
        let notResource: OneOrMany?
        let condition: [String: [String: OneOrMany]]?

        var allows: Bool { effect == "Allow" }
        var actions: [String] { action?.values ?? [] }
        var resources: [String] { resource?.values ?? [] }
        /// Whether it is about every resource there is.
        var coversAllResources: Bool { resources.contains("*") || notResource != nil }
        /// Whether it is about every resource of at least one service, such as `arn:aws:s3:::*`.
        var coversAllOfAService: Bool {
            coversAllResources
                || resources.contains { $0.wholeMatch(of: #/arn:[^:]*:[^:]*:[^:]*:[^:]*:\*(/\*)?/#) != nil }
        }
        /// Whether it is about every action there is.
        var allowsAllActions: Bool { actions.contains { $0 == "*" || $0 == "*:*" } }
        /// Whether it is about everybody who is not named.
        var isForAnyone: Bool { principal?.isAnyone == true || notPrincipal != nil }
        /// All keys of its conditions, in small letters.
        var conditionKeys: Set<String> { Set((condition ?? [:]).values.flatMap(\.keys).map { $0.lowercased() }) }
    }

    /// Whom a statement is about.
    struct Principal: Decodable, Sendable {
        let isAnyone: Bool

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                isAnyone = text == "*"
            } else {
                let named = try decoder.singleValueContainer().decode([String: OneOrMany].self)
                isAnyone = named.contains { $0.key == "AWS" && $0.value.values.contains("*") }
            }
        }
    }

    /// A value that may stand alone or in a list.
    struct OneOrMany: Decodable, Sendable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                values = [text]
            } else if let flag = try? container.decode(Bool.self) {
                values = [flag ? "true" : "false"]
            } else if let number = try? container.decode(Int.self) {
                values = [String(number)]
            } else {
                values = try container.decode([OneOrMany].self).flatMap(\.values)
            }
        }
    }

    let statements: [Statement]

    private enum CodingKeys: String, CodingKey { case statements = "statement" }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let one = try? container.decode(Statement.self, forKey: .statements) {
            statements = [one]
        } else {
            statements = try container.decode([Statement].self, forKey: .statements)
        }
    }
}

/// A role with everything that says what it may do.
struct RoleDescription: Sendable {
    struct Policy: Sendable {
        let name: String
        let document: PolicyDocument
    }
    let name: String
    let trust: PolicyDocument?
    /// Inline policies, and attached ones of this account.
    let policies: [Policy]
    /// Attached policies that AWS keeps, by ARN.
    let managedPolicyARNs: [String]
    /// The ARN of its permissions boundary; nil where it has none.
    let boundary: String?
}
