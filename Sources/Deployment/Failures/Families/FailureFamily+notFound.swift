extension FailureFamily {
    /// What is not there: named by the template, or made by an earlier deployment and deleted outside of it.
    static let notFound = FailureFamily("not-found") { failure in
        guard
            failure.reason.hasCode("NotFound", "NoSuchEntity", "ResourceNotFoundException", "ParameterNotFound")
                || failure.reason.has(
                    "does not exist", "not found", "NoSuch", "could not be found", "NotFoundException", "can't find",
                    "Unable to fetch parameters", "cannot be found", "doesn't exist", "do not exist")
        else { return nil }
        if failure.isMissingItself {
            return FailureExplanation(
                reason: "the stack has it, but it is gone: somebody deleted it outside of CloudFormation",
                fix:
                    "make one of the same name by hand and deploy, or take it out of the stack (remove it, deploy, add it again, deploy); 'drift' names what else differs"
            )
        }
        return FailureExplanation(
            reason: "what it refers to is not there, in this account and region",
            fix: failure.propertyMeant.map { "give \($0.argument) something that exists, or make that first" }
                ?? "make what AWS names first, or refer to one that exists", property: failure.propertyMeant)
    }
}

extension FailedResource {
    /// Whether the reason is about the resource itself, which was there before.
    fileprivate var isMissingItself: Bool {
        guard status.hasPrefix("UPDATE"), let existingID else { return false }
        return reason.message.contains(existingID) || reason.has("Resource of type '\(type)'")
    }
}
