import Diagnostics
import Template

extension Examination {
    /// What an API is imported from holds together ("Develop REST APIs using OpenAPI in API Gateway" in the Amazon API
    /// Gateway developer guide).
    mutating func checkDescriptions() {
        let deployments = grouped(
            "AWS::ApiGateway::Deployment", by: "RestApiId", type: "AWS::ApiGateway::RestApi",
            for: "AWS::ApiGateway::RestApi")
        for (api, wiring) in cases(of: ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"]) {
            let isREST = api.resource.type == "AWS::ApiGateway::RestApi"
            for body in wiring.places(at: "Body", of: api) {
                guard let object = body.value.expression.object, !object.hasMacros else { continue }
                let reference = WiredValue(expression: .ref(api.logicalID), stack: api.stack)
                let isDeployed =
                    isREST
                    && !deployments[wiring.identity(of: reference, type: "AWS::ApiGateway::RestApi")].isEmpty
                checkVersion(of: object, api, body)
                checkLinks(in: body.value.expression, api, body, isREST: isREST)
                checkMethods(of: object, api, body, isDeployed: isDeployed)
            }
        }
    }

    private mutating func checkVersion(of document: Template.Object, _ api: WiredResource, _ body: WiredPlace) {
        let known = [("openapi", "3"), ("swagger", "2")]
        guard known.contains(where: { document[$0.0] != nil }) else {
            return report(
                "api-description", "the document does not say of which version of OpenAPI it is", at: api,
                steps: body.steps, fix: "add \"openapi\": \"3.0.1\", or \"swagger\": \"2.0\"")
        }
        for (key, version) in known {
            guard let given = document[key]?.scalarText, !given.hasPrefix(version) else { continue }
            report(
                "api-description", "\(key) \(given) is no version of OpenAPI", at: api, steps: body.steps + [.key(key)],
                fix: key == "openapi" ? "write \"swagger\": \"2.0\", or \"openapi\": \"3.0.1\"" : "write 2.0")
        }
    }

    // MARK: - References

    /// `$ref` leads to what stands in the document. Of an HTTP API, what it does not read is left out.
    private mutating func checkLinks(
        in document: Template.Expression, _ api: WiredResource, _ body: WiredPlace, isREST: Bool
    ) {
        for (link, steps) in Self.links(in: document, at: [], depth: 0) {
            guard let missing = Self.missing(link, in: document), !Self.models.contains(where: link.hasSuffix) else {
                continue
            }
            report(
                "api-description", "\(link) leads nowhere: the document has no \(missing.key) there",
                severity: isREST ? .error : .warning, at: api, steps: body.steps + steps,
                fix: Suggestion.fix(for: missing.key, in: missing.known) ?? "declare it, or leave the reference out")
        }
    }

    /// Models that each REST API begins with ("Data models for REST APIs" in the developer guide).
    private static let models = ["/Empty", "/Error"]

    /// The references within the document, but those in examples.
    private static func links(
        in value: Template.Expression, at steps: [Template.Path.Step], depth: Int
    ) -> [(link: String, steps: [Template.Path.Step])] {
        guard depth < 64 else { return [] }
        switch value {
        case .object(let object):
            return object.entries.flatMap { entry -> [(link: String, steps: [Template.Path.Step])] in
                let inner = steps + [.key(entry.key)]
                if entry.key == "$ref", let link = entry.value.string {
                    return link.hasPrefix("#/") ? [(link, inner)] : []
                }
                // Among properties, it is the name of one.
                let isData =
                    ["default", "enum", "example", "examples"].contains(entry.key) && steps.last != .key("properties")
                return isData || entry.key.hasPrefix("x-") ? [] : links(in: entry.value, at: inner, depth: depth + 1)
            }
        case .list(let elements):
            return elements.enumerated().flatMap { links(in: $1, at: steps + [.index($0)], depth: depth + 1) }
        default: return []
        }
    }

    /// The first key of a reference that is not there, and those that are; nil where it leads somewhere, or nobody
    /// knows.
    private static func missing(_ link: String, in document: Template.Expression) -> (key: String, known: [String])? {
        var value = document
        for part in link.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            guard !part.contains("%") else { return nil }
            let key = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            switch value {
            case .object(let object):
                guard !object.hasMacros else { return nil }
                guard let next = object[key] else { return (key, object.entries.map(\.key)) }
                value = next
            case .list(let elements):
                guard let index = Int(key) else { return nil }
                guard elements.indices.contains(index) else { return (key, []) }
                value = elements[index]
            default: return nil
            }
        }
        return nil
    }

    // MARK: - Methods

    private static let verbs = ["delete", "get", "head", "options", "patch", "post", "put", "trace"]
    private static let anyMethod = "x-amazon-apigateway-any-method"
    /// What stands beside methods.
    private static let others = ["$ref", "description", "parameters", "servers", "summary"]

    /// "x-amazon-apigateway-integration object" in the developer guide. Without one, an API cannot be deployed, or has
    /// no answer.
    private mutating func checkMethods(
        of document: Template.Object, _ api: WiredResource, _ body: WiredPlace, isDeployed: Bool
    ) {
        guard let paths = document["paths"]?.object, !paths.hasMacros else { return }
        for path in paths.entries where !path.key.hasPrefix("x-") {
            guard let methods = path.value.object, !methods.hasMacros, methods["$ref"] == nil else { continue }
            for method in methods.entries {
                let steps: [Template.Path.Step] = body.steps + [.key("paths"), .key(path.key), .key(method.key)]
                guard Self.verbs.contains(method.key) || method.key == Self.anyMethod else {
                    checkVerb(method.key, api, steps)
                    continue
                }
                guard let members = method.value.object, !members.hasMacros,
                    members["x-amazon-apigateway-integration"] == nil, members["$ref"] == nil
                else { continue }
                report(
                    "api-description", "the method \(method.key) of \(path.key) has no integration",
                    severity: isDeployed ? .error : .warning, at: api, steps: steps,
                    fix: "add x-amazon-apigateway-integration: what answers it")
            }
        }
    }

    private mutating func checkVerb(_ name: String, _ api: WiredResource, _ steps: [Template.Path.Step]) {
        guard !Self.others.contains(name), !name.hasPrefix("x-"),
            let meant = Suggestion.correction(of: name, in: Self.verbs)
        else { return }
        report(
            "api-description", "\(name) is no method", severity: .warning, at: api, steps: steps,
            fix: "did you mean \(meant)?")
    }
}
