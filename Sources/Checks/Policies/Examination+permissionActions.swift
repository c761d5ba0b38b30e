import Template

extension Examination {
    /// What a permission allows exists, and is what its service does ("AddPermission" in the AWS Lambda API reference).
    mutating func checkPermissionActions() {
        guard !hasMacros else { return }
        for declared in resources(of: "AWS::Lambda::Permission") {
            let (logicalID, permission) = (declared.logicalID, declared.resource)
            for action in permission.values(at: "Action", of: logicalID) {
                guard let name = action.value.string else { continue }
                let isKnown = !knownActions(name, at: action.path).isEmpty
                let isOfService = permission.properties["Principal"]?.string?.hasSuffix(".amazonaws.com") == true
                guard isKnown, isOfService,
                    !["lambda:invokefunction", "lambda:invokefunctionurl"].contains(name.lowercased())
                else {
                    continue
                }
                report(
                    "policy-action", "a service runs a function, and \(name) does not let it", severity: .warning,
                    at: action.path, fix: "write lambda:InvokeFunction")
            }
        }
    }
}
