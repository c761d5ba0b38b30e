import Template

/// Groups and labels of parameters, for consoles ("AWS::CloudFormation::Interface" in the template reference).
enum ParameterInterface {
    /// Where consoles look for them in a template's metadata.
    static let key = "AWS::CloudFormation::Interface"

    /// Nil when no parameter has either. Groups stand in the order of their first parameter.
    static func metadata(of records: [ParameterRecord]) -> Template.Expression? {
        var groups: [(label: String, parameters: [Template.Expression])] = []
        var labels: [Template.Object.Entry] = []
        for record in records {
            let name = record.element.logicalID
            if let group = record.group {
                if let index = groups.firstIndex(where: { $0.label == group }) {
                    groups[index].parameters.append(.string(name))
                } else {
                    groups.append((group, [.string(name)]))
                }
            }
            if let label = record.label { labels.append(.init(name, ["default": .string(label)])) }
        }
        guard !groups.isEmpty || !labels.isEmpty else { return nil }
        var interface: [Template.Object.Entry] = [
            .init(
                "ParameterGroups",
                .list(
                    groups.map { group in
                        ["Label": ["default": .string(group.label)], "Parameters": .list(group.parameters)]
                    }))
        ]
        if !labels.isEmpty {
            interface.append(.init("ParameterLabels", .object(Template.Object(labels.sorted { $0.key < $1.key }))))
        }
        return .object(Template.Object(interface))
    }
}
