import Diagnostics
import Template

extension Examination {
    /// The routes of an API have the form that its protocol asks, and lead to its integrations ("Create routes for HTTP
    /// APIs" in the Amazon API Gateway developer guide).
    mutating func checkGatewayRoutes() {
        let routes = grouped("AWS::ApiGatewayV2::Route", by: "ApiId", type: "AWS::ApiGatewayV2::Api")
        for (route, wiring) in cases(of: "AWS::ApiGatewayV2::Route") {
            let api = wiring.target(of: route.value("ApiId"), type: "AWS::ApiGatewayV2::Api")
            checkKey(of: route, ofProtocol: wiring.text(api?.value("ProtocolType")), wiring)
            checkTarget(of: route, wiring)
            checkRepetition(of: route, routes, wiring)
        }
        for (integration, wiring) in cases(of: "AWS::ApiGatewayV2::Integration") {
            let api = wiring.target(of: integration.value("ApiId"), type: "AWS::ApiGatewayV2::Api")
            guard let api, wiring.text(api.value("ProtocolType")) == "HTTP",
                let type = wiring.text(integration.value("IntegrationType"))
            else { continue }
            if type == "AWS_PROXY", wiring.isAbsent(integration.value("IntegrationSubtype")),
                wiring.isAbsent(integration.value("PayloadFormatVersion"))
            {
                reportMissing(
                    "PayloadFormatVersion", "an integration of an HTTP API with a function says which payload it wants",
                    of: integration, notes: [("the API", api)])
            }
            guard ["AWS", "HTTP", "MOCK"].contains(type) else { continue }
            report(
                "value-not-allowed", "an HTTP API has no integrations of type \(type)", at: integration,
                .key("IntegrationType"), notes: [("the API", api)], fix: "write AWS_PROXY or HTTP_PROXY")
        }
    }

    /// - Parameter name: of its API, where that is known: routes of `WEBSOCKET` have words of their own.
    private mutating func checkKey(of route: WiredResource, ofProtocol name: String?, _ wiring: Wiring) {
        guard let key = wiring.text(route.value("RouteKey")), key != "$default", name != "WEBSOCKET" else { return }
        let parts = key.split(separator: " ", omittingEmptySubsequences: false)
        let methods = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
        guard name != nil || methods.contains(key) else { return }
        guard parts.count != 2 || !methods.contains(String(parts[0])) || !parts[1].hasPrefix("/") else { return }
        report(
            "pattern-mismatch", "\"\(key)\" is no method and path, and not $default either",
            severity: name == nil ? .warning : .error, at: route, .key("RouteKey"),
            fix: "write a method in capitals, a space and a path, as in GET /orders")
    }

    private mutating func checkTarget(of route: WiredResource, _ wiring: Wiring) {
        guard let target = route.value("Target"), let parts = wiring.parts(of: target) else { return }
        var prefix = ""
        for part in parts {
            switch part {
            case .text(let text): prefix += text
            case .value(let value): return checkTarget(value, behind: prefix, of: route, wiring)
            }
        }
    }

    private mutating func checkTarget(
        _ target: WiredValue, behind prefix: String, of route: WiredResource, _ wiring: Wiring
    ) {
        // What a parameter has in it nobody knows.
        guard let resource = wiring.ownTarget(of: target)?.resource else { return }
        let isIntegration = resource.resource.type == "AWS::ApiGatewayV2::Integration"
        // What begins with another text matches no pattern of the rules.
        guard "integrations/".hasPrefix(prefix), !isIntegration || prefix != "integrations/" else { return }
        report(
            "pattern-mismatch",
            isIntegration
                ? "a route leads to integrations/ and an integration's ID"
                : "\(resource.logicalID) is no integration", at: route, .key("Target"),
            notes: [("it is declared here", resource)],
            fix: isIntegration
                ? "write {\"Fn::Sub\": \"integrations/${\(resource.logicalID)}\"}" : "name an integration of the API")
    }

    private mutating func checkRepetition(
        of route: WiredResource, _ routes: WiredGroups, _ wiring: Wiring
    ) {
        guard let api = route.value("ApiId"), let key = wiring.text(route.value("RouteKey")) else { return }
        let others = routes[wiring.identity(of: api, type: "AWS::ApiGatewayV2::Api")]
        let other = others.prefix { $0 != route }.first {
            wiring.text($0.value("RouteKey")) == key && areMadeTogether($0, route)
        }
        guard let other else { return }
        report(
            "duplicate-identifier", "\(wiring.words(for: other, besides: route)) is the route \(key) already",
            at: route, .key("RouteKey"),
            notes: [("the other route", other)], fix: "leave one of them out")
    }
}
