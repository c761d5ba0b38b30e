import Template

extension Examination {
    /// Where schedules stand, by type, with whether a time of its own is one.
    private static let schedules: [String: (path: String, hasTimes: Bool)] = [
        "AWS::ApplicationAutoScaling::ScalableTarget": ("ScheduledActions.*.Schedule", true),
        "AWS::Backup::BackupPlan": ("BackupPlan.BackupPlanRule.*.ScheduleExpression", false),
        "AWS::Events::Rule": ("ScheduleExpression", false),
        "AWS::Glue::Crawler": ("Schedule.ScheduleExpression", false),
        "AWS::Glue::Trigger": ("Schedule", false),
        "AWS::Scheduler::Schedule": ("ScheduleExpression", true),
        "AWS::Serverless::Function": ("Events", false),
        "AWS::Serverless::StateMachine": ("Events", false),
    ]

    mutating func checkSchedules(of resource: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard let place = Self.schedules[resource.type] else { return }
        var values = resource.values(at: place.path, of: logicalID)
        if resource.isServerless { values = values.flatMap(Self.schedules(ofEvents:)) }
        for value in values {
            guard let text = wiring.onlyText(of: value.value, in: stack), !text.hasDynamicReference,
                // That AWS Glue has no other kind is a rule.
                !resource.type.hasPrefix("AWS::Glue::") || text.hasPrefix("cron("),
                let problem = ScheduleExpression.problem(with: text, hasTimes: place.hasTimes)
            else { continue }
            report("schedule-expression", problem.message, at: value.path, fix: problem.fix)
        }
        checkBus(of: resource, logicalID, stack)
    }

    /// The schedules among what invokes a serverless resource ("Schedule" in the AWS SAM developer guide).
    private static func schedules(ofEvents events: PlacedValue) -> [PlacedValue] {
        (events.value.object?.entries ?? []).filter { $0.value["Type"] == "Schedule" }.flatMap { entry in
            events[entry.key].flatMap { $0.values(at: ["Properties", "Schedule"]) }
        }
    }

    /// "AWS::Events::Rule" in the CloudFormation template reference.
    private mutating func checkBus(of rule: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard rule.type == "AWS::Events::Rule", rule.properties["ScheduleExpression"] != nil,
            let bus = rule.properties["EventBusName"], bus != "default",
            wiring.onlyResource(of: bus, type: "AWS::Events::EventBus", in: stack) != nil
                || wiring.onlyText(of: bus, in: stack).map({ $0 != "default" && !$0.hasSuffix("/default") }) == true
        else { return }
        report(
            "schedule-bus", "only rules of the default bus have schedules",
            at: Template.Path(.resources, logicalID).appending("Properties").appending("ScheduleExpression"),
            fix: "leave EventBusName out, or use AWS::Scheduler::Schedule")
    }
}
