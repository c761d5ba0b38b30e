import AWSAccess
import Environments

/// What the scheduler may touch: what carries both the tags `Environment=dev` and `Project=<project>`, and nothing
/// else.
struct SchedulerScope: Sendable, Equatable {
    /// The only value of the tag `Environment` that is ever stopped.
    static let environment = "dev"

    let project: String

    /// Refuses an environment that is not dev, before anything is asked of AWS.
    ///
    /// The tag decides, not the file's name: both where the file sets it as a tag and where it sets it as a parameter.
    ///
    /// - Throws: `CommandError`.
    static func check(_ environment: EnvironmentFile) throws {
        let said = [environment.tags["Environment"], environment.parameters["Environment"]].compactMap(\.self)
        if !said.isEmpty, said.allSatisfy({ $0 == Self.environment }) { return }
        let other = said.first { $0 != Self.environment }.map { "Environment=\($0)" } ?? "nothing about Environment"
        throw CommandError(
            "daily-scheduler touches only what is tagged Environment=\(Self.environment), and \(environment.fileName) says \(other); nothing was changed",
            hints: ["for dev: make stop ENV=dev, and make start ENV=dev"])
    }

    /// Filters for `aws autoscaling` and `aws ec2`.
    var filters: [String] { ["Name=tag:Environment,Values=\(Self.environment)", "Name=tag:Project,Values=\(project)"] }

    /// Whether a resource with these tags is in the scope. Asked of everything that AWS lists, filtered or not.
    func contains(_ tags: ResourceTags?) -> Bool {
        tags?["Environment"] == Self.environment && tags?["Project"] == project
    }
}

/// What the scheduler remembers, in tags.
enum SchedulerTag {
    /// On a group: the sizes that it had before it was stopped.
    static let sizes = "webmarket:scheduler-sizes"
    /// On an instance or a database: when it was stopped. Without it, somebody else stopped it, and `start` leaves it.
    static let stopped = "webmarket:scheduler-stopped"
}
