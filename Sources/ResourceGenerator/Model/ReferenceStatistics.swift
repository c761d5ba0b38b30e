import ResourceInterfaces

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
    /// A property that refers to a resource of one of a few types.
    struct OneOf: Sendable, Equatable {
        /// `AWS::CloudWatch::Alarm.OKActions`
        let path: String
        let set: TargetSet.Name
    }

    /// Those that refer to a resource of one of a few types.
    private(set) var oneOf: [OneOf] = []
    /// The paths of those that refer to any resource, whatever its type.
    private(set) var any: [String] = []
    /// The paths of those that refer to resources of several types, and nobody was sure of which.
    private(set) var several: [String] = []
    /// The paths of those that refer to what is no resource type.
    private(set) var untyped: [String] = []
    /// The paths of the others that look like references by their names.
    private(set) var plain: [String] = []

    mutating func add(_ path: String, name: String, _ match: ReferenceRules.Match?, _ verdict: ReferenceList.Verdict?) {
        if let match {
            typed.append(Typed(path: path, reference: match.reference, rule: match.rule))
        } else if verdict == .any {
            any.append(path)
        } else if verdict == .several {
            several.append(path)
        } else if verdict == .untyped {
            untyped.append(path)
        } else if Self.looksLikeReference(name) {
            plain.append(path)
        }
    }

    mutating func add(_ path: String, _ set: TargetSet) { oneOf.append(OneOf(path: path, set: set.name)) }

    static func + (left: Self, right: Self) -> Self {
        var result = left
        result.typed += right.typed
        result.oneOf += right.oneOf
        result.any += right.any
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
