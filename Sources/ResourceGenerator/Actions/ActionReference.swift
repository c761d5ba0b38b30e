import Foundation

/// The actions of AWS's services with the resources that each applies to, as the service authorization reference has
/// them.
///
/// cfn-lint ships it beside the schemas, its names in lower case; CloudFormation's schemas have the spelling of those
/// that its handlers need.
struct ActionReference: Sendable {
    struct Service: Sendable {
        /// Each kind's formats of ARNs, without `arn:${Partition}:` and with `*` for what differs. `%` stands for what
        /// differs and has no slash.
        var kinds: [[String]]
        /// The kinds that an action applies to, as positions among all; none where it applies to no resource.
        var actions: [String: [Int]]
        /// The kinds by the names that the reference has for them, in lower case. Nothing but that itself has them.
        var named: [String: Kind] = [:]
    }

    /// A kind of resource.
    struct Kind: Sendable {
        /// The formats of its ARNs.
        var formats: [String]
        /// Whether conditions may ask for its tags.
        var hasTags: Bool
    }

    /// By the prefix of their actions: `s3`.
    var services: [String: Service] = [:]

    init() {}

    /// - Parameters:
    ///   - file: cfn-lint's `Policies.json`.
    ///   - permissions: actions as they are spelt.
    init(file: URL, permissions: [String], corrections: Corrections) throws {
        let known: [String: WrittenService]
        do {
            known = try [String: WrittenService](json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableActions(file: file.path, reason: "\(error)")
        }
        // Of two spellings the one that most handlers have, and of those that as many have always the same one.
        let counts = Dictionary(permissions.map { ($0, 1) }, uniquingKeysWith: +)
        let usual = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let spellings = Dictionary(usual.map { ($0.lowercased(), $0) }) { first, _ in first }
        for (prefix, service) in known {
            services[prefix] = Self.service(service, prefix, spellings, corrections.resourceFormats ?? [:])
        }
    }

    private static func service(
        _ written: WrittenService, _ prefix: String, _ spellings: [String: String],
        _ corrections: [String: Corrections.ResourceFormat]
    ) -> Service {
        var service = Service(kinds: [], actions: [:])
        var positions: [String: Int] = [:]
        for (name, kind) in written.kinds.sorted(by: { $0.key < $1.key }) {
            let formats = corrections["\(prefix):\(name)"].map { [$0.format] } ?? kind.formats
            let patterns = Set(formats.map(pattern)).sorted()
            service.named[name.lowercased()] = Kind(
                formats: patterns, hasTags: kind.conditionKeys?.contains("aws:ResourceTag/${TagKey}") ?? false)
            // Several kinds may have ARNs of one form.
            positions[name] = service.kinds.firstIndex(of: patterns) ?? service.kinds.count
            if positions[name] == service.kinds.count { service.kinds.append(patterns) }
        }
        for (name, action) in written.actions {
            let spelling = spellings["\(prefix):\(name)"]?.split(separator: ":").last.map(String.init) ?? name
            let kinds = (action.kinds ?? []).map { positions[$0] ?? positions[$0.lowercased()] }
            // One that the reference does not explain may have any form.
            service.actions[spelling] =
                kinds.contains(nil) ? [any(in: &service)] : Set(kinds.compactMap(\.self)).sorted()
        }
        return service
    }

    private static func any(in service: inout Service) -> Int {
        if let known = service.kinds.firstIndex(of: ["*"]) { return known }
        service.kinds.append(["*"])
        return service.kinds.count - 1
    }

    /// An action as it is spelt here, however somebody else spells it, which is the same to IAM; nil where there is none.
    func spelling(of action: String) -> String? {
        let (prefix, name) = Self.parts(of: action)
        return services[prefix]?.actions.keys.first { $0.lowercased() == name }.map { "\(prefix):\($0)" }
    }

    /// The names of all actions that a pattern with `*` means, with their prefix.
    func actions(matching pattern: String) -> [String] {
        let (prefix, name) = Self.parts(of: pattern)
        let start = name.prefix { $0 != "*" }
        return (services[prefix]?.actions.keys.filter { $0.lowercased().hasPrefix(start) } ?? []).map {
            "\(prefix):\($0)"
        }
    }

    /// The formats of the ARNs that an action applies to.
    func formats(of action: String) -> [String] {
        let (prefix, name) = Self.parts(of: action)
        guard let service = services[prefix] else { return [] }
        return service.actions.filter { $0.key.lowercased() == name }.values.flatMap(\.self)
            .flatMap { service.kinds.indices.contains($0) ? service.kinds[$0] : [] }
    }

    private static func parts(of action: String) -> (prefix: String, name: String) {
        let parts = action.lowercased().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    /// `arn:${Partition}:sqs:${Region}:${Account}:.*` as `sqs:*:*:*`.
    private static func pattern(_ format: String) -> String {
        var pattern = format.replacingOccurrences(of: "arn:${Partition}:", with: "")
            .replacingOccurrences(of: "[^/]*", with: "%").replacingOccurrences(of: ".*", with: "*")
        while let start = pattern.range(of: "${"), let end = pattern[start.upperBound...].firstIndex(of: "}") {
            pattern.replaceSubrange(start.lowerBound...end, with: "*")
        }
        return pattern
    }
}

/// As `Policies.json` has it.
private struct WrittenService: Decodable {
    struct Action: Decodable {
        var kinds: [String]?

        enum CodingKeys: String, CodingKey { case kinds = "Resources" }
    }

    struct Kind: Decodable {
        var formats: [String]
        var conditionKeys: [String]?

        enum CodingKeys: String, CodingKey {
            case formats = "ARNFormats"
            case conditionKeys = "ConditionKeys"
        }
    }

    var actions: [String: Action]
    var kinds: [String: Kind]

    enum CodingKeys: String, CodingKey {
        case actions = "Actions"
        case kinds = "Resources"
    }
}
