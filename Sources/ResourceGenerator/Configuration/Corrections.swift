import Foundation
import ResourceInterfaces
import ResourceSchemas

/// What the facts in the schemas get wrong or leave out, as data: the only place where a type is treated by name.
///
/// Every entry carries the reason it stands there. An entry that matches nothing is a ``Shortfall``, so that a schema
/// release which mends something lets us delete the correction for it.
struct Corrections: Sendable, Codable {
    /// A reference written in the file: `ARN AWS::IAM::Role`, or `none` for a plain string.
    struct ReferenceEntry: Sendable, Codable {
        var reference: String
        var reason: String
    }

    /// What `Ref` returns: one of the type's properties, or what is no property of it.
    struct RefEntry: Sendable, Codable {
        /// The CloudFormation name that the Swift attribute takes its name from.
        var name: String
        /// What it refers to, or `none`; the type itself, by the rule of its name, if absent.
        var reference: String?
        var reason: String
    }

    /// An attribute that `Fn::GetAtt` returns although the schema does not mark it as read-only.
    struct AttributeEntry: Sendable, Codable {
        /// Their names. One that is no property of the type is a string.
        var names: [String]
        var reason: String
    }

    /// Corrections of one type.
    struct TypeEntry: Sendable, Codable {
        var ref: RefEntry?
        var attributes: AttributeEntry?
        /// By property path, `LaunchTemplateData/IamInstanceProfile/Arn`, or by definition, `IamInstanceProfile/Arn`.
        var properties: [String: ReferenceEntry]?
        var tagging: TaggingEntry?
    }

    /// Where a type's tags go when the schema's `tagging` does not say so in a way the generator understands.
    struct TaggingEntry: Sendable, Codable {
        /// As ``ResourceFacts/TagProperty`` has them.
        enum Form: String, Sendable, Codable {
            case list, map, groupList
        }

        var property: String
        var form: Form
        var reason: String
    }

    /// A thing that properties refer to without being a resource type, such as a machine image.
    struct Marker: Sendable, Codable {
        var type: String
        var reason: String
    }

    /// A property name that refers to a type, in whatever service it stands or in some.
    struct NameRule: Sendable, Codable {
        /// The last words of the name: `RoleArn` matches `RoleArn` and `ExecutionRoleArns`. With a slash, the last
        /// parts of the path: `IamInstanceProfile/Arn`.
        var suffix: String
        var reference: String
        /// The services in which the name means this; every service if absent.
        var services: [String]?
        var reason: String
    }

    /// How the ARNs of a kind of resource look, where the reference of actions says too little.
    struct ResourceFormat: Sendable, Codable {
        /// As the reference has it, by service and kind: `s3:bucket`.
        var format: String
        var reason: String
    }

    /// A list of names with the reason for the list.
    struct NameList: Sendable, Codable {
        var names: [String]
        var reason: String
    }

    var formats: [String: ReferenceEntry]
    /// The types that ARNs identify, by service and kind: `kms:key`.
    var arns: [String: String]
    var markers: [Marker]
    /// What the value of a parameter refers to, by AWS-specific parameter type: `ID AWS::EC2::VPC` for
    /// `AWS::EC2::VPC::Id`.
    var parameterTypes: [String: String]
    var qualifiers: NameList
    var names: [NameRule]
    var stateful: NameList
    var snapshots: NameList
    var types: [String: TypeEntry]
    /// By service and kind of resource: `s3:bucket`.
    var resourceFormats: [String: ResourceFormat]?
    /// What no rule can tell, from a file of its own.
    var list = ReferenceList()
    /// The sets of types that it names, from a file of their own.
    var targetSets = TargetSets()
    /// In which forms references are given and taken, from a file of its own.
    var forms = ReferenceForms()
    /// What decides whether a change replaces a resource, from a file of its own.
    var replacements = ReplacementConfiguration()

    private enum CodingKeys: String, CodingKey {
        case formats, arns, markers, parameterTypes, qualifiers, names, stateful, snapshots, types
        case resourceFormats
    }

    init() {
        formats = [:]
        arns = [:]
        markers = []
        parameterTypes = [:]
        qualifiers = NameList(names: [], reason: "")
        names = []
        stateful = NameList(names: [], reason: "")
        snapshots = NameList(names: [], reason: "")
        types = [:]
        resourceFormats = nil
    }

    /// Reads the corrections file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read, and for a reference that is none: it would otherwise
    ///   mean the same as `none`.
    init(file: URL) throws {
        do {
            self = try Corrections(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
        for text in referenceTexts where text != "none" && TypedReference(text) == nil {
            throw GenerationError.unreadableConfiguration(
                file: file.lastPathComponent,
                reason:
                    "\"\(text)\" is no reference; write ID, ARN or Name and a type, as in ARN AWS::IAM::Role, or none")
        }
    }

    /// Every reference in the corrections, in the list and in the sets.
    var references: [TypedReference] {
        let listed = list.types.values.flatMap(\.values).compactMap { verdict -> TypedReference? in
            if case .reference(let reference) = verdict { reference } else { nil }
        }
        return referenceTexts.compactMap { TypedReference($0) } + listed + targetSets.all.flatMap(\.references)
    }

    private var referenceTexts: [String] {
        let ofTypes = types.values.flatMap { entry in
            (entry.properties ?? [:]).values.map(\.reference) + [entry.ref?.reference].compactMap(\.self)
        }
        return formats.values.map(\.reference) + names.map(\.reference) + ofTypes + parameterTypes.values
    }

    /// The parameter types whose values refer to a resource type, by the form of the reference.
    func parameterTypes(of type: TypeName) -> [TypedReference.Kind: String] {
        parameterTypes.reduce(into: [:]) { types, entry in
            if let reference = TypedReference(entry.value), reference.target == type {
                types[reference.kind] = entry.key
            }
        }
    }

    func entry(for type: TypeName) -> TypeEntry? { types[type.description] }
}
