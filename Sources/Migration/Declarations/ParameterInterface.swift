import Template

/// How consoles group and label parameters ("AWS::CloudFormation::Interface" in the template reference).
struct ParameterInterface {
    static let key = "AWS::CloudFormation::Interface"

    /// The heading of each parameter that has one.
    private(set) var groups: [String: String] = [:]
    private(set) var labels: [String: String] = [:]
    /// Whether the declarations of the parameters, with their groups and labels, say all of it.
    let isSaid: Bool

    init(_ template: Template) {
        guard let interface = template.metadata[Self.key]?.object else {
            isSaid = false
            return
        }
        var groups: [String: String] = [:]
        var labels: [String: String] = [:]
        var isSaid = interface.entries.allSatisfy { ["ParameterGroups", "ParameterLabels"].contains($0.key) }
        for group in interface["ParameterGroups"]?.list ?? [] {
            guard let label = group["Label"]?["default"]?.string, let names = group["Parameters"]?.list else {
                isSaid = false
                continue
            }
            for name in names.compactMap(\.string) {
                if groups[name] != nil || template.parameters[name] == nil { isSaid = false }
                groups[name] = label
            }
        }
        for (name, label) in interface["ParameterLabels"]?.object?.entries.map({ ($0.key, $0.value) }) ?? [] {
            if template.parameters[name] == nil { isSaid = false }
            guard let text = label["default"]?.string else {
                isSaid = false
                continue
            }
            labels[name] = text
        }
        self.groups = groups
        self.labels = labels
        self.isSaid = isSaid
    }

    /// The parameters in the order in which consoles show them, so that their declarations say the groups' order.
    func ordered(_ names: [String], in template: Template) -> [String] {
        guard isSaid else { return names }
        let grouped = (template.metadata[Self.key]?["ParameterGroups"]?.list ?? [])
            .flatMap { $0["Parameters"]?.list?.compactMap(\.string) ?? [] }
        return grouped + names.filter { !grouped.contains($0) }
    }
}
