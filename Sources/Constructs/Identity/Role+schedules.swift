extension Role {
    /// A role that schedules of this account act in.
    ///
    /// "Confused deputy prevention in EventBridge Scheduler" in its user guide: the condition names the group of the
    /// schedules, not a schedule.
    package static func ofSchedules(
        in scope: Scope, description: Value<String>, condition: Condition? = nil
    ) -> Role {
        Role(
            in: scope, assumedBy: "scheduler.amazonaws.com",
            conditions: [
                "StringEquals": [
                    "aws:SourceAccount": JSON(AWS.accountID),
                    "aws:SourceArn": JSON(
                        "arn:\(AWS.partition):scheduler:\(AWS.region):\(AWS.accountID):schedule-group/default"
                            as Value<String>),
                ]
            ],
            description: description, condition: condition)
    }
}
