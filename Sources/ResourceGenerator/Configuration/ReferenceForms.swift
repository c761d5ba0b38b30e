import Foundation
import ResourceInterfaces
import ResourceSchemas

/// In which forms properties take references, where neither their names nor their schemas tell, and which types stand for
/// others.
///
/// Every entry carries the reason it stands there. Properties are written with their type, by path or by definition:
/// `AWS::EC2::Instance.IamInstanceProfile`.
struct ReferenceForms: Sendable, Codable {
    /// What properties take, as ``PropertySchema/target`` has it; an empty text for what is not known after all.
    struct PropertyEntry: Sendable, Codable {
        var properties: [String]
        var target: String
        var reason: String
    }

    /// What `Ref` or an attribute returns, as ``ResourceFacts/returns`` has it.
    struct ReturnEntry: Sendable, Codable {
        var type: String
        var attribute: String
        var target: String
        var reason: String
    }

    /// A type that may stand for another: an alias for its key.
    struct StandInEntry: Sendable, Codable {
        var types: [String]
        var standFor: [String]
        var reason: String
    }

    var properties: [PropertyEntry] = []
    var returns: [ReturnEntry] = []
    var standIns: [StandInEntry] = []
    /// The types of which `Fn::GetAtt` returns every property.
    var returningProperties = Corrections.NameList(names: [], reason: "")
    /// What properties take, by type and path.
    private(set) var targets: [String: String] = [:]

    private enum CodingKeys: String, CodingKey {
        case properties, returns, standIns, returningProperties
    }

    init() {}

    /// Reads the file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read.
    init(file: URL) throws {
        do {
            self = try ReferenceForms(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
        index()
    }

    /// Looks the properties up by their names from here on.
    mutating func index() {
        for entry in properties { for property in entry.properties { targets[property] = entry.target } }
    }

    /// The paths of the properties of a type that are written here.
    func paths(of type: TypeName) -> [String] {
        let prefix = "\(type)."
        return targets.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    /// The types that one may stand for.
    func replaced(by type: TypeName) -> [String] {
        standIns.filter { $0.types.contains(type.description) }.flatMap(\.standFor).sorted()
    }

    /// The types that the file is about.
    var typeNames: Set<String> {
        Set(standIns.flatMap { $0.types + $0.standFor } + returningProperties.names + returns.map(\.type))
            .union(targets.keys.map { String($0.prefix { $0 != "." }) })
    }
}
