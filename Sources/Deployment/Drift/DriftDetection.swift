import AWSAccess
import Diagnostics
import Environments
import Terminal

/// Has AWS compare a stack, and each stack nested in it, with what the templates say.
///
/// A detection covers one stack and none that is nested in it. AWS CloudFormation API Reference, "DetectStackDrift",
/// "DescribeStackDriftDetectionStatus", "DescribeStackResourceDrifts".
struct DriftDetection: Sendable {
    let templates: DeployableTemplates
    let aws: AWSCLI
    let terminal: Terminal

    /// One stack while AWS compares it.
    private struct Member: Sendable {
        let id: String
        /// The logical IDs of nested stacks, each with a slash behind it; empty for the root.
        let prefix: String
        let name: String
        var detection = ""
        var status: Status?
        var isOver: Bool { status.map { $0.detectionStatus != "DETECTION_IN_PROGRESS" } ?? false }
    }

    private struct Started: Decodable {
        let stackDriftDetectionId: String
    }

    private struct Status: Decodable, Sendable {
        let detectionStatus: String
        let detectionStatusReason: String?
        let driftedStackResourceCount: Int?
    }

    private struct Drifts: Decodable {
        let stackResourceDrifts: [ResourceDrift.Answer]
    }

    /// Compares, and shows how far it is.
    ///
    /// - Throws: `AWSError`.
    func report(on stack: StackDescription) async throws -> DriftReport {
        let resources = try await StackResource.list(stack: stack.stackId, with: aws)
        var prefixes = [stack.stackId: ""]
        for resource in resources {
            prefixes[resource.stack] = String(resource.name.dropLast(resource.logicalID.count))
        }
        var members = prefixes.sorted { $0.value < $1.value }.map { id, prefix in
            Member(id: id, prefix: prefix, name: prefix.isEmpty ? stack.stackName : String(prefix.dropLast()))
        }
        var display = ProgressDisplay(on: terminal.errors)
        let detections = try await concurrently(members, atMost: AWSCLI.simultaneousCalls) { member in
            try await aws.run(["cloudformation", "detect-stack-drift", "--stack-name", member.id], as: Started.self)
        }
        for index in members.indices { members[index].detection = detections[index].stackDriftDetectionId }
        try await wait(for: &members, display: &display)
        display.finish()
        let answers = try await concurrently(members, atMost: AWSCLI.simultaneousCalls) { member in
            try await aws.run(
                ["cloudformation", "describe-stack-resource-drifts", "--stack-name", member.id], as: Drifts.self)
        }
        return report(on: resources, members, answers.map(\.stackResourceDrifts))
    }

    private func wait(for members: inout [Member], display: inout ProgressDisplay) async throws {
        while true {
            let pending = members.indices.filter { !members[$0].isOver }
            guard !pending.isEmpty else { return }
            let detections = pending.map { members[$0].detection }
            let statuses = try await concurrently(detections, atMost: AWSCLI.simultaneousCalls) { detection in
                try await aws.patiently {
                    try await aws.run(
                        [
                            "cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id",
                            detection,
                        ], as: Status.self)
                }
            }
            for (index, status) in zip(pending, statuses) { members[index].status = status }
            let width = members.map(\.name.displayWidth).max() ?? 0
            display.show(
                lines: members.map { member in
                    [
                        StyledText("  " + member.name.padded(toDisplayWidth: width) + "  "),
                        StyledText(Self.progress(of: member), member.isOver ? .plain : .dim),
                    ]
                },
                changes: pending.filter { members[$0].isOver }.map {
                    "  \(members[$0].name)  \(Self.progress(of: members[$0]))"
                })
            guard members.contains(where: { !$0.isOver }) else { return }
            try await aws.sleep(aws.connection.isLocal ? .milliseconds(200) : .seconds(2))
        }
    }

    private static func progress(of member: Member) -> String {
        guard member.isOver, let status = member.status else { return "AWS compares it" }
        if status.detectionStatus == "DETECTION_FAILED" { return "not compared in full" }
        return switch status.driftedStackResourceCount ?? 0 {
        case 0: "compared"
        case let count: "compared, \(count) differ\(count == 1 ? "s" : "")"
        }
    }

    private func report(
        on resources: [StackResource], _ members: [Member], _ answers: [[ResourceDrift.Answer]]
    ) -> DriftReport {
        var found: [String: ResourceDrift] = [:]
        for (member, answers) in zip(members, answers) {
            for answer in answers {
                let path = member.prefix + answer.logicalResourceId
                found[path] = ResourceDrift(answer, path: path, place: place(of: path))
            }
        }
        // What AWS says nothing of it has not compared.
        for resource in resources where found[resource.name] == nil {
            found[resource.name] = ResourceDrift(
                path: resource.name, type: resource.type, physicalID: resource.physicalID, verdict: .uncompared,
                differences: [], place: place(of: resource.name))
        }
        let failures = members.compactMap { member -> String? in
            guard let status = member.status, status.detectionStatus == "DETECTION_FAILED" else { return nil }
            return "\(member.name): \(status.detectionStatusReason ?? "AWS gives no reason")"
        }
        return DriftReport(resources: found.values.sorted { $0.path < $1.path }, failures: failures)
    }

    private func place(of path: String) -> Diagnostic.Place? {
        templates.resource(at: path).map { .source($0.location) }
    }
}
