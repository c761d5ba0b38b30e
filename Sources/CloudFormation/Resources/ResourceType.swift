/// A CloudFormation resource type with the properties of one resource. The generated modules declare one for each type.
public protocol ResourceType: Sendable {
    /// The name in templates, as in `AWS::EC2::VPC`.
    static var typeName: String { get }
    /// Where the type keeps its tags.
    static var tagging: Tagging { get }
    /// Whether CloudFormation can keep a snapshot of what it deletes.
    static var hasSnapshots: Bool { get }

    var properties: Properties { get }

    init(properties: Properties)
}

extension ResourceType {
    public static var hasSnapshots: Bool { false }
}

/// Which property of a type holds its tags, and in which shape.
public enum Tagging: Sendable, Equatable {
    /// The type cannot be tagged.
    case none
    /// A list of `{Key, Value}`.
    case list(String)
    /// An object of tag names and values.
    case map(String)
    /// A list of `{Key, Value, PropagateAtLaunch}`: Auto Scaling groups.
    case groupList(String)
}
