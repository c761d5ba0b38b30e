extension FailureFamily {
    /// Functions whose code or surroundings AWS does not take. AWS Lambda Developer Guide, "Troubleshoot deployment
    /// issues in Lambda".
    static let code = FailureFamily("code") { failure in
        if failure.reason.has("no longer supported for creating or updating") {
            return FailureExplanation(
                reason: "AWS runs no new functions on this runtime any more",
                fix: "give runtime a newer one",
                property: "Runtime")
        }
        if failure.reason.has("cannot be assumed by Lambda") {
            return FailureExplanation(
                reason:
                    "Lambda may not take on the role of the function: its trust policy does not name lambda.amazonaws.com, or the role was made a moment ago",
                fix: "let the role be assumed by lambda.amazonaws.com; where it is, deploy again", property: "Role")
        }
        if failure.reason.has(
            "S3 Error Code: NoSuchKey", "S3 Error Code: NoSuchBucket", "Source image", "PermanentRedirect")
        {
            return FailureExplanation(
                reason: "the function's code is not where the template says, in this region",
                fix: "upload it first, and give its bucket, key or image as they are", property: "Code")
        }
        guard failure.reason.has("unzip", "Unzipped size", "CodeStorageExceeded", "zip file") else { return nil }
        return FailureExplanation(
            reason: "AWS cannot use the function's code as it was uploaded",
            fix:
                "upload a ZIP archive that has the handler at its root, unpacked no larger than 250 MB; larger ones as an image",
            property: "Code")
    }
}
