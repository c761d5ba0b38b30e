import Template

/// A resource that a function or whoever reads a topic makes.
enum CustomResource {
    static let type = "AWS::CloudFormation::CustomResource"

    static func types(_ type: String) -> Bool { type == Self.type || type.hasPrefix("Custom::") }
}

extension NeedFinder {
    /// CloudFormation invokes the function, or writes to the topic, that `ServiceToken` names.
    func customResourceScopes(of action: String, _ app: AppResource) -> [Scope] {
        let (service, type) =
            action.hasPrefix("sns:") ? ("sns", "AWS::SNS::Topic") : ("lambda", "AWS::Lambda::Function")
        return app.resource.values(at: "ServiceToken").flatMap { value -> [Scope] in
            switch value {
            case .text(let text):
                let parts = text.split(separator: ":", omittingEmptySubsequences: false)
                return parts.count > 2 && parts[2] == service ? [Scope(resource: text, extent: .named)] : []
            case .unknown(let reasons):
                return reasons.flatMap { reason -> [Scope] in
                    if case .afterCreation(let path) = reason, let other = resources[path] {
                        return other.type == type
                            ? other.patterns.map {
                                Scope(resource: $0, extent: other.isNamed ? .named : .kind(reason.description))
                            } : []
                    }
                    let format = service == "sns" ? "sns:*:*:*" : "lambda:*:*:function:*"
                    return [Scope(resource: ARNText.filled(format), extent: .kind(reason.description))]
                }
            case .list, .object, .null: return []
            }
        }
    }
}
