/// How many of the properties that look like references are typed, and why.
struct ReferenceStatistics: Sendable, Equatable {
    /// A property that a rule has typed.
    struct Typed: Sendable, Equatable {
        /// `AWS::EC2::Subnet.VpcId`
        let path: String
        let reference: TypedReference
        let rule: ReferenceRule
    }

    private(set) var typed: [Typed] = []
    /// The paths of those that refer to resources of several types.
    private(set) var several: [String] = []
    /// The paths of those that refer to what is no resource type.
    private(set) var untyped: [String] = []
    /// The paths of the others that look like references by their names.
    private(set) var plain: [String] = []

    mutating func add(_ path: String, name: String, _ match: ReferenceRules.Match?, _ verdict: ReferenceList.Verdict?) {
        if let match {
            typed.append(Typed(path: path, reference: match.reference, rule: match.rule))
        } else if verdict == .several {
            several.append(path)
        } else if verdict == .untyped {
            untyped.append(path)
        } else if Self.looksLikeReference(name) {
            plain.append(path)
        }
    }

    static func + (left: Self, right: Self) -> Self {
        var result = left
        result.typed += right.typed
        result.several += right.several
        result.untyped += right.untyped
        result.plain += right.plain
        return result
    }

    /// Whether a name ends like one: `...Id`, `...Arn`, `...Name`, plural too.
    static func looksLikeReference(_ name: String) -> Bool {
        [
            "Id", "Ids", "ID", "IDs", "Arn", "Arns", "ARN", "ARNs", "ArnList", "Name", "Names", "Identifier",
            "Identifiers",
        ]
        .contains { name.hasSuffix($0) }
    }
}
