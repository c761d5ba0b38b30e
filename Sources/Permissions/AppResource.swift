import PermissionFacts
import Template

/// A resource of the app with what is known of its ARN.
struct AppResource {
    let resource: EvaluatedResource
    let facts: HandlerFacts
    /// With partition, region and account as pseudo parameters, in the order of the type's forms.
    let patterns: [String]
    /// Whether the name, or what it begins with, is known.
    let isNamed: Bool
    /// What tells its ARN from those of other apps where no name does.
    let tags: PolicyConditions

    var path: String { resource.path }
    var type: String { resource.type }

    init(_ resource: EvaluatedResource, _ facts: HandlerFacts, in stack: EvaluatedTemplate, at place: DeploymentPlace) {
        self.resource = resource
        self.facts = facts
        guard let names = facts.names else {
            (patterns, isNamed, tags) = ([], false, .none)
            return
        }
        let name = Self.name(of: resource, names, in: stack, at: place)
        isNamed = name != "*"
        patterns = names.forms.map { form in
            ARNText.filled(form.replacing("%", with: Self.path(of: resource, names, before: name)))
        }
        tags = isNamed ? .none : Self.tags(of: resource, names, at: place)
    }

    /// The patterns of the ARNs that a format of the reference stands for: all, where no form looks like it.
    func patterns(like format: String) -> [String] {
        guard patterns.count > 1 else { return patterns }
        // By bytes, since every action of every resource comes here.
        let start = ARNText.start(of: ARNText.filled(format))
        let alike = patterns.filter { pattern in
            pattern.utf8.starts(with: start) || start.starts(with: ARNText.start(of: pattern))
        }
        return alike.isEmpty ? patterns : alike
    }

    /// The ARNs of the type with a name that somebody gives.
    static func patterns(_ names: HandlerFacts.Names, named name: String) -> [String] {
        names.forms.flatMap { form -> [String] in
            if form.contains("%") {
                // Its path is not known.
                let places = names.path == nil ? [name] : [name, "*/\(name)"]
                return places.map { ARNText.filled(form.replacing("%", with: $0)) }
            }
            return [ARNText.filled(form.hasSuffix("*") ? String(form.dropLast()) + name : form)]
        }
    }

    // MARK: - Names

    private static func name(
        of resource: EvaluatedResource, _ names: HandlerFacts.Names, in stack: EvaluatedTemplate,
        at place: DeploymentPlace
    ) -> String {
        // A nested stack, however deep, has the root's name before its own.
        if resource.type == Template.Resource.stackType { return "\(place.stackName)-*" }
        guard let property = names.name else { return "*" }
        switch resource.properties[property] {
        case nil:
            return GeneratedName.pattern(
                of: place.stackName, limit: names.limit ?? 63, isLowercase: names.isLowercase)
        case .text(let text)?: return names.isLowercase ? text.lowercased() : text
        default:
            let written = stack.template.resources[resource.logicalID]?.properties[property]
            let pattern = written.map { NamePattern(in: stack, at: place).text(of: $0) } ?? "*"
            return names.isLowercase ? pattern.lowercased() : pattern
        }
    }

    private static func path(of resource: EvaluatedResource, _ names: HandlerFacts.Names, before name: String) -> String
    {
        guard let property = names.path, let path = resource.properties[property] else { return name }
        // `/teams/` in front of `Deployer`, in an ARN that has the first slash already.
        guard let text = path.text else { return "*/\(name)" }
        return text == "/" || text.isEmpty ? name : "\(text.drop { $0 == "/" })\(name)"
    }

    private static func tags(
        of resource: EvaluatedResource, _ names: HandlerFacts.Names, at place: DeploymentPlace
    ) -> PolicyConditions {
        guard let property = names.tags else { return .none }
        let own = resource.properties[property]
        // One that nobody knows may have any key, and a resource's own tag wins over its stack's.
        guard own?.unknown.isEmpty ?? true else { return .none }
        var values = place.tags.mapValues(EvaluatedValue.text)
        for tag in own?.list ?? [] {
            guard let key = tag["Key"]?.text else { return .none }
            if values[key] != nil, let value = tag["Value"] { values[key] = value }
        }
        let tests = values.compactMap { key, value in
            value.text.map {
                (PolicyConditions.Test(operator: "StringEquals", key: "aws:ResourceTag/\(key)"), Set([$0]))
            }
        }
        return PolicyConditions(Dictionary(tests) { first, _ in first })
    }
}
