/// One service as Swift will see it.
public struct ServiceModel: Sendable, Equatable {
    /// CloudFormation's name: `EC2`.
    public let name: String
    /// The enumeration that holds its types: `EC2`.
    public let namespace: String
    /// The Swift module: `AWSEC2`.
    public let module: String
    public let resources: [ResourceModel]
}

/// One resource type as Swift will see it.
public struct ResourceModel: Sendable, Equatable {
    public let typeName: TypeName
    /// The name of the Swift type in its namespace.
    public let swiftName: String
    public let properties: [PropertyModel]
    public let structures: [StructureModel]
    public let enumerations: [EnumerationModel]
    public let attributes: [AttributeModel]
    public let facts: ResourceFacts
}

/// A property type: a structure nested in its resource, or in the property type that alone uses it.
public struct StructureModel: Sendable, Equatable {
    /// CloudFormation's name for it, the definition's or the property's.
    public let name: String
    /// Its Swift path below the resource.
    public let path: [String]
    public let properties: [PropertyModel]
    public let structures: [StructureModel]
    public let enumerations: [EnumerationModel]
}

/// An open enumeration: named constants for the values that the schema lists.
public struct EnumerationModel: Sendable, Equatable {
    public struct Constant: Sendable, Equatable {
        public let swiftName: String
        public let value: String
    }

    public let name: String
    /// Its Swift path below the resource.
    public let path: [String]
    public let constants: [Constant]
}

/// A property of a resource or of a property type.
public struct PropertyModel: Sendable, Equatable {
    /// CloudFormation's name.
    public let name: String
    public let swiftName: String
    public let type: ValueType
    public let isRequired: Bool
    public let replacement: Replacement
    public let limits: Limits
}

/// Whether changing a property replaces the resource.
public enum Replacement: Sendable, Equatable {
    case never
    case sometimes
    case always
}

/// A value that a deployed resource returns.
public struct AttributeModel: Sendable, Equatable {
    public enum Source: Sendable, Equatable {
        /// `Ref`.
        case reference
        /// `Fn::GetAtt` with this name.
        case attribute(String)
    }

    /// CloudFormation's name, its parts separated by dots.
    public let name: String
    public let swiftName: String
    public let type: ValueType
    public let source: Source
}

/// A type that others can refer to: all that must be known of it without its service's module.
public struct IdentityModel: Sendable, Equatable {
    public let typeName: TypeName
    public let namespace: String
    public let swiftName: String
    /// Where its tags go; nil for what is no resource type, or one of a service that is not generated: a name to refer
    /// to, nothing more.
    public let tagging: ResourceFacts.Tagging?
    /// CloudFormation's parameter type for identifiers of this type: `AWS::EC2::VPC::Id`.
    public let parameterType: String?
}

extension ResourceModel {
    /// All references of the type's properties and attributes.
    public var references: [Reference] {
        func references(in type: ValueType) -> [Reference] {
            switch type {
            case .reference(let reference): [reference]
            case .list(let element), .map(let element): references(in: element)
            default: []
            }
        }
        func references(in structure: StructureModel) -> [Reference] {
            structure.properties.flatMap { references(in: $0.type) } + structure.structures.flatMap(references(in:))
        }
        return properties.flatMap { references(in: $0.type) } + attributes.flatMap { references(in: $0.type) }
            + structures.flatMap(references(in:))
    }
}
