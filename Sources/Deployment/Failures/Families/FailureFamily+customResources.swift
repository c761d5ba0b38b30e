extension FailureFamily {
    /// What a function of the app's own was to make. AWS CloudFormation User Guide, "Custom resources".
    static let customResource = FailureFamily("custom-resource") { failure in
        guard failure.isCustomResource else { return nil }
        if failure.reason.has("did not receive a response", "failed to stabilize in expected time") {
            return FailureExplanation(
                reason: "the function behind the custom resource never answered CloudFormation",
                fix:
                    "let the function send its answer to ResponseURL also when it fails (an error, a time-out, no way out of its subnet to S3), then deploy again; its log says how far it came",
                property: "ServiceToken")
        }
        if failure.reason.has("Received response status [FAILED]") {
            return FailureExplanation(
                reason: "the function behind the custom resource answered that it failed",
                fix: "mend what the function's log names, then deploy again", property: "ServiceToken")
        }
        if failure.reason.has(
            "Vendor response", "PhysicalResourceId", "Response object is too long", "response is not valid")
        {
            return FailureExplanation(
                reason: "the function behind the custom resource answered in a form that CloudFormation does not take",
                fix:
                    "let the function answer with Status, PhysicalResourceId, StackId, RequestId and LogicalResourceId as JSON of at most 4096 bytes",
                property: "ServiceToken")
        }
        return nil
    }
}

extension FailedResource {
    var isCustomResource: Bool {
        type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource"
    }
}
