import Template

extension Wiring {
    /// "Control access to a REST API with IAM permissions" in the Amazon API Gateway developer guide: the API's
    /// identifier, stage, method and path. What a path has in braces may be anything.
    func methodARN(of method: WiredResource) -> TextPattern {
        var pattern = TextPattern(glob: "arn:*:execute-api:*:*:")
        pattern.append(part(method.resource.properties["RestApiId"], method.stack))
        let verb = text(method.value("HttpMethod"))
        pattern.append(TextPattern(glob: "/%/" + (verb == nil || verb == "ANY" ? "%" : verb ?? "") + "/"))
        pattern.append(path(of: method.value("ResourceId"), depth: 0) ?? .unknown)
        return pattern.asARN()
    }

    /// A value in the middle of a text.
    private func part(_ value: Template.Expression?, _ stack: Int) -> TextPattern {
        let patterns = value.map { self.patterns(of: $0, in: stack) } ?? []
        return patterns.count == 1 ? patterns[0] : .unknown
    }

    /// The path of a resource of an API without the slash before it; nil where it is not known.
    private func path(of value: WiredValue?, depth: Int) -> TextPattern? {
        guard let target = target(of: value), depth < 32 else { return nil }
        if target.resource.resource.type == "AWS::ApiGateway::RestApi" { return TextPattern() }
        guard target.resource.resource.type == "AWS::ApiGateway::Resource",
            let part = text(target.resource.value("PathPart")),
            var path = path(of: target.resource.value("ParentId"), depth: depth + 1)
        else { return nil }
        if !path.symbols.isEmpty { path.append(TextPattern(glob: "/")) }
        path.append(part.hasSuffix("+}") ? .unknown : TextPattern(glob: part.hasPrefix("{") ? "%" : part))
        return path
    }
}
