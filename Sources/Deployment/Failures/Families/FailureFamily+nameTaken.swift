extension FailureFamily {
    /// Names that something has already.
    static let nameTaken = FailureFamily("name-taken") { failure in
        if failure.reason.has("custom-named resource requires replacing") {
            return FailureExplanation(
                reason:
                    "the change needs a new resource beside the old one, and both would have the name that the template gives",
                fix: failure.propertyOfName.map {
                    "give \($0.argument) another value, or none, so that AWS makes names"
                }
                    ?? "give it another name, or none, so that AWS makes names", property: failure.propertyOfName)
        }
        guard
            failure.reason.hasCode("AlreadyExists", "EntityAlreadyExists", "ResourceConflictException")
                && !failure.isDeletion
                || failure.reason.has(
                    "already exists", "BucketAlreadyOwnedByYou", "BucketAlreadyExists",
                    "is not available. The bucket namespace",
                    "AlreadyExistsException", "already in use", "name is already taken", "already exist.")
        else { return nil }
        let owner = failure.reason.text.firstMatch(of: #/already exists in stack (?<stack>\S+)/#)
            .map { ": the stack \(StackName.of(String($0.stack))) has it" }
        guard let property = failure.propertyOfName else {
            return FailureExplanation(
                reason: "there is one already that would be the same\(owner ?? "")",
                fix:
                    "look what made it (another stack, somebody by hand, an earlier deployment that retained it); delete it, take it into the stack ('import'), or leave this one out"
            )
        }
        let name = failure.value(of: property).map { " '\($0)'" } ?? ""
        return FailureExplanation(
            reason: "the name\(name) is taken\(owner ?? "")",
            fix:
                "give \(property.argument) another value, or none, so that AWS makes a name; or delete what has the name, or take it into the stack, where it is a remainder of an earlier one",
            property: property)
    }
}

/// What a stack is called.
private enum StackName {
    /// `arn:aws:cloudformation:eu-west-3:123456789012:stack/shop/0a1b` is `shop`.
    static func of(_ id: String) -> String {
        let parts = id.split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : id
    }
}
