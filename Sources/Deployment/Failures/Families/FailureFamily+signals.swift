extension FailureFamily {
    /// Instances and programs that were to say that they are ready. AWS CloudFormation User Guide, "CreationPolicy
    /// attribute" and "Create wait conditions in a CloudFormation template".
    static let signals = FailureFamily("signals") { failure in
        if failure.reason.has("FAILURE signal") {
            return FailureExplanation(
                reason: "an instance said itself that it failed to start: its start script sent FAILURE",
                fix:
                    "read the script's output above (or /var/log/cloud-init-output.log on the instance, which --disable-rollback would keep), mend the script, deploy again",
                property: failure.propertyOfUserData)
        }
        if failure.reason.has("WaitCondition timed out", "conditions when expecting") {
            return FailureExplanation(
                reason: "what was to tell the wait condition's handle that it is ready told nothing in time",
                fix:
                    "look why nothing was sent (the program failed, or cannot reach S3 and CloudFormation), or give it longer",
                property: "Timeout")
        }
        guard failure.reason.has("SUCCESS signal", "resource signal") else { return nil }
        return FailureExplanation(
            reason: "the instances were to say that they are ready (cfn-signal), and none did in time",
            fix:
                "look at the instances' output above: the start script failed before cfn-signal, cannot reach CloudFormation (a route out, an endpoint), or takes longer than creationPolicy's timeout allows",
            property: failure.propertyOfUserData)
    }
}

extension FailedResource {
    /// Instances have their script themselves, groups in a launch template.
    fileprivate var propertyOfUserData: String? {
        switch type {
        case "AWS::EC2::Instance": "UserData"
        case "AWS::AutoScaling::AutoScalingGroup": "LaunchTemplate"
        default: nil
        }
    }
}
