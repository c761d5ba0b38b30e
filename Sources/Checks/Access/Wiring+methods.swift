import Template

extension Wiring {
    /// The ARNs that an API gives to what it invokes, of a method and of the routes that lead to an integration; none where
    /// that is the source's own, or not known.
    func calls(of source: WiredResource) -> [TextPattern] {
        switch source.resource.type {
        case "AWS::ApiGateway::Method": return [methodARN(of: source)]
        case "AWS::ApiGatewayV2::Integration":
            return resources(of: "AWS::ApiGatewayV2::Route", with: source.stack).filter { route in
                exists(route) != false
                    && route.value("Target").flatMap(parts)?.contains { part in
                        if case .value(let value) = part { target(of: value)?.resource == source } else { false }
                    } == true
            }.map(routeARN)
        default: return []
        }
    }

    /// "Control access to HTTP APIs with AWS Lambda authorizers" and "Working with AWS Lambda proxy integrations for HTTP
    /// APIs" in the Amazon API Gateway developer guide: the API's identifier, stage, and the route's key.
    private func routeARN(of route: WiredResource) -> TextPattern {
        var pattern = TextPattern(glob: "arn:*:execute-api:*:*:")
        pattern.append(part(route.resource.properties["ApiId"], route.stack))
        pattern.append(TextPattern(glob: "/%/"))
        guard let key = text(route.value("RouteKey")) else {
            pattern.append(.unknown)
            return pattern.asARN()
        }
        let parts = key.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else {
            pattern.append(TextPattern(glob: key))
            return pattern.asARN()
        }
        pattern.append(TextPattern(glob: parts[0] == "ANY" ? "%" : String(parts[0])))
        for part in parts[1].split(separator: "/") {
            pattern.append(TextPattern(glob: "/"))
            pattern.append(
                part.hasSuffix("+}") ? .unknown : TextPattern(glob: part.hasPrefix("{") ? "%" : String(part)))
        }
        return pattern.asARN()
    }

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
