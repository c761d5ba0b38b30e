import Foundation
import ResourceInterfaces
import ResourceSchemas

/// What properties refer to, where no rule can tell and somebody has read what the property is.
///
/// The file is a JSON object of types, each with its properties by path, `LaunchTemplateData/IamInstanceProfile/Arn`,
/// or by definition, `Placement/GroupName`.
struct ReferenceList: Sendable {
    /// What was found of a property.
    enum Verdict: Hashable, Sendable {
        case reference(TypedReference)
        /// It refers to a resource of one of a few types.
        case oneOf(TargetSet.Name)
        /// It refers to any resource, whatever its type: nothing is wrong there.
        case any
        /// It refers to resources of several types, and nobody was sure of which.
        case several
        /// It refers to what is no resource type.
        case untyped
        /// It is no reference, though it looks like one.
        case noReference

        /// Parses `ARN AWS::IAM::Role`, `CloudWatch.AlarmAction`, `any`, `several`, `untyped` or `none`.
        init?(_ text: String) {
            switch text {
            case "any": self = .any
            case "several": self = .several
            case "untyped": self = .untyped
            case "none": self = .noReference
            default:
                if let set = TargetSet.Name(text) {
                    self = .oneOf(set)
                } else if let reference = TypedReference(text) {
                    self = .reference(reference)
                } else {
                    return nil
                }
            }
        }

        /// Whether it does not tell the type of what the property refers to.
        var isOpen: Bool {
            switch self {
            case .oneOf, .any, .several, .untyped: true
            case .reference, .noReference: false
            }
        }
    }

    private(set) var types: [String: [String: Verdict]]

    init(types: [String: [String: Verdict]] = [:]) { self.types = types }

    /// Reads the list.
    ///
    /// - Parameter sets: those that the list can name.
    /// - Throws: `GenerationError` for a file that cannot be read or says something else than a verdict, and for a set
    ///   that does not exist or belongs to another service.
    init(file: URL, sets: TargetSets = TargetSets()) throws {
        func unreadable(_ reason: String) -> GenerationError {
            .unreadableConfiguration(file: file.lastPathComponent, reason: reason)
        }
        let texts: [String: [String: String]]
        do {
            texts = try [String: [String: String]](json: Data(contentsOf: file))
        } catch {
            throw unreadable("\(error)")
        }
        var types: [String: [String: Verdict]] = [:]
        for (type, properties) in texts {
            types[type] = try properties.mapValues { text in
                guard let verdict = Verdict(text) else {
                    throw unreadable(
                        "\"\(text)\" is no verdict; write a reference as in ARN AWS::IAM::Role, a set of targets.json as in "
                            + "CloudWatch.AlarmAction, any, several, untyped or none")
                }
                guard case .oneOf(let set) = verdict else { return verdict }
                guard sets[set] != nil else { throw unreadable("\(type) refers to \(set), which targets.json lacks") }
                guard set.service == TypeName(type)?.service else {
                    throw unreadable("\(set) belongs to another service than \(type), whose module cannot know it")
                }
                return verdict
            }
        }
        self.types = types
    }

    /// The sets that it names.
    var sets: Set<TargetSet.Name> {
        Set(
            types.values.flatMap(\.values).compactMap { verdict in
                if case .oneOf(let set) = verdict { set } else { nil }
            })
    }

    /// The verdict on the first of a property's paths that is listed.
    func verdict(on paths: [String], of type: TypeName) -> Verdict? {
        let properties = types[type.description]
        return paths.lazy.compactMap { properties?[$0] }.first
    }
}
