import ResourceSchemas

/// What a kind of values is called that refer to one of a few resource types: `CloudWatch.AlarmAction`.
package struct TargetSetName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// CloudFormation's name of the service, by which its module is found.
    package let service: String
    /// The kind's own name in the service's namespace.
    package let kind: String

    /// Parses the service and the kind with a dot between them; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIAlphanumeric) && $0.first?.isNumber == false })
        else { return nil }
        (service, kind) = (parts[0], parts[1])
    }

    package var description: String { "\(service).\(kind)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
