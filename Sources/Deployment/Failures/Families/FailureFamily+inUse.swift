extension FailureFamily {
    /// What something else still uses, and so cannot go.
    static let inUse = FailureFamily("in-use") { failure in
        if failure.type == "AWS::S3::Bucket", failure.reason.has("is not empty", "BucketNotEmpty") {
            return FailureExplanation(
                reason: "the bucket has objects in it, or old versions of some",
                fix:
                    "empty it, versions too, then delete; or keep it (deletionPolicy: .retain), and 'destroy --delete-retained' empties and deletes it"
            )
        }
        guard
            failure.reason.hasCode("DependencyViolation", "DeleteConflict", "ResourceInUse", "ResourceConflict")
                || failure.reason.has(
                    "has a dependent object", "has dependencies and cannot be deleted", "DependencyViolation",
                    "is currently in use", "currently in use by", "Cannot delete entity", "must detach",
                    "must remove roles",
                    "some mapped public address", "still in use", "is in use", "ResourceInUse", "because it contains",
                    "still contains", "HostedZoneNotEmpty", "is not empty")
        else { return nil }
        let id = failure.existingID.map { "\($0) " } ?? ""
        return FailureExplanation(
            reason: failure.isDeletion
                ? "something that is not in this stack still uses \(id)so that it cannot be deleted"
                : "\(id)is in use, and cannot be changed while it is",
            fix:
                "delete or detach what uses it (named above where AWS could be asked), then run the same command again; network interfaces of functions and load balancers go by themselves, some twenty minutes after their owners"
        )
    }
}
