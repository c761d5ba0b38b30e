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
        // By bytes, since the type of every resource is asked.
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 5, parts[1].isEmpty, parts[3].isEmpty, !parts[0].isEmpty, !parts[2].isEmpty,
            !parts[4].isEmpty, let vendor = String(parts[0]), let service = String(parts[2]),
            let resource = String(parts[4])
        else { return nil }
        self.vendor = vendor
        self.service = service
        self.resource = resource
    }

    public var description: String { "\(vendor)::\(service)::\(resource)" }

    public static func < (left: TypeName, right: TypeName) -> Bool { left.description < right.description }
}
