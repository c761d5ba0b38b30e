/// The rules that tell what a property refers to, in the order in which they are asked.
enum ReferenceRule: String, Sendable, CaseIterable {
    /// The corrections of the type name the property.
    case correction
    /// The schema's `format`: `AWS::EC2::VPC.Id`.
    case format
    /// The schema's `relationshipRef`.
    case relationship
    /// The corrections know the name in this service: `ImageId` in EC2.
    case serviceName
    /// The name is how the service names the identifier or the ARN of one of its own types: `VpcId`, `DBSubnetGroupName`,
    /// `TargetGroupARNs`, also after a qualifier such as `Source`.
    case identifierName
    /// The corrections know the name in every service: `RoleArn`.
    case commonName
}
