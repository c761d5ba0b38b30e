import ResourceInterfaces
import ResourceSchemas

/// One service as Swift will see it.
struct ServiceModel: Sendable, Equatable {
    /// `AWS`, or the vendor of third-party types.
    let vendor: String
    /// CloudFormation's name: `EC2`.
    let name: String
    /// The enumeration that holds its types: `EC2`.
    let namespace: String
    /// The Swift module: `AWSEC2`.
    let module: String
    let resources: [ResourceModel]
    /// What its properties refer to that take one of a few types, in the order of their names.
    var targetSets: [TargetSet] = []
}

/// One resource type as Swift will see it.
struct ResourceModel: Sendable, Equatable {
    let typeName: TypeName
    /// The name of the Swift type in its namespace.
    let swiftName: String
    let properties: [PropertyModel]
    let structures: [StructureModel]
    let enumerations: [EnumerationModel]
    let attributes: [AttributeModel]
    let facts: ResourceFacts
    let schema: ObjectSchema
    /// Whether properties of any other name can be set too, as whoever provides a custom resource wants them.
    let takesOtherProperties: Bool
}

/// A property type: a structure nested in its resource, or in the property type that alone uses it.
struct StructureModel: Sendable, Equatable {
    /// CloudFormation's name for it, the definition's or the property's.
    let name: String
    /// Its Swift path below the resource.
    let path: [String]
    let properties: [PropertyModel]
    let structures: [StructureModel]
    let enumerations: [EnumerationModel]
}

/// An open enumeration: named constants for the values that the schema lists.
struct EnumerationModel: Sendable, Equatable {
    struct Constant: Sendable, Equatable {
        let swiftName: String
        let value: String
    }

    let name: String
    /// Its Swift path below the resource.
    let path: [String]
    let constants: [Constant]
}

/// A property of a resource or of a property type.
struct PropertyModel: Sendable, Equatable {
    /// CloudFormation's name.
    let name: String
    let swiftName: String
    let type: ValueType
    let isRequired: Bool
    let replacement: ResourceFacts.Replacement
    let limits: ValueLimits
}

/// A value that a deployed resource returns.
struct AttributeModel: Sendable, Equatable {
    enum Source: Sendable, Equatable {
        /// `Ref`.
        case reference
        /// `Fn::GetAtt` with this name.
        case attribute(String)
    }

    /// CloudFormation's name, its parts separated by dots.
    let name: String
    let swiftName: String
    let type: ValueType
    let source: Source
}

/// A type that others can refer to: all that must be known of it without its service's module.
struct IdentityModel: Sendable, Equatable {
    let typeName: TypeName
    let namespace: String
    let swiftName: String
    /// Whether its service is generated too; anything else is a name to refer to, nothing more.
    let isResource: Bool
    /// CloudFormation's parameter types for references to this type, by their form: `AWS::EC2::VPC::Id` for
    /// identifiers.
    let parameterTypes: [TypedReference.Kind: String]
}

extension ValueType {
    /// What a value of the type refers to.
    var references: [TypedReference] {
        switch self {
        case .reference(let reference): [reference]
        case .list(let element), .map(let element): element.references
        default: []
        }
    }
}

extension ValueType {
    /// The set that a value of the type refers to one of; nil for every other type.
    var targetSet: TargetSet.Name? {
        switch self {
        case .target(let set): set
        case .list(let element), .map(let element): element.targetSet
        default: nil
        }
    }
}

extension ResourceModel {
    /// All references of the type's properties and attributes.
    var references: [TypedReference] {
        func references(in structure: StructureModel) -> [TypedReference] {
            structure.properties.flatMap(\.type.references) + structure.structures.flatMap(references(in:))
        }
        return properties.flatMap(\.type.references) + attributes.flatMap(\.type.references)
            + structures.flatMap(references(in:))
    }
}
