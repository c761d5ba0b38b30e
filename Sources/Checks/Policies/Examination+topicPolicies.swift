import Template

extension Examination {
    /// The policy of a topic lets others do something with the topic; SNS refuses what is done with the account
    /// ("Amazon SNS API permissions" in the Amazon SNS developer guide).
    mutating func checkTopicActions(of statement: PolicyStatement) {
        for (name, path) in statement.actions("Action") {
            let text = name.lowercased()
            guard text.hasPrefix("sns:"), let action = actions.action(String(text.dropFirst(4)), of: "sns"),
                action.resources.isEmpty || text == "sns:createtopic"
            else { continue }
            report(
                "action-resource", "\(name) is done with the account, and not with a topic", at: path,
                fix: "leave it out: allow it in a policy of whoever does it")
        }
    }
}
