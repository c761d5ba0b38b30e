import Foundation
import ResourceInterfaces
import ResourceSchemas

/// The sets of resource types of which properties take one, from a file of their own.
///
/// The file is a JSON object of sets by their Swift names. Each says its targets by the constructors' names, what others
/// are taken as text, whether these look otherwise than ARNs, and where the documentation says so. A set belongs to one
/// service: modules of services do not know each other.
struct TargetSets: Sendable {
    /// As the file has a set.
    private struct Entry: Decodable {
        var targets: [String: String]
        var others: String?
        var othersAreNoARNs: Bool?
        var source: String
    }

    private let sets: [TargetSet.Name: TargetSet]

    init(_ sets: [TargetSet] = []) {
        self.sets = Dictionary(sets.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// Reads the file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read, and for a set that is named or made up otherwise.
    init(file: URL) throws {
        func unreadable(_ reason: String) -> GenerationError {
            .unreadableConfiguration(file: file.lastPathComponent, reason: reason)
        }
        let entries: [String: Entry]
        do {
            entries = try [String: Entry](json: Data(contentsOf: file))
        } catch {
            throw unreadable("\(error)")
        }
        self.init(
            try entries.map { text, entry in
                guard let name = TargetSet.Name(text) else {
                    throw unreadable(
                        "\"\(text)\" names no set; write a service and a kind, as in CloudWatch.AlarmAction")
                }
                guard !entry.targets.isEmpty else {
                    throw unreadable("\(name) has no targets; list them by their constructors' names")
                }
                let targets = try entry.targets.sorted { $0.key < $1.key }.map { constructor, text in
                    guard constructor.first?.isLowercase == true, constructor.allSatisfy(\.isASCIIAlphanumeric) else {
                        throw unreadable(
                            "\"\(constructor)\" of \(name) is no name of a constructor; write one as in scalingPolicy")
                    }
                    guard let target = TargetSet.Target(name: constructor, text) else {
                        throw unreadable(
                            "\"\(text)\", which \(name) calls \(constructor), is no reference; write ID, ARN or Name, "
                                + "several with / between them, and a type, as in ARN AWS::IAM::Role")
                    }
                    return target
                }
                return TargetSet(
                    name: name, targets: targets, others: entry.others,
                    othersAreNoARNs: entry.othersAreNoARNs ?? false, source: entry.source)
            })
    }

    subscript(name: TargetSet.Name) -> TargetSet? { sets[name] }

    /// In the order of their names.
    var all: [TargetSet] { sets.values.sorted { $0.name < $1.name } }
}
