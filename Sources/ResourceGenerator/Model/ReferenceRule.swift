import ResourceInterfaces

/// The rules that tell what a property refers to, in the order in which they are asked.
enum ReferenceRule: String, Sendable, CaseIterable {
    /// The corrections of the type name the property.
    case correction
    /// The list of references that were read one by one names the property.
    case listed
    /// The schema's `format`: `AWS::EC2::VPC.Id`.
    case format
    /// The schema's `relationshipRef`.
    case relationship
    /// The schema's regular expression is about the ARNs of one type.
    case pattern
    /// The corrections know the name in this service: `ImageId` in EC2.
    case serviceName
    /// The name is how the service names the identifier, the ARN or the name of one of its own types: `VpcId`,
    /// `DBSubnetGroupName`, `TargetGroupARNs`, also after a qualifier such as `Source`.
    case identifierName
    /// The corrections know the name in every service: `RoleArn`.
    case commonName

    /// The rule in a few words, for the report.
    var summary: String {
        switch self {
        case .correction: "a correction"
        case .listed: "reading what the property is"
        case .format: "the schema's format"
        case .relationship: "the schema's relationship"
        case .pattern: "the schema's pattern of ARNs"
        case .serviceName: "the name, in some services"
        case .identifierName: "the name of an identifier of the same service"
        case .commonName: "the name, in every service"
        }
    }
}
