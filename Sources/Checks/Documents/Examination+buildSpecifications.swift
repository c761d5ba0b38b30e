import Template

extension Examination {
    /// What a project builds is said as CodeBuild reads it. It is read when a build begins, and no deployment fails for
    /// it.
    mutating func checkBuildSpecification(of project: Template.Resource, _ logicalID: String) {
        for value in project.values(at: "Source.BuildSpec", of: logicalID) {
            guard let specification = OpenText(value.value).flatMap(BuildSpecification.init) else { continue }
            for problem in specification.problems {
                report("build-specification", problem.message, severity: .warning, at: value.path, fix: problem.fix)
            }
        }
    }
}
