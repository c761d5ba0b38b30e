import AWSAccess

/// How an environment's things are told from other projects' and environments': by a name that the file gives, and by
/// tags on everything that belongs to it.
extension EnvironmentFile {
    /// The parameter that names the project, in an app that has one.
    package static let projectParameter = "ProjectName"
    /// The parameter that names the environment, in an app that has one.
    package static let environmentParameter = "Environment"
    /// The key of the tag with the project's name.
    package static let projectTag = "Project"
    /// The key of the tag with the environment's name.
    package static let environmentTag = "Environment"

    /// What the environment's own buckets are named after.
    package var project: String { parameters[Self.projectParameter] ?? stackName }
    /// What in the file says so.
    package var projectKey: String { parameters[Self.projectParameter] == nil ? "stackName" : Self.projectParameter }

    /// How the bucket for templates and assets is called, with pseudo parameters for what is not known yet.
    package static func artifactBucket(ofProject project: String, account: String, region: String) -> String {
        "\(project.lowercased())-artifacts-\(account)-\(region)"
    }

    /// The value of the tag ``projectTag`` on everything that belongs to the environment.
    package var projectTagValue: String { tags[Self.projectTag] ?? project }
    /// The value of the tag ``environmentTag`` on everything that belongs to the environment.
    package var environmentTagValue: String {
        tags[Self.environmentTag] ?? parameters[Self.environmentParameter] ?? name
    }
}

extension ResourceTags {
    /// The project that a resource says it belongs to.
    package var project: String? { self[EnvironmentFile.projectTag] }
    /// The environment that a resource says it belongs to.
    package var environment: String? { self[EnvironmentFile.environmentTag] }
}
