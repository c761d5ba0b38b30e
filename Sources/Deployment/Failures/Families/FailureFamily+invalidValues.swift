extension FailureFamily {
    /// Values that the service does not take.
    static let invalidValue = FailureFamily("invalid-value") { failure in
        guard
            failure.reason.hasCode("InvalidRequest", "NotUpdatable", "ValidationException", "InvalidParameterValue")
                || failure.reason.has(
                    "validation", "invalid", "must be", "must have", "not supported", "does not support", "malformed",
                    "failed to satisfy constraint", "unsupported property", "not allowed", "Cannot find version",
                    "is required", "cannot be empty", "not a valid", "conflicts with", "not valid")
        else { return nil }
        if failure.reason.handlerCode == "NotUpdatable" {
            return FailureExplanation(
                reason: "AWS does not change this once the resource is made",
                fix: "keep the old value, or make a new resource beside it",
                property: failure.propertyMeant)
        }
        guard let property = failure.propertyMeant else {
            return FailureExplanation(
                reason: "the service does not take what it was given", fix: "give what AWS names above another value")
        }
        // What AWS does not repeat may be a secret.
        let given = failure.value(of: property).flatMap { failure.reason.text.contains($0) ? $0 : nil }
        let value = given.map { " ('\($0)')" } ?? ""
        return FailureExplanation(
            reason: "the service does not take the value of \(property)\(value)",
            fix: "give \(property.argument) a value that AWS allows, as it says above", property: property)
    }
}
