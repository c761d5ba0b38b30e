import Template

extension Examination {
    /// Of the resources below one, a single one has a variable in its path: API Gateway could not tell which of two is
    /// meant ("CreateResource" in the Amazon API Gateway API reference).
    mutating func checkPathVariables() {
        let siblings = grouped("AWS::ApiGateway::Resource", by: "ParentId", type: "AWS::ApiGateway::Resource")
        for (resource, wiring) in cases(of: "AWS::ApiGateway::Resource") {
            guard let parent = resource.value("ParentId"), let part = wiring.text(resource.value("PathPart")),
                part.hasPrefix("{")
            else { continue }
            let earlier = siblings[wiring.identity(of: parent, type: "AWS::ApiGateway::Resource")]
                .prefix { $0 != resource }
            // One of the same name is the same path, which is told of by itself.
            for other in earlier {
                guard let name = wiring.text(other.value("PathPart")), name.hasPrefix("{"), name != part,
                    areMadeTogether(other, resource)
                else { continue }
                report(
                    "sibling-variables",
                    "\(wiring.words(for: other, besides: resource)) is the variable \(name) of the same path already, and a second one is \(part)",
                    at: resource, .key("PathPart"), notes: [("the other resource", other)],
                    fix: "use \(name) for both, or put a fixed part before one of them")
                break
            }
        }
    }
}
