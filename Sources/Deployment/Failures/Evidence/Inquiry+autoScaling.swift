import AWSAccess

extension ExplainedFailure {
    /// What the group did, with the output of an instance that did not come up. Amazon EC2 Auto Scaling API Reference,
    /// "DescribeScalingActivities"; Amazon EC2 API Reference, "GetConsoleOutput".
    var scalingActivities: [Inquiry] {
        guard let group = resource.existingID else { return [] }
        return [
            Inquiry("the scaling activities of \(group)") { aws in
                let activities = try await aws.run(
                    [
                        "autoscaling", "describe-scaling-activities", "--auto-scaling-group-name", group,
                        "--include-deleted-groups", "--max-items", "20",
                    ], as: ScalingActivities.self
                ).activities
                let failed = activities.filter(\.isFailure)
                let told = failed.map { "Auto Scaling: \($0.statusMessage ?? $0.description ?? "")" }
                var seen: Set<String> = []
                let once = told.filter { seen.insert($0).inserted }.prefix(4)
                // Where an instance could not even be launched, there is no output.
                guard failed.isEmpty || self.family == "signals",
                    let instance = activities.lazy.compactMap(\.instance).first
                else { return Array(once) }
                return await Array(once) + Self.console(of: instance).answer(with: aws)
            }
        ]
    }

    /// What the instance wrote while it started.
    var consoleOutput: [Inquiry] {
        guard let instance = resource.existingID, instance.hasPrefix("i-") else { return [] }
        return [Self.console(of: instance)]
    }

    private static func console(of instance: String) -> Inquiry {
        Inquiry("the console output of \(instance)") { aws in
            let answer = try await aws.run(
                ["ec2", "get-console-output", "--instance-id", instance], as: ConsoleOutput.self)
            let lines = (answer.output ?? "").split(whereSeparator: \.isNewline).map { "\(instance): \($0)" }
            guard lines.isEmpty else { return lines.suffix(8) }
            return ["\(instance) wrote no console output, or it is not there yet"]
        }
    }

    /// Why the group's targets are not healthy.
    var healthOfGroup: [Inquiry] {
        guard let group = resource.existingID, resource.declaration?.properties["TargetGroupARNs"] != nil else {
            return []
        }
        return [
            Inquiry("the health of the targets of \(group)") { aws in
                let groups = try await aws.run(
                    ["autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group],
                    as: ScalingGroups.self
                ).autoScalingGroups
                return try await TargetHealth.reasons(of: groups.flatMap { $0.targetGroupARNs ?? [] }, with: aws)
            }
        ]
    }
}

private struct ScalingActivities: Decodable {
    struct Activity: Decodable, Sendable {
        let description: String?
        let statusCode: String
        let statusMessage: String?

        var isFailure: Bool { ["Failed", "Cancelled"].contains(statusCode) }
        /// `Launching a new EC2 instance: i-0123456789abcdef0`.
        var instance: String? { description?.firstMatch(of: #/i-[0-9a-f]{8,}/#).map { String($0.output) } }
    }
    let activities: [Activity]
}

private struct ScalingGroups: Decodable {
    struct Group: Decodable {
        let targetGroupARNs: [String]?
    }
    let autoScalingGroups: [Group]
}

private struct ConsoleOutput: Decodable {
    /// The AWS CLI decodes it.
    let output: String?
}
