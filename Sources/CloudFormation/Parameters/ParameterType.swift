/// The type of a template parameter, and of the value that using it yields.
public struct ParameterType<V: TemplateValue>: Sendable {
    /// As in the template: `String`, `List<AWS::EC2::Subnet::Id>`.
    let name: String

    /// A type of CloudFormation's that has no constant here, as in `List<AWS::EC2::SecurityGroup::GroupName>`
    /// ("Supported parameter types" in the user guide).
    public static func other(_ name: String) -> Self { Self(name: name) }

    /// The values that are allowed: a flag's are known.
    func allowed(_ values: [V]) -> [Expression] {
        V.self == Value<Bool>.self ? [.boolean(true), .boolean(false)] : values.map { $0.expression }
    }
}

extension ParameterType where V == Value<String> {
    public static var string: Self { Self(name: "String") }
    /// The name of a Systems Manager parameter, which CloudFormation looks for but does not read.
    public static var ssmParameterName: Self { Self(name: "AWS::SSM::Parameter::Name") }
    public static var availabilityZone: Self { Self(name: "AWS::EC2::AvailabilityZone::Name") }
}

extension ParameterType {
    /// Text of a kind that this template knows: an enumeration, an ARN, a name.
    public static func string<Kind: StringKind>(of kind: Kind.Type = Kind.self) -> Self where V == Value<Kind> {
        Self(name: "String")
    }

    /// The identifier of an existing resource, which CloudFormation checks before it begins.
    public static func id<Type: ParameterIdentifiable>(of type: Type.Type) -> Self where V == Value<ID<Type>> {
        Self(name: Type.parameterType)
    }

    public static func ids<Type: ParameterIdentifiable>(of type: Type.Type) -> Self
    where V == List<Value<ID<Type>>> {
        Self(name: "List<\(Type.parameterType)>")
    }

    /// The name of an existing resource, which CloudFormation checks before it begins.
    public static func name<Type: ParameterNameable>(of type: Type.Type) -> Self where V == Value<Name<Type>> {
        Self(name: Type.nameParameterType)
    }

    @available(
        *, unavailable, message: "parameters give the name of such a resource, not its identifier: write .name(of:)"
    )
    public static func id<Type: ParameterNameable>(of type: Type.Type) -> Self where V == Value<Name<Type>> {
        name(of: type)
    }
}

extension ParameterType where V == Value<Int> {
    public static var integer: Self { Self(name: "Number") }
}

extension ParameterType where V == Value<Double> {
    public static var number: Self { Self(name: "Number") }
}

extension ParameterType where V == Value<Bool> {
    /// `true` or `false`; CloudFormation has no such parameter type, so it is a string of two allowed values.
    public static var boolean: Self { Self(name: "String") }
}

extension ParameterType where V == List<Value<String>> {
    public static var commaDelimitedList: Self { Self(name: "CommaDelimitedList") }
    public static var availabilityZones: Self { Self(name: "List<AWS::EC2::AvailabilityZone::Name>") }
}

extension ParameterType where V == List<Value<Double>> {
    public static var numbers: Self { Self(name: "List<Number>") }
}

/// A resource type whose identifiers can be the type of a template parameter
/// ("CloudFormation-supplied parameter types" in the user guide).
public protocol ParameterIdentifiable {
    /// As in `AWS::EC2::VPC::Id`.
    static var parameterType: String { get }
}

/// A resource type whose names can be the type of a template parameter
/// ("CloudFormation-supplied parameter types" in the user guide).
public protocol ParameterNameable {
    /// As in `AWS::EC2::KeyPair::KeyName`.
    static var nameParameterType: String { get }
}
