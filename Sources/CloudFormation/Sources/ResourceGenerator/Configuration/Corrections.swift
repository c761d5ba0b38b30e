import Foundation

/// What the facts in the schemas get wrong or leave out, as data: the only place where a type is treated by name.
///
/// Every entry carries the reason it stands there. An entry that matches nothing is a ``Finding``, so that a schema
/// release which mends something lets us delete the correction for it.
public struct Corrections: Sendable, Codable {
    /// A reference written in the file: `ARN AWS::IAM::Role`, or `none` for a plain string.
    public struct ReferenceEntry: Sendable, Codable {
        public var reference: String
        public var reason: String
    }

    /// What `Ref` returns: one of the type's properties, or what is no property of it.
    public struct RefEntry: Sendable, Codable {
        /// The CloudFormation name that the Swift attribute takes its name from.
        public var name: String
        /// What it refers to, or `none`; the type itself, by the rule of its name, if absent.
        public var reference: String?
        public var reason: String
    }

    /// An attribute that `Fn::GetAtt` returns although the schema does not mark it as read-only.
    public struct AttributeEntry: Sendable, Codable {
        /// Their names. One that is no property of the type is a string.
        public var names: [String]
        public var reason: String
    }

    /// Corrections of one type.
    public struct TypeEntry: Sendable, Codable {
        public var ref: RefEntry?
        public var attributes: AttributeEntry?
        /// By property path, `LaunchTemplateData/IamInstanceProfile/Arn`, or by definition, `IamInstanceProfile/Arn`.
        public var properties: [String: ReferenceEntry]?
        public var tagging: TaggingEntry?
    }

    /// Where a type's tags go when the schema's `tagging` does not say so in a way the generator understands.
    public struct TaggingEntry: Sendable, Codable {
        public var property: String
        /// `list`, `map`, `groupList` or `specifications`.
        public var form: String
        /// The `ResourceType` of a tag specification.
        public var resourceType: String?
        public var reason: String
    }

    /// A thing that properties refer to without being a resource type, such as a machine image.
    public struct Marker: Sendable, Codable {
        public var type: String
        public var reason: String
    }

    /// A property name that refers to a type, in whatever service it stands or in some.
    public struct NameRule: Sendable, Codable {
        /// The last words of the name: `RoleArn` matches `RoleArn` and `ExecutionRoleArns`.
        public var suffix: String
        public var reference: String
        /// The services in which the name means this; every service if absent.
        public var services: [String]?
        public var reason: String
    }

    /// A list of names with the reason for the list.
    public struct NameList: Sendable, Codable {
        public var names: [String]
        public var reason: String
    }

    public var formats: [String: ReferenceEntry]
    public var markers: [Marker]
    public var parameterTypes: [String: String]
    public var qualifiers: NameList
    public var names: [NameRule]
    public var stateful: NameList
    public var types: [String: TypeEntry]

    public init() {
        formats = [:]
        markers = []
        parameterTypes = [:]
        qualifiers = NameList(names: [], reason: "")
        names = []
        stateful = NameList(names: [], reason: "")
        types = [:]
    }

    /// Reads the corrections file.
    public init(file: URL) throws {
        do {
            self = try JSONDecoder().decode(Corrections.self, from: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    func entry(for type: TypeName) -> TypeEntry? { types[type.description] }
}
