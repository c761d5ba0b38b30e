import Diagnostics
import Template

extension Examination {
    /// What waits for signals gets them: "CreationPolicy attribute", "cfn-signal" and "AWS::CloudFormation::WaitCondition"
    /// in the CloudFormation template reference.
    mutating func checkSignals() {
        let cases = cases(of: ["AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance"])
        // What cfn-init writes and runs may signal too.
        let isInitSilent =
            cases.isEmpty
            || !resources.all.contains { $0.resource.metadata["AWS::CloudFormation::Init"]?.maySignal == true }
        for (waiting, wiring) in cases {
            checkSignals(to: waiting, isInitSilent: isInitSilent, wiring)
        }
        checkWaitHandles()
    }

    private mutating func checkSignals(to waiting: WiredResource, isInitSilent: Bool, _ wiring: Wiring) {
        let policy = waiting.resource.creationPolicy.map { WiredValue(expression: $0, stack: waiting.stack) }
        guard let signal = wiring.member("ResourceSignal", of: policy),
            wiring.resolved(signal).expression.object != nil,
            let count = wiring.number(wiring.member("Count", of: signal), otherwise: 1), count > 0,
            let server = wiring.server(of: waiting), let script = ServerScript(of: server, in: wiring)
        else { return }
        if waiting.resource.type == "AWS::EC2::Instance", count > 1, script.calls(of: "cfn-signal").count == 1,
            !script.signalsOtherwise
        {
            reportSignal(
                "signal-count", "one server signals once, and \(count.words) signals have to come", at: waiting,
                steps: ["CreationPolicy", "ResourceSignal", "Count"], fix: "let Count be 1, or leave it out")
        }
        guard isInitSilent else { return }
        guard script.maySignal else {
            return reportSignal(
                "missing-signal",
                "\(waiting.logicalID) waits for a signal, and the user data of \(server.logicalID) sends none",
                at: waiting, steps: ["CreationPolicy"],
                fix:
                    "end the user data with cfn-signal -e $? --stack ${AWS::StackName} --resource \(waiting.logicalID) --region ${AWS::Region}"
            )
        }
        let calls = script.calls(of: "cfn-signal")
        guard script.isWhole, !script.signalsOtherwise else { return }
        // Those that name no resource signal a wait condition by its address.
        let named = calls.filter { $0.value(of: "--resource") != nil }
        guard !named.isEmpty,
            named.allSatisfy({ $0.isAboutOwnStack && $0.resource.map { $0 != waiting.logicalID } == true })
        else { return }
        let others = Set(named.compactMap(\.resource)).sorted().joined(separator: ", ")
        reportSignal(
            "missing-signal", "\(waiting.logicalID) waits for a signal, and its servers signal \(others)", at: waiting,
            steps: ["CreationPolicy"], fix: "let cfn-signal name it: --resource \(waiting.logicalID)",
            notes: [note("the user data is declared here", at: server)].compactMap(\.self))
    }

    private mutating func reportSignal(
        _ code: String, _ message: String, at resource: WiredResource, steps: [String], fix: String,
        notes: [Diagnostic.Note] = []
    ) {
        let path = Template.Path(
            Template.Path(.resources, resource.logicalID).steps + steps.map(Template.Path.Step.key))
        reportOnce(code, message, severity: .warning, at: path, notes: notes, fix: fix)
    }

    /// A wait condition's handle is an address, which somebody has to be told.
    private mutating func checkWaitHandles() {
        for (condition, wiring) in cases(of: "AWS::CloudFormation::WaitCondition") {
            guard
                let handle = wiring.target(
                    of: condition.value("Handle"), type: "AWS::CloudFormation::WaitConditionHandle"),
                handle.stack == condition.stack,
                let count = wiring.number(condition.value("Count"), otherwise: 1), count > 0,
                !references.contains(where: { isTold(handle, by: $0) })
            else { continue }
            report(
                "missing-signal", "nobody is told the address of \(handle.logicalID), and so nobody signals it",
                severity: .warning, at: condition, .key("Handle"),
                fix: "signal it in a server's user data: cfn-signal -e $? '${\(handle.logicalID)}'")
        }
    }

    /// Whether something else than a wait condition is given the address of a handle.
    private func isTold(_ handle: WiredResource, by reference: Template.Reference) -> Bool {
        guard case .resource(handle.logicalID) = reference.target else { return false }
        let owner = reference.path.section == .resources ? reference.path.member : nil
        let type = owner.flatMap { template.resources[$0]?.type }
        let steps = reference.path.steps
        if steps.count > 2, steps[2] == .key("DependsOn") { return false }
        let isWait = steps.count > 3 && steps[3] == .key("Handle")
        return type != "AWS::CloudFormation::WaitCondition" || !isWait
    }
}

extension Wiring {
    /// The resource that has the user data of a server or group of servers, where it is one of the templates'.
    fileprivate func server(of resource: WiredResource) -> WiredResource? {
        if !isAbsent(resource.value("UserData")) { return resource }
        if let configuration = resource.value("LaunchConfigurationName") {
            return target(of: configuration, type: "AWS::AutoScaling::LaunchConfiguration")
        }
        let mixed = member("LaunchTemplate", of: resource.value("MixedInstancesPolicy"))
        let specification = resource.value("LaunchTemplate") ?? member("LaunchTemplateSpecification", of: mixed)
        return ["LaunchTemplateId", "LaunchTemplateName"].lazy.compactMap { key in
            member(key, of: specification).flatMap { target(of: $0, type: "AWS::EC2::LaunchTemplate") }
        }.first
    }
}

extension Template.Expression {
    /// Whether some text in it may send a signal.
    fileprivate var maySignal: Bool {
        var found = false
        visit { value, _ in
            switch value {
            case .string(let text): found = found || text.lowercased().contains("signal")
            case .sub(let substitution): found = found || substitution.text.lowercased().contains("signal")
            default: break
            }
        }
        return found
    }
}
