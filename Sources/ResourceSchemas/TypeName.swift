/// The name of a CloudFormation resource type, `AWS::EC2::VPC`, in its three segments.
public struct TypeName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first segment: `AWS`, or the vendor of a third-party type.
    public let vendor: String
    /// The second segment: `EC2`.
    public let service: String
    /// The third segment: `VPC`.
    public let resource: String

    /// Parses `vendor::service::resource`; nil for anything else, such as a module's four segments.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[1].isEmpty, parts[3].isEmpty,
            !parts[0].isEmpty, !parts[2].isEmpty, !parts[4].isEmpty
        else { return nil }
        vendor = String(parts[0])
        service = String(parts[2])
        resource = String(parts[4])
    }

    public var description: String { "\(vendor)::\(service)::\(resource)" }

    public static func < (left: TypeName, right: TypeName) -> Bool { left.description < right.description }
}
