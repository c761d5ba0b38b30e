extension Template {
    /// The sections that CloudFormation knows ("Template sections" in its user guide), in the order in which
    /// templates are rendered.
    public enum SectionName: String, Sendable, CaseIterable {
        case formatVersion = "AWSTemplateFormatVersion"
        case transform = "Transform"
        case description = "Description"
        case metadata = "Metadata"
        case parameters = "Parameters"
        case rules = "Rules"
        case mappings = "Mappings"
        case conditions = "Conditions"
        case resources = "Resources"
        case outputs = "Outputs"

        /// Whether it holds members with names.
        var hasMembers: Bool {
            switch self {
            case .formatVersion, .transform, .description, .metadata: false
            case .parameters, .rules, .mappings, .conditions, .resources, .outputs: true
            }
        }

        /// Whether a template without it says the same as one in which it is empty.
        var isOptional: Bool { self == .metadata || hasMembers && self != .resources }

        /// Unknown sections go before the resources, which they may have to do with.
        static func ordered(_ entries: [Object.Entry]) -> [Object.Entry] {
            func rank(_ entry: Object.Entry) -> Int {
                guard let section = SectionName(rawValue: entry.key), let rank = allCases.firstIndex(of: section) else {
                    return allCases.count - 2
                }
                return rank < allCases.count - 2 ? rank : rank + 1
            }
            return entries.enumerated().sorted { left, right in
                (rank(left.element), left.offset) < (rank(right.element), right.offset)
            }.map(\.element)
        }
    }
}
