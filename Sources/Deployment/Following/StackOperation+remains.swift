extension StackOperation {
    /// What the operation took out of its stack and did not delete: because a policy retains it, or because it could
    /// not.
    var remains: [String] {
        members.flatMap { member in
            member.resources.values.compactMap { event -> String? in
                let subject = "\(member.name)/\(event.logicalResourceId) (\(event.resourceType))"
                let id = event.physicalResourceId ?? ""
                switch event.resourceStatus {
                case "DELETE_SKIPPED":
                    return "\(subject) is retained as \(id), outside of any stack"
                case "DELETE_FAILED":
                    let reason = event.reason.isEmpty ? "AWS gives no reason" : event.reason.onOneLine
                    return "\(subject) could not be deleted and stays as \(id): \(reason)"
                default:
                    return nil
                }
            }
        }.sorted()
    }
}
