import ResourceSchemas

/// What a property takes or an attribute returns, in terms of the language's values.
package indirect enum ValueType: Hashable, Sendable {
    case string
    case integer
    case number
    case boolean
    /// Free-form JSON.
    case json
    /// The tag that all services share.
    case tag
    case reference(TypedReference)
    /// A reference to a resource of one of a few types.
    case target(TargetSetName)
    /// An enumeration of this type: its Swift path below the resource, `["EBS", "VolumeType"]`.
    case enumeration([String])
    /// A property type of this type: its Swift path below the resource.
    case structure([String])
    case list(ValueType)
    case map(ValueType)

    /// The type with its innermost scalar replaced: what a rule about one value means for a list of them.
    package func replacingScalar(with scalar: ValueType) -> ValueType {
        switch self {
        case .list(let element): .list(element.replacingScalar(with: scalar))
        case .map(let element): .map(element.replacingScalar(with: scalar))
        default: scalar
        }
    }

    /// Whether this is a string, or a list of strings, that a rule may take for a reference.
    package var isPlainString: Bool {
        switch self {
        case .string: true
        case .list(let element): element.isPlainString
        default: false
        }
    }
}
