import Foundation
import ResourceSchemas

/// What properties refer to, where no rule can tell and somebody has read what the property is.
///
/// The file is a JSON object of types, each with its properties by path, `LaunchTemplateData/IamInstanceProfile/Arn`,
/// or by definition, `Placement/GroupName`.
struct ReferenceList: Sendable {
    /// What was found of a property.
    enum Verdict: Hashable, Sendable {
        case reference(TypedReference)
        /// It refers to resources of several types.
        case several
        /// It refers to what is no resource type.
        case untyped
        /// It is no reference, though it looks like one.
        case noReference

        /// Parses `ARN AWS::IAM::Role`, `several`, `untyped` or `none`.
        init?(_ text: String) {
            switch text {
            case "several": self = .several
            case "untyped": self = .untyped
            case "none": self = .noReference
            default:
                guard let reference = TypedReference(text) else { return nil }
                self = .reference(reference)
            }
        }
    }

    private(set) var types: [String: [String: Verdict]]

    init(types: [String: [String: Verdict]] = [:]) { self.types = types }

    /// Reads the list.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read or says something else than a verdict.
    init(file: URL) throws {
        let texts: [String: [String: String]]
        do {
            texts = try [String: [String: String]](json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
        types = try texts.mapValues { properties in
            try properties.mapValues { text in
                guard let verdict = Verdict(text) else {
                    throw GenerationError.unreadableConfiguration(
                        file: file.lastPathComponent,
                        reason:
                            "\"\(text)\" is no verdict; write a reference as in ARN AWS::IAM::Role, several, untyped or none"
                    )
                }
                return verdict
            }
        }
    }

    /// The verdict on the first of a property's paths that is listed.
    func verdict(on paths: [String], of type: TypeName) -> Verdict? {
        let properties = types[type.description]
        return paths.lazy.compactMap { properties?[$0] }.first
    }
}
