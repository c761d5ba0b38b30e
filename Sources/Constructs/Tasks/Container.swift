import AWSECS
import AWSLogs
import ContainerConstructs
import IdentityConstructs

/// What a service or a job runs: an image, with what it needs to start, to know and to write.
///
///     let container = Container(
///         ContainerImage(in: images, tag: "2026-11-29"), size: .halfVCPU(.gib1), environment: ["ITEMS": items.name],
///         secrets: [.parameter("shop/token", as: "TOKEN")])
///
/// Nothing of it is made before a service or a job takes it; two of them can take the same one, each in roles of its own.
public struct Container {
    let image: ContainerImage
    let size: TaskSize
    let command: [Value<String>]
    let environment: KeyValuePairs<String, any EnvironmentVariable>
    let secrets: [ContainerSecret]
    let architecture: Value<ECS.TaskDefinition.RuntimePlatform.CpuArchitecture>
    let logsKeptForDays: Value<Int>
    let existingLogGroup: Value<Name<Logs.LogGroup>>?
    let role: Role?
    let executionRole: Role?
    let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - command: what it runs instead of the image's own command.
    ///   - environment: variables; secrets do not belong there, since whoever may describe the task definition reads them.
    ///   - secrets: variables that are read when it starts, by a role that its code does not have.
    ///   - architecture: what the image is built for; arm64 costs a fifth less.
    ///   - logsKeptForDays: how long its log is kept; CloudWatch Logs takes certain numbers, 7, 14, 30 and 90 among them.
    ///   - existingLogGroup: where it writes instead of a log group of its own, in this account and region.
    ///   - role: in which its code acts instead of a role of its own; trusts `ecs-tasks.amazonaws.com`.
    ///   - executionRole: in which ECS fetches the image, reads the secrets and writes the log, instead of a role of its own.
    ///   - key: encrypts its log, and the failed runs of a job; that of another app has to let `logs.REGION.amazonaws.com` use
    ///     it, and for a job `events.amazonaws.com`.
    public init(
        _ image: ContainerImage, size: TaskSize, command: [Value<String>] = [],
        environment: KeyValuePairs<String, any EnvironmentVariable> = [:], secrets: [ContainerSecret] = [],
        architecture: Value<ECS.TaskDefinition.RuntimePlatform.CpuArchitecture> = .arm64,
        logsKeptForDays: Value<Int> = 30, existingLogGroup: Value<Name<Logs.LogGroup>>? = nil, role: Role? = nil,
        executionRole: Role? = nil, key: (any EncryptionKey)? = nil
    ) {
        self.image = image
        self.size = size
        self.command = command
        self.environment = environment
        self.secrets = secrets
        self.architecture = architecture
        self.logsKeptForDays = logsKeptForDays
        self.existingLogGroup = existingLogGroup
        self.role = role
        self.executionRole = executionRole
        self.key = key
    }

    /// What a task definition calls it, and commands: `aws ecs execute-command --container app`.
    package static let name = "app"
}
