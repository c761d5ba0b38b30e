import Foundation

/// Looks into the nested stacks of an update before it is executed.
///
/// `aws cloudformation deploy` makes a change set of the root only, in which every nested stack stands as "Modify":
/// nobody would see that a database is about to be replaced. So a second change set is made only to be read, with
/// `--include-nested-stacks`, and deleted. It is not the one that is executed, because CloudFormation cannot make it for
/// every update (an output of one nested stack that does not exist yet, used with Fn::Select in another): then the
/// update must still be possible, and the review says that the nested changes are not known.
///
/// AWS CloudFormation User Guide, "Change sets for nested stacks".
struct ChangeSetPreview: Sendable {
    enum Result: Sendable, Equatable {
        case notNeeded
        case noChanges
        case changes(root: ChangeSet, nested: [String: ChangeSet])
        case unknown(reason: String)
    }

    private struct Parameter: Encodable {
        let ParameterKey: String
        let ParameterValue: String?
        let UsePreviousValue: Bool?
    }

    private struct Tag: Encodable {
        let Key: String
        let Value: String
    }

    private struct Created: Decodable {
        let id: String
    }

    let aws: AWSCLI

    func make(
        stackName: String, packaged: String, directory: String, declared: [String], parameters: [String: String],
        deployedParameters: Set<String>, tags: [String: String]
    ) async throws -> Result {
        let given = declared.compactMap { name -> Parameter? in
            if let value = parameters[name] { return Parameter(ParameterKey: name, ParameterValue: value, UsePreviousValue: nil) }
            return deployedParameters.contains(name) ? Parameter(ParameterKey: name, ParameterValue: nil, UsePreviousValue: true) : nil
        }
        let parameterFile = "\(directory)/preview-parameters.json"
        let tagFile = "\(directory)/preview-tags.json"
        try TemporaryDirectory.write(JSONEncoder().encode(given), to: parameterFile)
        try TemporaryDirectory.write(
            JSONEncoder().encode(tags.sorted { $0.key < $1.key }.map { Tag(Key: $0.key, Value: $0.value) }), to: tagFile)
        let name = "preview-\(UUID().uuidString.lowercased())"
        let deletion = ["cloudformation", "delete-change-set", "--stack-name", stackName, "--change-set-name", name]
        do {
            let created = try await aws.run(
                [
                    "cloudformation", "create-change-set", "--stack-name", stackName, "--change-set-name", name,
                    "--change-set-type", "UPDATE", "--include-nested-stacks", "--template-body", "file://\(packaged)",
                    "--parameters", "file://\(parameterFile)", "--tags", "file://\(tagFile)", "--capabilities",
                ] + ChangeSetMaker.capabilities, as: Created.self)
            let result = try await read(created.id)
            try await aws.run(deletion)
            return result
        } catch is CancellationError {
            // It may or may not have been made by now.
            _ = try? await Interruption.shielded { try await aws.run(deletion) }
            throw CancellationError()
        } catch let error as AWSError {
            _ = try? await aws.run(deletion)
            return .unknown(reason: error.description)
        }
    }

    private func read(_ id: String) async throws -> Result {
        let root = try await finished(id)
        if root.isEmpty { return .noChanges }
        guard root.status == "CREATE_COMPLETE" else { return .unknown(reason: root.statusReason ?? root.status.description) }
        var nested: [String: ChangeSet] = [:]
        var level = [root]
        while !level.isEmpty {
            let ids = level.flatMap { $0.changes ?? [] }.compactMap { $0.resourceChange?.changeSetId }
            level = try await concurrently(ids) { try await describe($0) }
            for (id, changeSet) in zip(ids, level) { nested[id] = changeSet }
        }
        return .changes(root: root, nested: nested)
    }

    /// Waits until a change set is made, a few seconds for a handful of stacks.
    private func finished(_ id: String) async throws -> ChangeSet {
        for _ in 1...120 {
            let changeSet = try await describe(id)
            if changeSet.status != "CREATE_PENDING" && changeSet.status != "CREATE_IN_PROGRESS" { return changeSet }
            try await aws.sleep(.seconds(1))
        }
        return try await describe(id)
    }

    private func describe(_ id: String) async throws -> ChangeSet {
        try await aws.run(["cloudformation", "describe-change-set", "--change-set-name", id], as: ChangeSet.self)
    }
}
