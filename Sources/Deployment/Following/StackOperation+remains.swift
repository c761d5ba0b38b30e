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

    /// What the rollback undid, in a line; nil where it undid nothing, or there was none.
    var takenBack: String? {
        var (deleted, restored) = (0, 0)
        for member in members {
            guard
                let begin = member.events.firstIndex(where: {
                    $0.isAboutStackItself && $0.resourceStatus.phase == .rollingBack
                })
            else { continue }
            let before = Set(member.events[..<begin].filter { !$0.isAboutNestedStack }.map(\.logicalResourceId))
            for (id, event) in member.resources where before.contains(id) && !event.isAboutNestedStack {
                // What failed before anything of it was made has no rollback of its own.
                guard member.events[begin...].contains(where: { $0.eventId == event.eventId }) else { continue }
                if event.resourceStatus == "DELETE_COMPLETE" { deleted += 1 }
                if event.resourceStatus == "UPDATE_COMPLETE" { restored += 1 }
            }
        }
        let parts = [
            deleted == 0 ? nil : "\(deleted) made by it \(deleted == 1 ? "is" : "are") deleted again",
            restored == 0 ? nil : "\(restored) changed by it \(restored == 1 ? "is" : "are") as before",
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "of the resources, " + parts.joined(separator: ", ")
    }

    /// What could not be deleted, as in `Data/Database`; a nested stack only where nothing in it is to blame.
    var undeleted: [String] {
        members.flatMap { member in
            member.resources.values.filter { $0.resourceStatus == "DELETE_FAILED" && !isEcho($0) }.map { event in
                (member.parent == nil ? "" : member.name + "/") + event.logicalResourceId
            }
        }.sorted()
    }
}
