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
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal

    /// One stack while AWS compares it.
    private struct Member: Sendable {
        let id: String
        /// The logical IDs of nested stacks, each with a slash behind it; empty for the root.
        let prefix: String
        let name: String
        let start: Start
        var status: Status?
        var detection: String? { if case .begun(let id) = start { id } else { nil } }
        var isOver: Bool { detection == nil || status.map { $0.detectionStatus != "DETECTION_IN_PROGRESS" } ?? false }
        /// Why it is not compared in full; nil where it is.
        var failure: String? {
            if case .refused(let reason) = start { return reason }
            guard let status, status.detectionStatus == "DETECTION_FAILED" else { return nil }
            return status.detectionStatusReason ?? "AWS gives no reason"
        }
    }

    /// What comes of asking AWS to compare a stack.
    private enum Start: Sendable {
        /// With the ID of the detection.
        case begun(String)
        /// As in most states of a stack, with what AWS says.
        case refused(String)
    }

    private struct Started: Decodable {
        let stackDriftDetectionId: String
    }

    private struct Status: Decodable, Sendable {
        let detectionStatus: String
        let detectionStatusReason: String?
        let driftedStackResourceCount: Int?
    }

    private struct Drifts: Decodable, Sendable {
        let stackResourceDrifts: [ResourceDrift.Answer]
        let nextToken: String?
    }

    /// Compares, and shows how far it is.
    ///
    /// - Throws: ``CommandError`` for a root that AWS compares in no such state; `AWSError`.
    func report(on stack: StackDescription) async throws -> DriftReport {
        let stacks = try await StandingStacks.read(root: stack.stackId, with: aws)
        let ids = stacks.prefixes.sorted { $0.value < $1.value }
        var members = try await concurrently(ids, atMost: AWSCLI.simultaneousCalls) { id, prefix in
            let name = prefix.isEmpty ? stack.stackName : String(prefix.dropLast())
            return Member(id: id, prefix: prefix, name: name, start: try await begin(id, name))
        }
        if case .refused(let reason)? = members.first?.start { throw refusal(of: stack, reason) }
        var display = ProgressDisplay(on: terminal.errors)
        try await wait(for: &members, display: &display)
        display.finish()
        let answers = try await concurrently(members, atMost: AWSCLI.simultaneousCalls) { member in
            member.detection == nil ? [] : try await drifts(of: member.id)
        }
        return report(on: stacks, members, answers)
    }

    /// Has AWS begin to compare a stack.
    ///
    /// It does that once at a time: where a run that was broken off, or somebody else, had it begin, this waits.
    private func begin(_ stack: String, _ name: String) async throws -> Start {
        var tries = 0
        while true {
            do {
                let started = try await aws.run(
                    ["cloudformation", "detect-stack-drift", "--stack-name", stack], as: Started.self)
                return .begun(started.stackDriftDetectionId)
            } catch AWSError.service(code: "ValidationError", _, let message) {
                guard message.contains("already in progress"), tries < Self.mostTries else { return .refused(message) }
                if tries == 0 { terminal.reportNote("AWS is comparing \(name) already; waiting for that") }
                tries += 1
                try await aws.sleep(pause)
            }
        }
    }

    private func refusal(of root: StackDescription, _ reason: String) -> CommandError {
        let deploy = environment.commandLine("deploy", through: aws.connection)
        return CommandError(
            "stack-state", "AWS does not compare \(root.stackName), which is \(root.stackStatus): \(reason)",
            hints: WayOut(of: root.stackStatus) == .none ? [] : ["'\(deploy)' says what leads out, and does it"])
    }

    /// What AWS found in a stack. The CLI joins no pages of this call.
    private func drifts(of stack: String) async throws -> [ResourceDrift.Answer] {
        var answers: [ResourceDrift.Answer] = []
        var token: String?
        repeat {
            let more = token.map { ["--next-token", $0] } ?? []
            let page = try await aws.patiently {
                try await aws.run(
                    ["cloudformation", "describe-stack-resource-drifts", "--stack-name", stack] + more, as: Drifts.self)
            }
            answers += page.stackResourceDrifts
            token = page.nextToken
        } while token?.isEmpty == false
        return answers
    }

    /// Between two questions.
    private var pause: Duration { aws.connection.isLocal ? .milliseconds(200) : .seconds(2) }
    /// AWS compares for minutes at most: "DetectStackDrift".
    private static let mostTries = 300

    private func wait(for members: inout [Member], display: inout ProgressDisplay) async throws {
        while true {
            let pending = members.indices.filter { !members[$0].isOver }
            guard !pending.isEmpty else { return }
            let detections = pending.compactMap { members[$0].detection }
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
            try await aws.sleep(pause)
        }
    }

    private static func progress(of member: Member) -> String {
        guard member.isOver else { return "AWS compares it" }
        if member.failure != nil { return "not compared in full" }
        return switch member.status?.driftedStackResourceCount ?? 0 {
        case 0: "compared"
        case let count: "compared, \(count) differ\(count == 1 ? "s" : "")"
        }
    }

    private func report(
        on stacks: StandingStacks, _ members: [Member], _ answers: [[ResourceDrift.Answer]]
    ) -> DriftReport {
        var found: [String: ResourceDrift] = [:]
        for (member, answers) in zip(members, answers) {
            for answer in answers {
                let path = member.prefix + answer.logicalResourceId
                found[path] = ResourceDrift(answer, path: path, place: place(of: path))
            }
        }
        // What AWS says nothing of it has not compared.
        for resource in stacks.resources where found[resource.name] == nil {
            let isRefused = members.contains { $0.id == resource.stack && $0.detection == nil }
            found[resource.name] = drift(
                of: resource, isRefused ? .unknown("AWS compares nothing of its stack") : .uncompared)
        }
        for resource in stacks.deleted { found[resource.name] = drift(of: resource, .deleted) }
        for resource in stacks.left { found[resource.name] = drift(of: resource, .left) }
        return DriftReport(
            resources: found.values.sorted { $0.path < $1.path },
            failures: members.compactMap { member in member.failure.map { "\(member.name): \($0)" } })
    }

    /// How a resource stands that AWS says nothing of.
    private func drift(of resource: StackResource, _ verdict: ResourceDrift.Verdict) -> ResourceDrift {
        ResourceDrift(
            path: resource.name, type: resource.type, physicalID: resource.physicalID, verdict: verdict,
            differences: [], place: place(of: resource.name))
    }

    private func place(of path: String) -> Diagnostic.Place? {
        templates.resource(at: path).map { .source($0.location) }
    }
}
