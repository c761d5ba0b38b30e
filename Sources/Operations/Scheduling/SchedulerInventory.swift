import AWSAccess

/// Everything in a scope that can be stopped and started, as AWS lists it.
struct SchedulerInventory: Sendable {
    let aws: AWSCLI
    let scope: SchedulerScope

    private struct Groups: Decodable {
        let autoScalingGroups: [SchedulableGroup]
    }

    /// Reads some kinds of resources, sorted by kind and name.
    ///
    /// The AWS CLI reads all pages.
    ///
    /// - Throws: `AWSError`; `CancellationError`.
    func read(_ kinds: Set<SchedulableKind>) async throws -> [any Schedulable] {
        // A call costs half a second of starting the CLI, so they are made side by side.
        async let groups = kinds.contains(.group) ? groups() : []
        async let instances = kinds.contains(.instance) ? instances() : []
        async let databases = kinds.contains(.database) ? databases() : []
        return try await groups + instances + databases
    }

    private func groups() async throws -> [any Schedulable] {
        try await aws.run(
            ["autoscaling", "describe-auto-scaling-groups", "--filters"] + scope.filters, as: Groups.self
        )
        .autoScalingGroups.filter { scope.contains($0.tags) }.sorted { $0.id < $1.id }
    }

    private func instances() async throws -> [any Schedulable] {
        let states = "Name=instance-state-name,Values=pending,running,stopping,stopped"
        return try await aws.run(
            ["ec2", "describe-instances", "--filters"] + scope.filters + [states], as: InstancePage.self
        )
        .instances
        .filter { scope.contains($0.tags) && $0.tags?[SchedulableInstance.groupTag] == nil }
        .filter { !["shutting-down", "terminated"].contains($0.state.name) }
        .map(SchedulableInstance.init).sorted { $0.id < $1.id }
    }

    /// RDS filters by nothing that helps here: everything is listed, and what is not in the scope left out.
    private func databases() async throws -> [any Schedulable] {
        try await aws.databaseInstances().filter { scope.contains($0.tags) }
            .map(SchedulableDatabase.init).sorted { $0.id < $1.id }
    }

    private struct TemplateVersions: Decodable {
        struct Version: Decodable {
            struct Data: Decodable {
                let instanceType: String?
            }
            let launchTemplateData: Data
        }
        let launchTemplateVersions: [Version]
    }

    /// A group with the type that its launch template gives new instances. What cannot be read stays unknown: it is
    /// only for a price.
    func withLaunchedType(_ resource: any Schedulable) async throws -> any Schedulable {
        guard var group = resource as? SchedulableGroup, let template = group.launchTemplate?.launchTemplateId else {
            return resource
        }
        do {
            let answer = try await aws.run(
                [
                    "ec2", "describe-launch-template-versions", "--launch-template-id", template, "--versions",
                    group.launchTemplate?.version ?? "$Default",
                ], as: TemplateVersions.self)
            group.launchedType = answer.launchTemplateVersions.first?.launchTemplateData.instanceType
        } catch is AWSError {}
        return group
    }

    private struct Activities: Decodable {
        struct Activity: Decodable {
            let statusCode: String
            let statusMessage: String?
        }
        let activities: [Activity]
    }

    /// Why a group's newest activity failed, such as for lack of capacity; nil when it did not. The group itself tries
    /// again, which is why this is only told.
    func complaint(of group: String) async throws -> String? {
        do {
            let answer = try await aws.run(
                ["autoscaling", "describe-scaling-activities", "--auto-scaling-group-name", group, "--max-items", "1"],
                as: Activities.self)
            guard let newest = answer.activities.first, newest.statusCode == "Failed" else { return nil }
            return newest.statusMessage
        } catch is AWSError {
            return nil
        }
    }
}
