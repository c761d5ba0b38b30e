import AWSAccess
import AppDeclaration
import Diagnostics
import Environments

/// What the scheduler may touch: what carries both the tags `Environment=<environment>` and `Project=<project>`, and
/// nothing else.
struct SchedulerScope: Sendable, Equatable {
    let project: String
    /// The value of the tag `Environment`: one of those that are off outside working hours.
    let environment: String

    /// The value of the tag `Environment` of an environment that may be stopped. Refuses any other, before anything is
    /// asked of AWS.
    ///
    /// The tag decides, not the file's name: both where the file sets it as a tag and where it sets it as a parameter.
    ///
    /// - Throws: `CommandError`.
    static func tag(of environment: EnvironmentFile, _ hours: WorkingHours) throws -> String {
        let allowed = hours.environments
        let said = [
            environment.tags[EnvironmentFile.environmentTag],
            environment.parameters[EnvironmentFile.environmentParameter],
        ].compactMap(\.self)
        if let tag = said.first, allowed.contains(tag), said.allSatisfy({ $0 == tag }) { return tag }
        let other =
            said.first { !allowed.contains($0) }.map { "Environment=\($0)" }
            ?? (said.isEmpty
                ? "nothing about Environment" : said.map { "Environment=\($0)" }.joined(separator: " and "))
        let isOfTag = environment.tags[EnvironmentFile.environmentTag].map { !allowed.contains($0) } ?? false
        let problem = Diagnostic(
            "outside-scope",
            "daily-scheduler touches only what is tagged \(allowed.map { "Environment=\($0)" }.joined(separator: " or ")), and this says \(other); nothing was changed",
            at: .file(
                isOfTag
                    ? FilePosition(path: environment.fileName)
                    : environment.position(ofValue: EnvironmentFile.environmentParameter)))
        throw CommandError(
            [problem],
            hints: allowed.map { name in
                let command = environment.invocation.commandLine("daily-scheduler")
                return "for \(name): \(command) stop --env \(name), and \(command) start --env \(name)"
            })
    }

    /// The tags, as messages show them.
    var description: String {
        "\(EnvironmentFile.environmentTag)=\(environment) and \(EnvironmentFile.projectTag)=\(project)"
    }

    /// Filters for `aws autoscaling` and `aws ec2`.
    var filters: [String] {
        [
            "Name=tag:\(EnvironmentFile.environmentTag),Values=\(environment)",
            "Name=tag:\(EnvironmentFile.projectTag),Values=\(project)",
        ]
    }

    /// Whether a resource with these tags is in the scope. Asked of everything that AWS lists, filtered or not.
    func contains(_ tags: ResourceTags?) -> Bool {
        tags?.environment == environment && tags?.project == project
    }
}

/// What the scheduler remembers, in tags.
enum SchedulerTag {
    /// On a group: the sizes that it had before it was stopped.
    static let sizes = "daily-scheduler:sizes"
    /// On an instance or a database: when it was stopped. Without it, somebody else stopped it, and `start` leaves it.
    static let stopped = "daily-scheduler:stopped"
}
