import Template

extension DeployableTemplates {
    /// Whether nothing but the templates and the values of the root's parameters decides what they make: no macro, nothing
    /// that nested templates look up in Systems Manager.
    var isDecidedByItsValues: Bool {
        templates.enumerated().allSatisfy { index, template in
            let read = template.template
            return !read.runsMacros && (index == 0 || !read.parameters.contains { $0.1.isInSystemsManager })
        }
    }
}

extension Template {
    /// Whether something else than CloudFormation decides what it says.
    fileprivate var runsMacros: Bool {
        var isFound = !transforms.isEmpty
        visit { value, _ in
            if case .call(.transform, _) = value { isFound = true }
        }
        return isFound
    }
}
