import Template

extension Examination {
    /// Where a text has to be JSON, by type and path.
    private static let texts: [String: [String]] = [
        "AWS::CloudWatch::Dashboard": ["DashboardBody"],
        "AWS::ECR::Repository": ["LifecyclePolicy.LifecyclePolicyText"],
        "AWS::Events::Rule": ["Targets.*.Input"],
        "AWS::Lambda::EventSourceMapping": ["FilterCriteria.Filters.*.Pattern"],
        "AWS::Pipes::Pipe": ["SourceParameters.FilterCriteria.Filters.*.Pattern"],
        "AWS::SecretsManager::Secret": ["GenerateSecretString.SecretStringTemplate"],
        "AWS::SNS::Subscription": ["FilterPolicy"],
        "AWS::StepFunctions::StateMachine": ["DefinitionString"],
    ]

    /// How the ARNs of functions and state machines look.
    private static let readers = [":function:", ":stateMachine:"]

    /// Documents that properties hold are what their services read.
    mutating func checkDocuments() {
        // What AWS SAM makes stands beside it.
        guard !isRewritten, let stack = ownStacks.first else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            if let paths = Self.texts[declared.type] {
                for path in paths {
                    for text in resource.values(at: path, of: logicalID) { checkText(text, of: resource, stack) }
                }
            }
            switch declared.type {
            case "AWS::CloudFormation::StackSet": checkStackSet(resource, logicalID)
            case "AWS::CloudWatch::Alarm": checkAlarm(resource, logicalID, stack)
            case "AWS::CloudWatch::CompositeAlarm": checkCompositeAlarm(resource, logicalID)
            case "AWS::CodeBuild::Project": checkBuildSpecification(of: resource, logicalID)
            case "AWS::Events::Archive", "AWS::Events::Rule":
                for pattern in resource.values(at: "EventPattern", of: logicalID) {
                    checkEventPattern(pattern)
                    checkEnvelope(pattern)
                    checkEventNames(of: pattern)
                }
            case "AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter":
                checkFilterPattern(of: resource, logicalID)
            case "AWS::Scheduler::Schedule": checkInput(of: resource, logicalID, stack)
            case "AWS::SecretsManager::Secret": checkGeneration(of: resource, logicalID)
            case "AWS::SSM::Document":
                for content in resource.values(at: "Content", of: logicalID) {
                    checkSystemsManagerDocument(content, of: resource.properties["DocumentType"]?.string)
                }
            case "AWS::StepFunctions::StateMachine": checkStateMachine(resource, logicalID)
            default: break
            }
            checkSchedules(of: resource, logicalID, stack)
        }
    }

    private mutating func checkText(_ text: PlacedValue, of resource: Template.Resource, _ stack: Int) {
        if text.value.string?.hasDynamicReference == true { return }
        switch TextDocument(text.value) {
        case .malformed(let problem):
            report("json-text", "the text is no JSON: \(problem)", at: text.path, fix: "write JSON")
        case .unknown: break
        case .value(let value):
            let document = PlacedValue(value, at: text.path)
            switch resource.type {
            case "AWS::CloudWatch::Dashboard": checkDashboard(document, stack)
            case "AWS::ECR::Repository": checkLastRule(of: document)
            case "AWS::Lambda::EventSourceMapping", "AWS::Pipes::Pipe": checkEventPattern(document)
            case "AWS::SNS::Subscription": checkFilterPolicy(document, of: resource)
            default: break
            }
        }
    }

    /// "Lifecycle policy properties in Amazon ECR" in the Amazon ECR user guide: what is for any image is looked at last.
    private mutating func checkLastRule(of policy: PlacedValue) {
        let rules = policy.values(at: ["rules", "*"])
        let priority = { (rule: PlacedValue) in
            rule.value["rulePriority"]?.scalarText.flatMap(Template.Parameter.number)
        }
        let last = rules.compactMap(priority).max()
        for rule in rules where rule.value["selection"]?["tagStatus"] == "any" {
            guard let own = priority(rule), let last, own < last else { continue }
            report(
                "out-of-range", "the rule is for any image, and the one of priority \(last.words) behind it for none",
                at: rule.path.appending("rulePriority"), fix: "write more than \(last.words)")
        }
    }

    /// "Using templated targets" in the Amazon EventBridge Scheduler user guide: some targets read JSON.
    private mutating func checkInput(of schedule: Template.Resource, _ logicalID: String, _ stack: Int) {
        let readers = ["AWS::Events::EventBus", "AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"]
        for target in schedule.values(at: "Target", of: logicalID) {
            guard let arn = target.value["Arn"] else { continue }
            let type = wiring.onlyResource(of: arn, in: stack)?.resource.type
            let isRead =
                type.map(readers.contains)
                ?? wiring.onlyText(of: arn, in: stack).map { Self.readers.contains(where: $0.contains) } ?? false
            guard isRead else { continue }
            for text in target["Input"] { checkText(text, of: schedule, stack) }
        }
    }

    /// "AWS::SecretsManager::Secret GenerateSecretString" in the CloudFormation template reference: one says where the
    /// other's value goes.
    private mutating func checkGeneration(of secret: Template.Resource, _ logicalID: String) {
        for generation in secret.values(at: "GenerateSecretString", of: logicalID) {
            guard let object = generation.value.object else { continue }
            for (one, other) in [
                ("SecretStringTemplate", "GenerateStringKey"), ("GenerateStringKey", "SecretStringTemplate"),
            ] where object[one] != nil && object[other] == nil {
                report(
                    "missing-property", "\(one) needs \(other) beside it", at: generation.path, fix: "add \(other)")
            }
        }
    }
}
