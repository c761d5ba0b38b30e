import Template

extension Examination {
    /// Rules assert something.
    mutating func checkRules() {
        for (name, rule) in template.rules where rule.assertions.isEmpty && !isRewritten {
            report(
                "no-assertions", "the rule \(name) asserts nothing", at: Template.Path(.rules, name),
                fix: "add .require(condition, \"what the user should know\")", fixOfFile: "add one to its Assertions")
        }
    }
}
