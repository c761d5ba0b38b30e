/// What a ``Value`` is a value of. Kinds are names for the compiler: no instance of one ever exists.
///
/// `String`, `Int`, `Double` and `Bool` are kinds too.

/// A kind that is a string in the template and can be written as a string literal.
public protocol StringKind: StringLiteralKind {}

/// A kind that is a number in the template.
public protocol NumberKind: IntegerLiteralKind {}

/// An open enumeration: its known values are constants on ``Value``, and any other string stays possible.
public protocol Enumeration: StringKind {}

/// The identifier of a resource, as a literal (`"vpc-0abc"`) or a reference. Identifiers of different types do not mix.
public enum ID<Type>: StringKind {}

/// The Amazon Resource Name of a resource.
public enum ARN<Type>: StringKind {}

/// The name of a resource.
public enum Name<Type>: StringKind {}

/// A reference to a resource of one of a few types, each with a constructor on ``Value``:
///
///     let alarm = CloudWatch.Alarm(alarmActions: [.topic(topic.topicArn), .scalingPolicy(policy.arn)])
///
/// What is no such resource is a literal, or ``Value/text(_:)``.
public protocol TargetKind: StringKind {}

extension String: StringKind {}
extension Int: NumberKind {}
extension Double: NumberKind {}
